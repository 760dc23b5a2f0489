package com.nexusplatform.procedure.digits;

import java.util.LinkedHashMap;
import java.util.Map;

import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Task;

/**
 * The mantissa arc test: amounts placed on a circle by the fractional part m of their decimal logarithm, and the length of the mean
 * of their places, L2 = (mean cos 2 pi m)^2 + (mean sin 2 pi m)^2, which is near 0 where the law holds; p = exp(-n L2).
 * <p>
 * An amount is a power of two times a fraction from 1 to 2. The place of the fraction is that of the middle of the 1,024th it lies
 * in, turned by an angle so small that four terms of a series leave less than 1e-16. Places are summed by power of two in the
 * order of the rows, and these sums from the least power up, so that every machine finds the same figure.
 */
final class MantissaArc {

    private static final int BITS = 10;
    private static final int PARTS = 1 << BITS;
    private static final int FRACTION = 52; // bits of the fraction of a double
    private static final double TURN = 2 * StrictMath.PI / StrictMath.log(10.0); // of the circle for each natural logarithm

    private static final double[] PER_MIDDLE = new double[PARTS];
    private static final double[] COSINES = new double[PARTS];
    private static final double[] SINES = new double[PARTS];

    static {
        for (int part = 0; part < PARTS; part++) {
            double middle = 1 + (part + 0.5) / PARTS;
            PER_MIDDLE[part] = 1 / middle;
            COSINES[part] = StrictMath.cos(TURN * StrictMath.log(middle));
            SINES[part] = StrictMath.sin(TURN * StrictMath.log(middle));
        }
    }

    private final double[] cosines = new double[Long.SIZE];
    private final double[] sines = new double[Long.SIZE];
    private long n;

    /** The figures of the amounts of the sign chosen; none where there is no amount. */
    static Map<String, Object> of(Task task) {
        Sign sign = Sign.of(task.parameters());
        MantissaArc arc = new MantissaArc();
        for (long amount : task.ledger().amounts()) {
            if (sign.has(amount)) {
                arc.add(amount);
            }
        }
        return arc.figures();
    }

    /** Adds an amount other than zero; moving its decimal point changes nothing. */
    void add(long amount) {
        long bits = Double.doubleToRawLongBits((double) amount);
        int power = (int) (bits >>> FRACTION & 0x7FF) - 1023;
        int part = (int) (bits >>> FRACTION - BITS) & PARTS - 1;
        double fraction = Double.longBitsToDouble(bits & (1L << FRACTION) - 1 | 1023L << FRACTION);
        double excess = (fraction - (1 + (part + 0.5) / PARTS)) * PER_MIDDLE[part];
        double logarithm = excess * (1 - excess * (1.0 / 2 - excess * (1.0 / 3 - excess * (1.0 / 4))));
        double angle = TURN * logarithm;
        double square = angle * angle;
        double cosine = 1 - square * (1.0 / 2 - square * (1.0 / 24));
        double sine = angle * (1 - square * (1.0 / 6 - square * (1.0 / 120)));
        cosines[power] += COSINES[part] * cosine - SINES[part] * sine;
        sines[power] += SINES[part] * cosine + COSINES[part] * sine;
        n++;
    }

    /** L2 and its parts by name; none where nothing was added. */
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        if (n == 0) {
            return figures;
        }
        double cosine = 0;
        double sine = 0;
        for (int power = 0; power < Long.SIZE; power++) {
            double logarithm = power * StrictMath.log10(2.0);
            double angle = 2 * StrictMath.PI * (logarithm - StrictMath.floor(logarithm));
            double turnedCosine = StrictMath.cos(angle);
            double turnedSine = StrictMath.sin(angle);
            cosine += cosines[power] * turnedCosine - sines[power] * turnedSine;
            sine += cosines[power] * turnedSine + sines[power] * turnedCosine;
        }
        double meanCosine = cosine / n;
        double meanSine = sine / n;
        double length = meanCosine * meanCosine + meanSine * meanSine;
        figures.put("mantissaMeanCosine", Numerals.rounded(meanCosine));
        figures.put("mantissaMeanSine", Numerals.rounded(meanSine));
        figures.put("mantissaArcL2", Numerals.rounded(length));
        figures.put("mantissaArcPValue", Numerals.rounded(StrictMath.exp(-n * length)));
        return figures;
    }
}
