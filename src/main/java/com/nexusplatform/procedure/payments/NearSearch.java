package com.nexusplatform.procedure.payments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.AmountLevel;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Groups;
import com.nexusplatform.procedure.grouping.Key;

/**
 * Searches for payments that are nearly the same. Three passes group the rows by what must be equal and compare within groups
 * of a limited size alone, so that the work is linear in the rows whatever they hold.
 */
final class NearSearch {

    private final Payments payments;
    private final NearLimits limits;
    private final AmountLevel roundAmount;
    private final boolean[] examined;
    private final List<NearMatch> matches = new ArrayList<>();
    private int groupsPassedOver;
    private long rowsPassedOver;

    NearSearch(Payments payments, NearLimits limits, AmountLevel roundAmount) {
        this.payments = payments;
        this.limits = limits;
        this.roundAmount = roundAmount;
        examined = new boolean[payments.amounts.length];
        for (int row = 0; row < examined.length; row++) {
            examined[row] = payments.examined(row) && payments.day(row) > Integer.MIN_VALUE;
        }
    }

    /** Number of rows compared. */
    int examined() {
        int count = 0;
        for (boolean row : examined) {
            count += row ? 1 : 0;
        }
        return count;
    }

    /** Groups that are larger than the limit and were not compared. */
    int groupsPassedOver() {
        return groupsPassedOver;
    }

    /** Rows of those groups. */
    long rowsPassedOver() {
        return rowsPassedOver;
    }

    /** Every match that no reversal took back, pass by pass, in the order of the rows. */
    List<NearMatch> run(Watch watch) {
        long[] keys = new long[examined.length];
        sameAmounts(keys);
        watch.at(0.4);
        sameDocuments(keys);
        watch.at(0.6);
        sharedDocuments(keys);
        watch.at(0.8);
        return withoutReversed();
    }

    private void sameAmounts(long[] keys) {
        for (int row = 0; row < keys.length; row++) {
            keys[row] = examined[row] ? payments.amountKey(row) : Key.NONE;
        }
        Groups groups = Groups.of(keys);
        Repeats repeats = new Repeats(groups);
        for (int g = 0; g < groups.size(); g++) {
            if (passedOver(groups, g)) {
                continue;
            }
            int[] rows = groups.members(g);
            int[][] byNumber = byNumber(rows);
            int before = matches.size();
            boolean twice = rows.length == 2;
            alteredNumbers(byNumber, twice ? NearRule.ALTERED_NUMBER : NearRule.ALTERED_NUMBER_USUAL);
            boolean pair = twice && byNumber.length == 2 && matches.size() == before;
            if (pair && !changedDigit(rows) && repeats.seldom(rows[0])) {
                repeatedAmount(rows);
            }
        }
    }

    private void alteredNumbers(int[][] rows, NearRule rule) {
        if (rows.length < 2) {
            return;
        }
        String[] numbers = Arrays.stream(rows).map(same -> payments.normalDocument(same[0])).toArray(String[]::new);
        for (int i = 0; i < rows.length; i++) {
            for (int j = i + 1; j < rows.length; j++) {
                if (edit(numbers[i], numbers[j]).filter(Edit::altersNumber).isPresent()) {
                    alteredNumber(NearestPair.of(payments, rows[i], rows[j]), rule);
                }
            }
        }
    }

    private void alteredNumber(int[] pair, NearRule rule) {
        if (payments.sameParty(pair[0], pair[1]) && payments.sameAmount(pair[0], pair[1])
                && NearMatch.days(payments, pair) <= limits.alteredDays()) {
            matches.add(new NearMatch(rule, pair,
                    edit(payments.normalDocument(pair[0]), payments.normalDocument(pair[1]))));
        }
    }

    private boolean changedDigit(int[] pair) {
        String one = payments.normalDocument(pair[0]);
        String other = payments.normalDocument(pair[1]);
        Optional<Edit> edit = edit(one, other).filter(Edit::changesDigit)
            .filter(found -> NumberShape.placesFromEnd(one, found.position()) >= NearLimits.LEAST_PLACE);
        boolean dates = NumberShape.endsInDate(one) && NumberShape.endsInDate(other);
        if (edit.isEmpty() || dates || NearMatch.days(payments, pair) > limits.days()) {
            return false;
        }
        matches.add(new NearMatch(NearRule.CHANGED_DIGIT, pair, edit));
        return true;
    }

    private void repeatedAmount(int[] pair) {
        boolean round = roundAmount.divides(pair[0], payments.amounts[pair[0]]);
        if (!round && NearMatch.days(payments, pair) <= limits.alteredDays()) {
            matches.add(new NearMatch(NearRule.REPEATED_AMOUNT, pair, Optional.empty()));
        }
    }

    private Optional<Edit> edit(String one, String other) {
        return limits.allowsEdit(Math.max(one.length(), other.length())) ? Edit.between(one, other) : Optional.empty();
    }

    private void sameDocuments(long[] keys) {
        for (int row = 0; row < keys.length; row++) {
            keys[row] = examined[row] ? payments.documentKey(row) : Key.NONE;
        }
        Groups groups = Groups.of(keys);
        for (int g = 0; g < groups.size(); g++) {
            int[] rows = passedOver(groups, g) ? new int[0] : groups.members(g);
            for (int i = 0; i < rows.length; i++) {
                for (int j = i + 1; j < rows.length; j++) {
                    alteredAmount(rows[i], rows[j]);
                }
            }
        }
    }

