package com.nexusplatform.procedure.payments;

/** Of the payments of two document numbers the two with the fewest days between, the same ones whatever the order of the rows. */
final class NearestPair {

    private NearestPair() {}

    /** Indices of the two, ascending; of equally near ones the earliest. */
    static int[] of(Payments payments, int[] some, int[] others) {
        boolean inOrder = payments.normalDocument(some[0]).compareTo(payments.normalDocument(others[0])) <= 0;
        int[] first = inOrder ? some : others;
        int[] second = inOrder ? others : some;
        int[] nearest = {first[0], second[0]};
        for (int one : first) {
            for (int other : second) {
                int[] pair = {one, other};
                nearest = compare(payments, pair, nearest) < 0 ? pair : nearest;
            }
        }
        return nearest[0] < nearest[1] ? nearest : new int[]{nearest[1], nearest[0]};
    }

    private static int compare(Payments payments, int[] pair, int[] other) {
        int byDays = Integer.compare(NearMatch.days(payments, pair), NearMatch.days(payments, other));
        int byFirst = byDays != 0 ? byDays : payments.compare(pair[0], other[0]);
        return byFirst != 0 ? byFirst : payments.compare(pair[1], other[1]);
    }
}
