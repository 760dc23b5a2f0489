package com.nexusplatform.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.nexusplatform.columnar.DatasetKind;

/**
 * Prints how well rankings bring planted rows to the front: by sum of points, by the first form of the points, by the isolation
 * forest alone, and by amount. Arguments: a file of weights, the file of the first form, and the seeds of the ledgers.
 */
final class RankingBench {

    private static final int OUTRANKING = 15;

    private RankingBench() {}

    public static void main(String[] arguments) throws IOException {
        Weighting weights = Weighting.read(Path.of(arguments[0]));
        Weighting first = Weighting.read(Path.of(arguments[1]));
        long[] seeds = Arrays.stream(arguments, 2, arguments.length).mapToLong(Long::parseLong).toArray();
        for (long seed : seeds) {
            ledgers(seed, true).forEach(evidence -> print(evidence, weights, first));
            ledgers(seed, false).forEach(evidence -> print(evidence, weights, first));
        }
        print(PlantedJournal.evidence(), weights, first);
        Path transfers = Path.of(System.getenv().getOrDefault("NEXUS_REFERENCE_DATA", ""), "amlsim-sample");
        if (Files.isDirectory(transfers)) {
            print(transfers(AmlSim.read(transfers)), weights, first);
        }
    }

    /** Ledgers of a seed, with masters or alone: the utility's, where the reference data are there, and a made-up company's. */
    static List<Evidence> ledgers(long seed, boolean masters) {
        List<Evidence> all = new ArrayList<>();
        if (PayablesBase.hasCorporatePayments()) {
            all.add(planted("utility 2010", PlantedPayables.of(PayablesBase.corporatePayments(), seed), seed, masters));
        }
        all.add(planted("made-up company", PlantedPayables.of(PayablesBase.madeUp(seed), seed), seed, masters));
        return all;
    }

    private static Evidence transfers(AmlSim simulated) {
        String[] schemes = new String[simulated.rows];
        for (int row = 0; row < schemes.length; row++) {
            schemes[row] = simulated.plantedRows[row] ? "PATTERN" : "";
        }
        return Evidence.of("AMLSim sample", DatasetKind.TRANSFERS, simulated.ledger(), schemes,
                new boolean[schemes.length], List.of(), Map.of());
    }

    private static Evidence planted(String name, PlantedPayables payables, long seed, boolean masters) {
        String[] schemes = payables.rows()
            .stream()
            .map(row -> row.scheme() == null ? "" : row.scheme().name())
            .toArray(String[]::new);
        return Evidence.of(name + ", seed " + seed + (masters ? ", with masters" : ", payments alone"),
                DatasetKind.PAYMENTS, payables.ledger(), schemes, payables.models(),
                List.of(Integer.toString(payables.limit())),
                masters ? PlantedMasters.of(payables, seed).byKind() : Map.of());
    }

    private static void print(Evidence evidence, Weighting weights, Weighting first) {
        long planted = Arrays.stream(evidence.schemes()).filter(scheme -> !scheme.isEmpty()).count();
        System.out.printf(Locale.ROOT, "%n%s: %d rows, %d planted (%.2f %%)%n  %-30s %6s %6s %6s%n", evidence.name(),
                evidence.rows(), planted, 100.0 * planted / evidence.rows(), "ranking", "AP", "r 1 %", "r 5 %");
        Map<String, double[]> rankings = new LinkedHashMap<>();
        rankings.put("sum of points", evidence.scores(weights));
        rankings.put("first form of the points", evidence.scores(first));
        rankings.put("isolation forest alone", evidence.forest());
        rankings.put("amount", Arrays.stream(evidence.amounts()).asDoubleStream().toArray());
        rankings.forEach((name, scores) -> line(name, RankingFigures.of(scores, evidence)));
        line("sum, models counted against it", RankingFigures.of(rankings.get("sum of points"), evidence.strict()));
        RankingFigures figures = RankingFigures.of(rankings.get("sum of points"), evidence);
        figures.schemes()
            .forEach((scheme, recall) -> System.out.printf(Locale.ROOT, "    %-28s %6d %6.3f %6.3f%n", scheme,
                    recall.rows(), recall.at1(), recall.at5()));
        outranking(evidence, weights, figures);
    }

    /** Of the rows among the first 1 % that were not planted: by which grades they came there, the most frequent first. */
    private static void outranking(Evidence evidence, Weighting weights, RankingFigures figures) {
        Map<String, Long> grades = Arrays.stream(figures.order())
            .limit(figures.order().length / 100)
            .filter(row -> !evidence.planted()[row])
            .mapToObj(row -> evidence.grades(row, weights))
            .collect(Collectors.groupingBy(words -> words, Collectors.counting()));
        System.out.println("    not planted, among the first 1 %:");
        grades.entrySet()
            .stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
            .limit(OUTRANKING)
            .forEach(entry -> System.out.printf(Locale.ROOT, "    %6d %s%n", entry.getValue(), entry.getKey()));
    }

    private static void line(String name, RankingFigures figures) {
        System.out.printf(Locale.ROOT, "  %-30s %6.3f %6.3f %6.3f%n", name, figures.averagePrecision(),
                figures.recallAt1(), figures.recallAt5());
    }
}
