package com.nexusplatform.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Derives points from ledgers whose planted rows are known, by logistic regression on which grades touch a row: coefficients in
 * natural logarithms of odds, not below 0, drawn towards stated priors by a normal penalty, times 10 / ln 10. Coefficients of
 * dependent procedures share what they say together, so that their points may be added. Every ledger counts the same. Grades that
 * a master decides keep their priors: the masters are made up, and how often an honest vendor has the bank account of an employee
 * cannot be learnt from them.
 */
final class Derivation {

    /** A natural logarithm of odds in decibans. */
    static final double DECIBANS = 10 / StrictMath.log(10);

    private static final int ROUNDS = 200;
    private static final Set<String> BY_MASTER = Set.of("PAY-6.ADDRESS", "PAY-6.BANK_ACCOUNT", "PAY-6.NAME",
            "PAY-6.PHONE",
            "PAY-6.TAX_ID", "PAY-7.UNKNOWN", "PAY-7.BLOCKED", "PAY-7.BEFORE_OPENING", "PAY-7.NEW");

    private final List<String> grades = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final double[] priors;
    private final double deviation;
    private final Map<Integer, Double> rowsOfGrade = new TreeMap<>();
    private final Map<Integer, Double> plantedOfGrade = new TreeMap<>();

    /**
     * Of the grades of prior weights.
     *
     * @param deviation standard deviation of a coefficient around its prior, in natural logarithms
     */
    Derivation(Weighting priors, double deviation) {
        this.deviation = deviation;
        Set<String> computed = priors.points()
            .keySet()
            .stream()
            .filter(Weighting::isMost)
            .map(name -> name.substring(0, name.indexOf('.')))
            .collect(Collectors.toSet());
        for (String name : priors.points().keySet()) {
            if (!computed.contains(name.substring(0, name.indexOf('.')))) {
                places.put(name, grades.size());
                grades.add(name);
            }
        }
        this.priors = grades.stream().mapToDouble(name -> priors.points().get(name) / DECIBANS).toArray();
    }

    /** Decibans of every grade, not rounded; those of grades that touch no row are the priors. */
    Map<String, Double> of(List<Evidence> ledgers) {
        double[] coefficients = priors.clone();
        for (int pass = 0; pass < 3; pass++) { // which grade of a procedure counts for a row depends on the coefficients
            coefficients = fit(patterns(ledgers, coefficients));
        }
        Map<String, Double> points = new TreeMap<>();
        for (int i = 0; i < grades.size(); i++) {
            points.put(grades.get(i), DECIBANS * coefficients[i]);
        }
        return points;
    }

    /** Whether a grade keeps its prior, whatever it touches. */
    static boolean isStated(String grade) {
        return BY_MASTER.contains(grade);
    }

    /** Rows that a grade touches, on all ledgers together, and planted ones among them; weighted to the same size of ledger. */
    double[] support(String grade) {
        int place = places.get(grade);
        return new double[]{rowsOfGrade.getOrDefault(place, 0.0), plantedOfGrade.getOrDefault(place, 0.0)};
    }

    /** Rows that are touched by the same grades. */
    private static final class Pattern {

        private final int[] grades;
        private double rows;
        private double planted;

        private Pattern(int[] grades) {
            this.grades = grades;
        }
    }

    private List<Pattern> patterns(List<Evidence> ledgers, double[] coefficients) {
        Weighting weighting = weighting(coefficients);
        double most = ledgers.stream().mapToInt(Evidence::rows).max().orElse(1);
        Map<String, Pattern> patterns = new TreeMap<>();
        for (Evidence ledger : ledgers) {
            Map<String, String[]> names = new TreeMap<>();
            ledger.columns().keySet().forEach(code -> names.put(code, weighting.gradesByPoints(code)));
            Map<String, double[]> weights = new TreeMap<>();
            ledger.columns().keySet().forEach(code -> weights.put(code, weighting.byPoints(code)));
            for (int row = 0; row < ledger.rows(); row++) {
                if (ledger.models()[row]) {
                    continue;
                }
                int index = row;
                List<Integer> touched = new ArrayList<>();
                ledger.columns().forEach((code, sets) -> {
                    int strongest = sets.strongest(index, weights.get(code));
                    Integer place = strongest < 0 ? null : places.get(names.get(code)[strongest]);
                    if (place != null) {
                        touched.add(place);
                    }
                });
                Pattern pattern = patterns.computeIfAbsent(touched.toString(),
                        key -> new Pattern(touched.stream().mapToInt(Integer::intValue).toArray()));
                pattern.rows += most / ledger.rows();
                pattern.planted += ledger.planted()[row] ? most / ledger.rows() : 0;
            }
        }
        count(patterns.values());
        return List.copyOf(patterns.values());
    }

    private void count(Iterable<Pattern> patterns) {
        rowsOfGrade.clear();
        plantedOfGrade.clear();
        for (Pattern pattern : patterns) {
            for (int grade : pattern.grades) {
                rowsOfGrade.merge(grade, pattern.rows, Double::sum);
                plantedOfGrade.merge(grade, pattern.planted, Double::sum);
            }
        }
    }

    private Weighting weighting(double[] coefficients) {
        Map<String, Double> points = new TreeMap<>();
        for (int i = 0; i < coefficients.length; i++) {
            points.put(grades.get(i), DECIBANS * coefficients[i] + 1e-6 * priors[i]);
        }
        return new Weighting(points);
    }

    /** Coordinate by coordinate, one Newton step each, until they rest; the intercept comes last and has no prior. */
    private double[] fit(List<Pattern> patterns) {
        double[] coefficients = Arrays.copyOf(priors, priors.length + 1);
        coefficients[priors.length] = -5;
        double[] sums = new double[patterns.size()];
        List<List<Integer>> having = new ArrayList<>();
        for (int i = 0; i <= priors.length; i++) {
            having.add(new ArrayList<>());
        }
        for (int p = 0; p < sums.length; p++) {
            sums[p] = coefficients[priors.length];
            having.get(priors.length).add(p);
            for (int grade : patterns.get(p).grades) {
                sums[p] += coefficients[grade];
                having.get(grade).add(p);
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i <= priors.length; i++) {
                if (i == priors.length || !isStated(grades.get(i))) {
                    step(patterns, having.get(i), sums, coefficients, i);
                }
            }
        }
        return Arrays.copyOf(coefficients, priors.length);
    }

    private void step(List<Pattern> patterns, List<Integer> having, double[] sums, double[] coefficients, int i) {
        boolean intercept = i == priors.length;
        double precision = intercept ? 1e-9 : 1 / (deviation * deviation);
        double gradient = intercept ? 0 : precision * (priors[i] - coefficients[i]);
        double curvature = precision;
        for (int p : having) {
            Pattern pattern = patterns.get(p);
            double odds = 1 / (1 + StrictMath.exp(-sums[p]));
            gradient += pattern.planted - pattern.rows * odds;
            curvature += pattern.rows * odds * (1 - odds);
        }
        double step = Math.max(-1, Math.min(1, gradient / curvature));
        double next = intercept ? coefficients[i] + step : Math.max(0, coefficients[i] + step);
        for (int p : having) {
            sums[p] += next - coefficients[i];
        }
        coefficients[i] = next;
    }
}