    private void alteredAmount(int one, int other) {
        if (payments.amounts[one] == payments.amounts[other] || !payments.sameParty(one, other)
                || !payments.sameDocument(one, other) || payments.doubleEntry && (payments.account(one) != payments
                    .account(other) || payments.entry(one).equals(payments.entry(other)))) {
            return;
        }
        String amount = Long.toString(payments.amounts[one]);
        Optional<Edit> edit = Edit.between(amount, Long.toString(payments.amounts[other]))
            .filter(found -> found.kind() == Edit.Kind.TRANSPOSED || found.kind() == Edit.Kind.SUBSTITUTED);
        if (edit.isPresent() && amount.length() >= NearLimits.LEAST_AMOUNT
                && NearMatch.days(payments, one, other) <= limits.days()) {
            matches.add(new NearMatch(NearRule.ALTERED_AMOUNT, new int[]{one, other}, edit));
        }
    }

    private void sharedDocuments(long[] keys) {
        for (int row = 0; row < keys.length; row++) {
            keys[row] = examined[row] ? payments.sharedKey(row) : Key.NONE;
        }
        Groups groups = Groups.of(keys);
        for (int g = 0; g < groups.size(); g++) {
            if (!passedOver(groups, g)) {
                anotherCounterparty(groups.members(g));
            }
        }
    }

    private void anotherCounterparty(int[] members) {
        int first = members[0];
        int[] rows = Arrays.stream(members)
            .filter(row -> payments.sameAmount(first, row) && payments.sameDocument(first, row))
            .toArray();
        long parties = Arrays.stream(rows).map(payments::party).distinct().count();
        if (parties < 2 || parties > NearLimits.MOST_COUNTERPARTIES || sameEntry(rows)
                || NearMatch.days(payments, rows) > limits.alteredDays()) {
            return;
        }
        String number = payments.normalDocument(first);
        if (!NumberShape.hasDigit(number)) {
            return;
        }
        if (number.length() >= NearLimits.LEAST_NUMBER && !NumberShape.endsInDate(number)) {
            matches.add(new NearMatch(NearRule.ANOTHER_COUNTERPARTY, rows, Optional.empty()));
        } else if (!roundAmount.divides(first, payments.amounts[first])) {
            matches.add(new NearMatch(NearRule.ANOTHER_COUNTERPARTY_COMMON, rows, Optional.empty()));
        }
    }

    private boolean sameEntry(int[] rows) {
        return payments.doubleEntry && Arrays.stream(rows).mapToObj(payments::entry).distinct().count() == 1;
    }

    private boolean passedOver(Groups groups, int group) {
        if (groups.size(group) <= limits.groupRows()) {
            return false;
        }
        groupsPassedOver++;
        rowsPassedOver += groups.size(group);
        return true;
    }

    /** The rows of each number, numbers in the order of their first rows. */
    private int[][] byNumber(int[] rows) {
        int[][] numbers = new int[rows.length][];
        int count = 0;
        for (int row : rows) {
            int at = 0;
            while (at < count && !payments.sameDocument(numbers[at][0], row)) {
                at++;
            }
            int[] same = at == count ? new int[1] : Arrays.copyOf(numbers[at], numbers[at].length + 1);
            same[same.length - 1] = row;
            numbers[at] = same;
            count = Math.max(count, at + 1);
        }
        return Arrays.copyOf(numbers, count);
    }

    /** Matches of which no payment was taken back under its own number, or, where the number says nothing, under any. */
    private List<NearMatch> withoutReversed() {
        Set<Long> paymentKeys = new HashSet<>();
        Set<Long> amountKeys = new HashSet<>();
        for (NearMatch match : matches) {
            for (int row : match.rows()) {
                paymentKeys.add(payments.paymentKey(row));
                amountKeys.add(payments.amountKey(row));
            }
        }
        Reversals byNumber = Reversals.of(payments, paymentKeys, payments::paymentKey);
        Reversals byAmount = Reversals.of(payments, amountKeys, payments::amountKey);
        return matches.stream().filter(match -> {
            Reversals reversals = match.rule() == NearRule.REPEATED_AMOUNT ? byAmount : byNumber;
            return Arrays.stream(match.rows()).noneMatch(row -> reversals.has(payments, row));
        }).toList();
    }

    /** How often each counterparty has an amount under more than one number. */
    private final class Repeats {

        private final int[] rows = new int[payments.parties() + 1];
        private final int[] repeated = new int[rows.length];

        private Repeats(Groups groups) {
            for (int row = 0; row < examined.length; row++) {
                rows[payments.party(row)] += examined[row] ? 1 : 0;
            }
            for (int g = 0; g < groups.size(); g++) {
                int[] members = groups.members(g);
                if (Arrays.stream(members).anyMatch(row -> !payments.sameDocument(members[0], row))) {
                    repeated[payments.party(members[0])] += members.length;
                }
            }
        }

        /** Whether, apart from one pair, the counterparty of a row seldom repeats an amount. */
        private boolean seldom(int row) {
            int party = payments.party(row);
            return rows[party] >= limits.repeatRows()
                    && !Figures.exceeds(repeated[party] - 2L, rows[party] - 2L, limits.repeatShare());
        }
    }
}
