package com.nexusplatform.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.AdversarialLedger;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.catalogue.Catalogue;

/**
 * Performs every procedure on ledgers made to break it and prints seconds by the clock and of its thread, alerts and the bounds that
 * it says it met. Arguments: share of the full size (1), codes of procedures (all). Ends with 1 when a procedure takes more than a
 * minute by either and names no bound.
 */
final class BoundsBench {

    private static final double LIMIT_SECONDS = 60;

    private static int broken;
    private static double longest;

    private BoundsBench() {}

    public static void main(String[] arguments) {
        double share = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1;
        System.out.printf(Locale.ROOT, "%-24s %10s %-9s %9s %9s %8s  %s%n", "dataset", "rows", "procedure", "wall s",
                "CPU s", "alerts", "bounds met");
        for (AdversarialLedger kind : AdversarialLedger.values()) {
            ColumnarLedger ledger = kind.of(share);
            for (Procedure procedure : Catalogue.procedures()) {
                if (arguments.length < 2 || arguments[1].contains(procedure.declaration().code())) {
                    measure(kind, ledger, procedure);
                }
            }
        }
        System.out.printf(Locale.ROOT, "longest %.2f s of %.0f s%n", longest, LIMIT_SECONDS);
        System.exit(broken > 0 ? 1 : 0);
    }

    private static void measure(AdversarialLedger kind, ColumnarLedger ledger, Procedure procedure) {
        Task task = AdversarialLedger.task(procedure, ledger);
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        long cpu = thread.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        Outcome outcome = procedure.declaration().missing(ledger).orElseGet(() -> procedure.perform(task));
        double seconds = (System.nanoTime() - start) / 1e9;
        double processing = (thread.getCurrentThreadCpuTime() - cpu) / 1e9;
        String alerts = "-";
        String bounds = "not applicable";
        if (outcome instanceof Outcome.Applicable said) {
            alerts = String.valueOf(said.alerts().size());
            bounds = bounds(said.statistics());
        }
        boolean late = Math.max(seconds, processing) > LIMIT_SECONDS && bounds.isEmpty();
        broken += late ? 1 : 0;
        longest = Math.max(longest, Math.max(seconds, processing));
        System.out.printf(Locale.ROOT, "%-24s %10d %-9s %9.2f %9.2f %8s  %s%s%n", kind, ledger.rows(),
                procedure.declaration().code(), seconds, processing, alerts, bounds,
                late ? "TOO SLOW, and names no bound" : "");
    }

    private static String bounds(Map<String, Object> statistics) {
        return statistics.entrySet()
            .stream()
            .filter(figure -> figure.getKey().startsWith("bound"))
            .filter(figure -> !figure.getValue().toString().matches("0|none.*|\\{NAME=none, ADDRESS=none}"))
            .map(figure -> figure.getKey() + "=" + figure.getValue())
            .collect(Collectors.joining("; "));
    }
}
