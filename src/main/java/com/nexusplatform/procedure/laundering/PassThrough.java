package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

/** AML-4: accounts that pay on within hours nearly all that they were paid. */
public final class PassThrough implements Procedure {

    private static final String CODE = "AML-4";
    private static final Weights WEIGHTS = Weights.of(CODE);
    private static final int FEW = 3;
    private static final int PARTIES_A_LOOK = 1 << 12;
    private static final String SOURCE = "Tazama rules 024 to 027 (transaction mirroring, with and without commission); points:"
            + " NEXUS's proposals";

    private static final Declaration DECLARATION = new Declaration(CODE, 6, "Pass-through account",
            Family.MONEY_LAUNDERING, Set.of(DatasetKind.TRANSFERS),
            Set.of(Field.AMOUNT, Field.POSTED_AT, Field.ACCOUNT, Field.COUNTER_ACCOUNT), Set.of(Field.CURRENCY),
            List.of(Parameter.integer("hours", 24, 1, 87_600,
                    "window: what goes out comes less than so many hours after what came in, and not before it; where postedAt"
                            + " is a date alone, 24 hours are that date",
                    "Tazama"),
                    Parameter.decimal("tolerance", "0.1", "0", "0.9", "part that may stay behind", "Tazama: 10 %")
                        .toDecimals(Margin.DECIMALS),
                    Parameter.decimal("commission", "0.1", "0", "0.9",
                            "part that may be kept as commission before, 0 for none", "Tazama: 0 or 10 %")
                        .toDecimals(Margin.DECIMALS),
                    Parameter.integer("looks", 256, 1, 1_000_000, "most transfers looked at for one of them",
                            "NEXUS's proposal"),
                    Selection.limit()),
            "For each account in one currency, what it is paid (in) and what it pays less than hours later (out) are matched where"
                    + " out / in is from (1 - tolerance)(1 - commission) to 1, limits rounded up to the minor unit. First one with one, in"
                    + " the order of time, the greatest fitting amount; then of what is left one with the several that follow, as"
                    + " long as they do not exceed it; several that come before, back until they reach it, with one; and all of a"
                    + " window with all of it, where no more has gone out by any payment than had come in. Grade BUSY where the account made more than 3 payments for each matched one in the"
                    + " window, since some amount will then fit; ORDINARY where one is matched with one and the account makes a payment outside the"
                    + " window that would fit as well; otherwise COMMISSION where out / in is less than 1 - tolerance,"
                    + " GROUP where several are matched, and SINGLE. Of one moment smaller amounts come first, and equal ones in an"
                    + " order of the other account, so that the order of the rows decides between equal transfers of the same"
                    + " accounts alone. At most looks transfers are looked at for one; the statistics say for how many that ended the"
                    + " search, and how many accounts have sums of more than 63 bits, of which no windows are matched, nor"
                    + " several with one where the several sum to so much.",
            "At least one account is paid and pays." + Transfers.DIRECTION, SOURCE,
            "linear in the transfers times the payments within a window, bounded, n log n in those of accounts that pass one on;"
                    + " 80 bytes a row");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 200;
    }

    @Override
    public Outcome perform(Task task) {
        Transfers transfers = new Transfers(task.ledger(), true, task.watch());
        Optional<Outcome> none = transfers.none();
        return none.isPresent() ? none.get() : new Performance(task, transfers).outcome();
    }

    /** One performance. */
    private static final class Performance {

        private final Task task;
        private final Transfers transfers;
        private final PassRule rule;
        private final Selection selection;
        private int accounts;

        Performance(Task task, Transfers transfers) {
            this.task = task;
            this.transfers = transfers;
            rule = PassRule.of(task.parameters());
            selection = new Selection(task.parameters());
        }

        Outcome outcome() {
            Adjacency incoming = Adjacency.incoming(transfers);
            Adjacency outgoing = Adjacency.outgoing(transfers);
            PassSearch search = new PassSearch(transfers, rule);
            for (int party = 0; party < transfers.parties; party++) {
                if (party % PARTIES_A_LOOK == 0) {
                    task.watch().at(0.4 + 0.6 * party / transfers.parties);
                }
                if (incoming.size(party) > 0 && outgoing.size(party) > 0) {
                    accounts++;
                    search.search(incoming.of(party), outgoing.of(party), this::select);
                }
            }
            Map<String, Object> statistics = new LinkedHashMap<>(transfers.figures());
            statistics.put("accountsThatArePaidAndPay", accounts);
            if (accounts == 0) {
                return new Outcome.NotApplicable(
                        "No account both is paid and pays; nothing can be passed on.", statistics);
            }
            statistics.put("boundMet", search.boundedTransfers == 0
                    ? "none: looks ended no search"
                    : "looks ended the search for " + counted(search.boundedTransfers) + " after the " + rule.looks()
                            + " nearest of its window");
            statistics.put("accountsWithoutWindows", search.withoutWindows);
            statistics.put("found", selection.found());
            statistics.put("reported", selection.reported());
            return new Outcome.Applicable(statistics, selection.alerts());
        }

        private void select(int[] ins, int[] outs, int candidates, int alike) {
            long in = sum(ins);
            String grade = grade(ins, outs, candidates, alike, in);
            int[] all = Arrays.copyOf(ins, ins.length + outs.length);
            System.arraycopy(outs, 0, all, ins.length, outs.length);
            selection.add(WEIGHTS.points(grade), in, transfers.rowNumbers(all),
                    () -> explanation(ins, outs, candidates, alike, grade));
        }

        private String grade(int[] ins, int[] outs, int candidates, int alike, long in) {
            if (candidates > FEW * outs.length) {
                return "BUSY";
            }
            if (alike > 0) {
                return "ORDINARY";
            }
            if (!rule.whole(in, sum(outs))) {
                return "COMMISSION";
            }
            return ins.length + outs.length > 2 ? "GROUP" : "SINGLE";
        }

        private long sum(int[] ids) {
            long sum = 0;
            for (int id : ids) {
                sum = Sums.plus(sum, transfers.amounts[id]);
            }
            return sum;
        }

        private Explanation explanation(int[] ins, int[] outs, int candidates, int alike, String grade) {
            Evidence evidence = new Evidence(transfers);
            String currency = transfers.currency(ins[0]);
            String in = Numerals.money(sum(ins), currency);
            String out = Numerals.money(sum(outs), currency);
            BigDecimal ratio = Numerals.quotient(sum(outs), sum(ins));
            BigDecimal tolerance = task.parameters().decimal("tolerance");
            BigDecimal commission = task.parameters().decimal("commission");
            BigDecimal least = BigDecimal.ONE.subtract(tolerance).multiply(BigDecimal.ONE.subtract(commission));
            return new Explanation(
                    "ratio = sum of out / sum of in; (1 - tolerance)(1 - commission) <= ratio <= 1; at each out the sum of out so far"
                            + " <= the sum of in so far; at(last out) - at(first in) < hours; BUSY where candidates > 3 x number of out; ORDINARY where alike > 0",
                    Figures.of("in", evidence.listed(ins), "out", evidence.listed(outs), "numberIn", ins.length,
                            "numberOut", outs.length, "sumIn", in, "sumOut", out, "currency", currency, "candidates",
                            candidates, "alike", alike),
                    Figures.of("hours", task.parameters().integer("hours"), "tolerance", tolerance, "commission",
                            commission, "looks", rule.looks(), "few", FEW, "points", WEIGHTS.grades()),
                    Figures.of("ratio", ratio, "least", least, "grade", grade, "points",
                            WEIGHTS.points(grade)),
                    ratio.toPlainString() + " >= " + least.toPlainString() + " and <= 1",
                    "An account was paid " + in + " " + currency + " in " + counted(ins.length) + " from "
                            + evidence.moment(ins[0]) + " and paid " + out + " on in " + counted(outs.length)
                            + ", the last on " + evidence.moment(outs[outs.length - 1]) + ", "
                            + Numerals.grouped(ratio.movePointRight(2).doubleValue(), 1) + " % of it.",
                    SOURCE);
        }

        private static String counted(int transfers) {
            return Numerals.counted(transfers, "transfer", "transfers");
        }
    }
}
