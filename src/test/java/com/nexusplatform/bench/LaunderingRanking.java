package com.nexusplatform.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.catalogue.Catalogue;

/**
 * Prints how well the money laundering procedures, with their defaults, bring planted transfers and accounts of AMLSim to the
 * front by sum of points, beside a plain fan rule and each procedure alone. Argument: the folder of the sample. Ends with 1 where
 * the sum of points does not exceed the plain fan rule, measured here or as published with the sample.
 */
final class LaunderingRanking {

    private static final int ALL_ALERTS = 100_000;
    private static final long TIES = 20_260_101L;
    private static final String SUM = "sum of points";
    private static final String FAN_RULE = "plain fan rule";
    private static final double PUBLISHED_FAN_RULE = 0.083;

    private final AmlSim sample;
    private final Map<String, double[]> byRow = new LinkedHashMap<>();
    private final Map<String, double[]> byAccount = new LinkedHashMap<>();

    private LaunderingRanking(AmlSim sample) {
        this.sample = sample;
        byRow.put(SUM, new double[sample.rows]);
        byAccount.put(SUM, new double[sample.plantedAccounts.length]);
    }

    public static void main(String[] arguments) throws IOException {
        LaunderingRanking ranking = new LaunderingRanking(AmlSim.read(Path.of(arguments[0])));
        ColumnarLedger ledger = ranking.sample.ledger();
        for (Procedure procedure : Catalogue.procedures()) {
            if (procedure.declaration().family() == Family.MONEY_LAUNDERING) {
                ranking.perform(procedure, ledger);
            }
        }
        ranking.fanRule();
        boolean transfers = ranking.print("transfers", ranking.byRow, ranking.sample.plantedRows);
        boolean accounts = ranking.print("accounts", ranking.byAccount, ranking.sample.plantedAccounts);
        if (!transfers || !accounts) {
            System.exit(1);
        }
    }

    private void perform(Procedure procedure, ColumnarLedger ledger) {
        String code = procedure.declaration().code();
        Parameters parameters = Parameters.of(procedure.declaration(), Map.of("maximumAlerts", ALL_ALERTS));
        Outcome outcome = procedure.perform(new Task(ledger, parameters, 1, Watch.NONE));
        if (outcome instanceof Outcome.NotApplicable not) {
            System.out.println(code + ": not applicable: " + not.reason());
            return;
        }
        Outcome.Applicable said = (Outcome.Applicable) outcome;
        Map<String, Integer> grades = new TreeMap<>();
        for (Alert alert : said.alerts()) {
            grades.merge(String.valueOf(alert.explanation().steps().get("grade")), 1, Integer::sum);
            Set<Integer> accounts = new HashSet<>();
            for (int row : alert.rows()) {
                add(byRow, code, row - 1, alert.points(), sample.rows);
                accounts.add(sample.payers[row - 1]);
                accounts.add(sample.payees[row - 1]);
            }
            accounts.forEach(account -> add(byAccount, code, account, alert.points(), sample.plantedAccounts.length));
        }
        System.out.println(procedure.declaration().reference() + ": " + said.alerts().size() + " alerts, "
                + grades);
    }

    private static void add(Map<String, double[]> scores, String code, int place, int points, int size) {
        scores.computeIfAbsent(code, unseen -> new double[size])[place] += points;
        scores.computeIfAbsent(SUM, unseen -> new double[size])[place] += points;
    }

    /** The rule to beat: how many accounts pay the payee, or are paid by the payer, on the step of a transfer. */
    private void fanRule() {
        Map<Long, Set<Integer>> payersOf = new HashMap<>();
        Map<Long, Set<Integer>> payeesOf = new HashMap<>();
        for (int row = 0; row < sample.rows; row++) {
            payersOf.computeIfAbsent(key(sample.payees[row], row), unseen -> new HashSet<>()).add(sample.payers[row]);
            payeesOf.computeIfAbsent(key(sample.payers[row], row), unseen -> new HashSet<>()).add(sample.payees[row]);
        }
        double[] rows = new double[sample.rows];
        double[] accounts = new double[sample.plantedAccounts.length];
        for (int row = 0; row < sample.rows; row++) {
            int in = payersOf.getOrDefault(key(sample.payees[row], row), Set.of()).size();
            int out = payeesOf.getOrDefault(key(sample.payers[row], row), Set.of()).size();
            rows[row] = Math.max(in, out);
            accounts[sample.payees[row]] = Math.max(accounts[sample.payees[row]], in);
            accounts[sample.payers[row]] = Math.max(accounts[sample.payers[row]], out);
        }
        byRow.put(FAN_RULE, rows);
        byAccount.put(FAN_RULE, accounts);
    }

    private long key(int account, int row) {
        return (long) account << 32 | sample.steps[row];
    }

    /** Prints the figures of every order, and answers whether the sum of points exceeds the fan rule. */
    private boolean print(String what, Map<String, double[]> scores, boolean[] planted) {
        int total = (int) IntStream.range(0, planted.length).filter(i -> planted[i]).count();
        System.out.printf(Locale.ROOT,
                "%n%d %s, %d planted: AP of a random order %.4f; calling all innocent is right for %.2f %%;"
                        + " at most %.3f and %.3f can be recalled%n  %-18s %7s %7s %7s%n",
                planted.length, what, total, (double) total / planted.length, 100 - 100.0 * total / planted.length,
                Math.min(1, planted.length / 100.0 / total), Math.min(1, planted.length / 20.0 / total),
                "order by", "AP", "r 1 %", "r 5 %");
        Map<String, Double> precisions = new HashMap<>();
        scores.forEach((name, score) -> {
            double[] figures = figures(score, planted, total);
            precisions.put(name, figures[0]);
            System.out.printf(Locale.ROOT, "  %-18s %7.3f %7.3f %7.3f%n", name, figures[0], figures[1], figures[2]);
        });
        double least = Math.max(PUBLISHED_FAN_RULE, precisions.get(FAN_RULE));
        boolean exceeds = precisions.get(SUM) > least;
        System.out.printf(Locale.ROOT, "  %s: AP of the sum of points %.3f, to exceed %.3f%n",
                exceeds ? "holds" : "FAILS", precisions.get(SUM), least);
        return exceeds;
    }

    /** Average precision, and recall among the first 1 % and 5 %; ties in a random order that is always the same. */
    private static double[] figures(double[] scores, boolean[] planted, int total) {
        double[] ties = new Random(TIES).doubles(scores.length).toArray();
        int[] order = IntStream.range(0, scores.length)
            .boxed()
            .sorted((one, other) -> scores[one] == scores[other]
                    ? Double.compare(ties[one], ties[other])
                    : Double.compare(scores[other], scores[one]))
            .mapToInt(Integer::intValue)
            .toArray();
        double precisions = 0;
        int found = 0;
        int[] first = new int[2];
        for (int place = 0; place < order.length; place++) {
            if (planted[order[place]]) {
                found++;
                precisions += (double) found / (place + 1);
                first[0] += place < order.length / 100 ? 1 : 0;
                first[1] += place < order.length / 20 ? 1 : 0;
            }
        }
        return Arrays.stream(new double[]{precisions, first[0], first[1]}).map(sum -> sum / total).toArray();
    }
}
