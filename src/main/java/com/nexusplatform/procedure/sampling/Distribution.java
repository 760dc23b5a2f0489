package com.nexusplatform.procedure.sampling;

/**
 * Distribution functions in StrictMath and a fixed order of summation, so that they are the same on every machine. Densities
 * come in Loader's form, a saddle point with Stirling's remainder, which loses no digits where factorials overflow.
 */
final class Distribution {

    private static final double NEGLIGIBLE = 1e-18;
    private static final double SMALLEST = 1e-300;
    private static final double STIRLING_HOLDS = 16;
    private static final double BEYOND_DOUBLES = 0x1p50; // of the shape: what remains above is 0, and 1 - x / shape no number

    private Distribution() {}

    /** Probability of at most so many hits in n independent draws, each of them a hit with probability p. */
    static double binomial(int most, int n, double p) {
        if (most >= n || p <= 0) {
            return most < 0 ? 0 : 1;
        }
        if (most < 0 || p >= 1) {
            return 0;
        }
        double odds = p / (1 - p);
        double sum = 0;
        if (most < n * p) {
            double term = binomialDensity(most, n, p);
            for (int hits = most; hits >= 0 && term > sum * NEGLIGIBLE; hits--) {
                sum += term;
                term *= hits / ((n - hits + 1) * odds);
            }
            return sum;
        }
        double term = binomialDensity(most + 1, n, p);
        for (int hits = most + 1; hits <= n && term > sum * NEGLIGIBLE; hits++) {
            sum += term;
            term *= (n - hits) * odds / (hits + 1);
        }
        return 1 - sum;
    }

    /** Probability of at most so many marked rows among n that are drawn without replacement from a population. */
    static double hypergeometric(int most, int population, int marked, int n) {
        int least = Math.max(0, n - (population - marked));
        int greatest = Math.min(marked, n);
        if (most >= greatest) {
            return 1;
        }
        if (most < least) {
            return 0;
        }
        int unmarked = population - marked;
        double sum = 0;
        if (most < (double) n * marked / population) {
            double term = hypergeometricDensity(most, population, marked, n);
            for (int hits = most; hits >= least && term > sum * NEGLIGIBLE; hits--) {
                sum += term;
                term *= hits * (double) (unmarked - n + hits) / ((marked - hits + 1) * (double) (n - hits + 1));
            }
            return sum;
        }
        double term = hypergeometricDensity(most + 1, population, marked, n);
        for (int hits = most + 1; hits <= greatest && term > sum * NEGLIGIBLE; hits++) {
            sum += term;
            term *= (marked - hits) * (double) (n - hits) / ((hits + 1) * (double) (unmarked - n + hits + 1));
        }
        return 1 - sum;
    }

    /** Regularised lower incomplete gamma function P(shape, x), the gamma distribution of rate 1. */
    static double gamma(double shape, double x) {
        if (x <= 0) {
            return 0;
        }
        if (x > (shape + 1) * BEYOND_DOUBLES) {
            return 1;
        }
        double density = poissonDensity(shape, x);
        if (x < shape + 1) {
            double sum = 0;
            double term = 1;
            for (double next = shape + 1; term > sum * NEGLIGIBLE; next++) {
                sum += term;
                term *= x / next;
            }
            return density * sum;
        }
        return 1 - density * shape * upperFraction(shape, x);
    }

    /** The value below which a gamma distribution of rate 1 lies with the probability given. */
    static double gammaQuantile(double shape, double probability) {
        double low = 0;
        double high = Math.max(1, shape);
        while (gamma(shape, high) < probability) {
            high *= 2;
        }
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return high;
            }
            if (gamma(shape, middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /** Continued fraction of the upper incomplete gamma function without its factor, by Lentz's method. */
    private static double upperFraction(double shape, double x) {
        double b = x + 1 - shape;
        double c = 1 / SMALLEST;
        double d = 1 / b;
        double fraction = d;
        double factor = 0;
        for (int i = 1; StrictMath.abs(factor - 1) > 1e-16 && i < 1_000_000; i++) {
            double a = i * (shape - i);
            b += 2;
            d = 1 / nonZero(a * d + b);
            c = nonZero(b + a / c);
            factor = d * c;
            fraction *= factor;
        }
        return fraction;
    }

    private static double nonZero(double value) {
        return StrictMath.abs(value) < SMALLEST ? SMALLEST : value;
    }

    private static double binomialDensity(int hits, int n, double p) {
        if (hits == 0) {
            return StrictMath.exp(n * StrictMath.log1p(-p));
        }
        if (hits == n) {
            return StrictMath.exp(n * StrictMath.log(p));
        }
        int misses = n - hits;
        double exponent = remainder(n) - remainder(hits) - remainder(misses) - deviance(hits, n * p)
                - deviance(misses, n * (1 - p));
        return StrictMath.exp(exponent) * StrictMath.sqrt(n / (2 * StrictMath.PI * hits * misses));
    }

    private static double hypergeometricDensity(int hits, int population, int marked, int n) {
        if (n == population) {
            return hits == marked ? 1 : 0;
        }
        double share = (double) n / population;
        return binomialDensity(hits, marked, share) * binomialDensity(n - hits, population - marked, share)
                / binomialDensity(n, population, share);
    }

    /** m^x e^(-m) / Γ(x + 1), for whole and broken x above 0. */
    private static double poissonDensity(double x, double m) {
        return StrictMath.exp(-remainder(x) - deviance(x, m)) / StrictMath.sqrt(2 * StrictMath.PI * x);
    }

    /** x ln(x / m) + m - x. */
    private static double deviance(double x, double m) {
        return x * StrictMath.log1p((x - m) / m) - (x - m);
    }

    /** Stirling's remainder ln Γ(x + 1) - (x + ½) ln x + x - ½ ln 2π for x above 0. */
    private static double remainder(double x) {
        double below = 0;
        double at = x;
        while (at < STIRLING_HOLDS) { // the difference of two neighbours is known in closed form
            below += (at + 0.5) * StrictMath.log1p(1 / at) - 1;
            at++;
        }
        double square = at * at;
        return below + (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
                / square) / at;
    }
}
