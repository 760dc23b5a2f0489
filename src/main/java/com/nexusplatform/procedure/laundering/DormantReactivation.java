package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** AML-2: accounts that move again after a long silence, with an amount that is large among their own. */
public final class DormantReactivation implements Procedure {

    private static final String CODE = "AML-2";
    private static final Weights WEIGHTS = Weights.of(CODE);
    private static final String GAP_DAYS = "gapDays";
    private static final String QUANTILE = "quantile";
    private static final String MINIMUM_HISTORY = "minimumHistory";
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final int PARTIES_A_LOOK = 1 << 14;
    private static final String SOURCE = "Tazama rules 003 and 004, dormant account of debtor and creditor (three months);"
            + " Hyndman and Fan (1996), quantile of type 7";

    private static final Declaration DECLARATION = new Declaration(CODE, 5, "Dormant account reactivated",
            Family.MONEY_LAUNDERING, Set.of(DatasetKind.TRANSFERS),
            Set.of(Field.AMOUNT, Field.POSTED_AT, Field.ACCOUNT), Set.of(Field.COUNTER_ACCOUNT, Field.CURRENCY),
            List.of(Parameter.integer(GAP_DAYS, 90, 1, 36_500,
                    "days from one transfer of the account to the next, from which it was dormant",
                    "Tazama 003 and 004: three months"),
                    Parameter.decimal(QUANTILE, "0.95", "0.5", "1",
                            "quantile of the account's earlier amounts that the amount must reach", "NEXUS's proposal"),
                    Parameter.integer(MINIMUM_HISTORY, 10, 2, 1_000_000,
                            "earlier transfers below which an account is not judged", "NEXUS's proposal"),
                    Selection.limit()),
            "The transfers of each account in one currency, paid or received, in the order of local days. Where a local day comes gapDays"
                    + " or more after the day of the transfer before it, each transfer of that day is compared with all amounts"
                    + " before the gap: selected where it is at least their quantile (type 7) and greater than their median, one"
                    + " alert for each account and gap. Grade LARGEST where an amount exceeds every earlier one, otherwise HIGH."
                    + " Transfers of an account to itself and of amount 0 are left out and counted.",
            "At least one account has more than minimumHistory transfers, and the dataset spans gapDays."
                    + Transfers.DIRECTION,
            SOURCE, "n log n in the transfers of accounts that were silent, linear otherwise; 80 bytes a row");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 130;
    }

    @Override
    public Outcome perform(Task task) {
        Transfers transfers = Transfers.byDay(task.ledger(), task.watch());
        Optional<Outcome> none = transfers.none();
        return none.isPresent() ? none.get() : new Search(task, transfers).outcome();
    }

    /** One performance: the silences of all accounts. */
    private static final class Search {

        private final Task task;
        private final Transfers transfers;
        private final int[] days;
        private final int gapDays;
        private final int minimumHistory;
        private final BigDecimal share;
        private final Selection selection;
        private int longest;
        private int gaps;
        private int gapsTooEarly;

        Search(Task task, Transfers transfers) {
            this.task = task;
            this.transfers = transfers;
            days = transfers.days();
            gapDays = task.parameters().integer(GAP_DAYS);
            minimumHistory = task.parameters().integer(MINIMUM_HISTORY);
            share = task.parameters().decimal(QUANTILE);
            selection = new Selection(task.parameters());
        }

        Outcome outcome() {
            boolean[] dormant = dormant();
            Map<String, Object> statistics = new LinkedHashMap<>(transfers.figures());
            statistics.put("gaps", gaps);
            statistics.put("gapsWithoutHistory", gapsTooEarly);
            long span = (long) days[days.length - 1] - days[0];
            if (longest <= minimumHistory || span < gapDays) { // the history, and one transfer after it
                return new Outcome.NotApplicable("No account can be judged: the busiest has " + longest + " of "
                        + Numerals.counted(minimumHistory + 1L, "transfer", "transfers")
                        + " needed, and the dataset spans "
                        + span + " of " + Numerals.counted(gapDays, "day", "days") + " needed.", statistics);
            }
            Adjacency adjacency = Adjacency.either(transfers);
            for (int party = 0; party < transfers.parties; party++) {
                if (party % PARTIES_A_LOOK == 0) {
                    task.watch().at(0.5 + 0.5 * party / transfers.parties);
                }
                if (dormant[party]) {
                    examine(adjacency, party);
                }
            }
            statistics.put("found", selection.found());
            statistics.put("reported", selection.reported());
            return new Outcome.Applicable(statistics, selection.alerts());
        }

        /** Which parties were silent long enough with enough before; one sweep in the order of time. */
        private boolean[] dormant() {
            boolean[] dormant = new boolean[transfers.parties];
            int[] last = new int[transfers.parties];
            int[] counts = new int[transfers.parties];
            for (int id = 0; id < transfers.size; id++) {
                see(transfers.payers[id], days[id], last, counts, dormant);
                see(transfers.payees[id], days[id], last, counts, dormant);
            }
            task.watch().at(0.5);
            return dormant;
        }

        private void see(int party, int day, int[] last, int[] counts, boolean[] dormant) {
            if (party == Parties.NONE) {
                return;
            }
            if (counts[party] > 0 && (long) day - last[party] >= gapDays) {
                gaps++;
                if (counts[party] >= minimumHistory) {
                    dormant[party] = true;
                } else {
                    gapsTooEarly++;
                }
            }
            last[party] = day;
            counts[party]++;
            longest = Math.max(longest, counts[party]);
        }

        private void examine(Adjacency adjacency, int party) {
            int[] ids = adjacency.of(party);
            EarlierAmounts earlier = new EarlierAmounts(
                    Arrays.stream(ids).mapToLong(id -> transfers.amounts[id]).toArray());
            for (int i = minimumHistory; i < ids.length; i++) {
                if ((long) days[ids[i]] - days[ids[i - 1]] >= gapDays) {
                    earlier.addUpTo(i);
                    judge(earlier, party, ids, i);
                }
            }
        }

        private void judge(EarlierAmounts earlier, int party, int[] ids, int first) {
            EarlierAmounts.Quantile limit = earlier.quantile(share);
            EarlierAmounts.Quantile median = earlier.quantile(HALF);
            int[] found = IntStream.range(first, ids.length)
                .takeWhile(i -> days[ids[i]] == days[ids[first]])
                .map(i -> ids[i])
                .filter(id -> limit.reachedBy(transfers.amounts[id])
                        && BigDecimal.valueOf(transfers.amounts[id]).compareTo(median.value()) > 0)
                .toArray();
            if (found.length == 0) {
                return;
            }
            long largest = Arrays.stream(found).mapToLong(id -> transfers.amounts[id]).max().orElse(0);
            long before = earlier.at(earlier.size() - 1);
            String grade = largest > before ? "LARGEST" : "HIGH";
            int history = earlier.size();
            int last = ids[first - 1];
            selection.add(WEIGHTS.points(grade), largest, transfers.rowNumbers(found),
                    () -> explanation(party, found, last, history, limit, median, before, grade));
        }

        private Explanation explanation(int party, int[] found, int last, int history, EarlierAmounts.Quantile limit,
                EarlierAmounts.Quantile median, long before, String grade) {
            Evidence evidence = new Evidence(transfers);
            int id = found[0];
            int gap = days[id] - days[last];
            String value = plain(limit.value(), id);
            Map<String, Object> inputs = Figures.of("party", evidence.number(party), "transfers",
                    evidence.listed(found), "selected", found.length,
                    "currency", transfers.currency(id), "lastRowBefore", transfers.rows[last] + 1, "dayBefore",
                    LocalDate.ofEpochDay(days[last]).toString(), "day", LocalDate.ofEpochDay(days[id]).toString(),
                    "earlierTransfers", history, "lower", evidence.money(limit.lower(), id), "upper",
                    evidence.money(limit.upper(), id), "medianLower", evidence.money(median.lower(), id), "medianUpper",
                    evidence.money(median.upper(), id), "largestBefore", evidence.money(before, id));
            return new Explanation(
                    "gap = day - dayBefore; position = (earlierTransfers - 1) x quantile; limit = lower + fraction(position)"
                            + " x (upper - lower); selected where gap >= gapDays, amount >= limit and amount > median",
                    inputs,
                    Figures.of(GAP_DAYS, gapDays, QUANTILE, share, MINIMUM_HISTORY, minimumHistory, "points",
                            WEIGHTS.grades()),
                    Figures.of("gap", gap, "position", limit.position(), "limit", value, "median",
                            plain(median.value(), id), "grade", grade, "points", WEIGHTS.points(grade)),
                    "gap " + gap + " >= " + gapDays + " and amount " + evidence.money(transfers.amounts[id], id)
                            + " >= " + value,
                    "After " + Numerals.counted(gap, "day", "days") + " without a transfer, an account with "
                            + Numerals.counted(history, "earlier one", "earlier ones") + " moves "
                            + evidence.money(transfers.amounts[id], id) + " " + transfers.currency(id) + "; the "
                            + share.movePointRight(2).stripTrailingZeros().toPlainString()
                            + " % quantile of its earlier amounts is " + value + ".",
                    SOURCE);
        }

        private String plain(BigDecimal minorUnits, int id) {
            return minorUnits.movePointLeft(Currencies.digits(transfers.currency(id))).toPlainString();
        }
    }
}
