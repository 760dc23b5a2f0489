package com.nexusplatform.procedure.matching;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How alike two normal keys are.
 *
 * @param measure what the similarity is computed from
 * @param edits   what turns one key into the other
 */
public record Likeness(JaroWinkler measure, EditScript edits) {

    /** The similarity from 0 to 1, to four decimals. */
    public BigDecimal similarity() {
        return measure.similarity();
    }

    /**
     * The likeness of two keys, if it is at least so great. Words with digits and names of fewer than three letters must be the
     * same. Names are compared as a whole. Addresses must have as many words, and the pair of words in order that is least alike
     * counts.
     */
    public static Optional<Likeness> of(PartyKey kind, String one, String other, BigDecimal least) {
        if (one.isEmpty() || other.isEmpty() || !reachable(one.length(), other.length(), least)) {
            return Optional.empty();
        }
        Optional<JaroWinkler> measure = switch (kind) {
            case NAME -> !one.equals(other) && (PartyKey.isShort(one) || PartyKey.isShort(other))
                    ? Optional.empty()
                    : Optional.of(JaroWinkler.of(one, other));
            case ADDRESS -> leastAlike(one.split(" ", -1), other.split(" ", -1));
            case BANK_ACCOUNT, TAX_ID, PHONE ->
                one.equals(other) ? Optional.of(JaroWinkler.of(one, other)) : Optional.empty();
        };
        return measure.filter(found -> found.similarity().compareTo(least) >= 0)
            .filter(found -> numbers(one).equals(numbers(other)))
            .map(found -> new Likeness(found, EditScript.between(one, other)));
    }

    private static Optional<JaroWinkler> leastAlike(String[] one, String[] other) {
        return one.length == other.length
                ? IntStream.range(0, one.length)
                    .mapToObj(i -> JaroWinkler.of(one[i], other[i]))
                    .min(Comparator.comparing(JaroWinkler::similarity))
                : Optional.empty();
    }

    private static String numbers(String key) {
        return JaroWinkler.hasDigit(key)
                ? Arrays.stream(key.split(" ", -1)).filter(JaroWinkler::hasDigit).collect(Collectors.joining(" "))
                : "";
    }

    /** Whether texts of two lengths can be so alike: at best the shorter is all in the longer, with a prefix of four. */
    private static boolean reachable(int one, int other, BigDecimal least) {
        double ratio = (double) Math.min(one, other) / Math.max(one, other);
        double best = (2 + ratio) / 3;
        return best + 0.4 * (1 - best) >= least.doubleValue() - 0.001;
    }
}
