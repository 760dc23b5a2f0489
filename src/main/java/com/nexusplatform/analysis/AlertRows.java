package com.nexusplatform.analysis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Writes alerts in PostgreSQL's COPY text format, in the order in which people see them, each explanation sealed. */
final class AlertRows {

    static final String COPY = "copy alert (run_id, result_ordinal, ordinal, points, row_nos, explanation) from stdin";

    private static final int AT_ONCE = 1 << 11; // lines made side by side, by all cores, before they are sent

    private AlertRows() {}

    /** Writes the alerts of a run: most points first, then the place in the plan, then the order of the procedure. */
    static void write(UUID runId, RunEnvelope envelope, List<Performed> performed, OutputStream target)
            throws IOException {
        long[] places = places(performed);
        for (int from = 0; from < places.length; from += AT_ONCE) {
            byte[][] lines = Arrays.stream(places, from, Math.min(places.length, from + AT_ONCE))
                .parallel()
                .mapToObj(place -> line(runId, envelope, performed, place))
                .toArray(byte[][]::new);
            for (byte[] line : lines) {
                target.write(line);
            }
        }
    }

    private static byte[] line(UUID runId, RunEnvelope envelope, List<Performed> performed, long place) {
        int result = (int) (place >>> 32 & 0xff_ffff);
        int ordinal = (int) place;
        RaisedAlert alert = performed.get(result).alerts().get(ordinal);
        StringBuilder line = new StringBuilder().append(runId).append('\t').append(result).append('\t').append(ordinal);
        line.append('\t').append(alert.points()).append("\t{");
        for (int i = 0; i < alert.rows().length; i++) {
            line.append(i == 0 ? "" : ",").append(alert.rows()[i]);
        }
        line.append("}\t")
            .append(envelope.sealJson("alert", "explanation", place(runId, result, ordinal), alert.json()))
            .append('\n'); // base64 has none of the signs that COPY reads
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Identity of an alert before the database gave it a number. */
    static String place(UUID runId, int result, int ordinal) {
        return runId + "/" + result + "/" + ordinal;
    }

    /** Places of all alerts in the order of writing: points descending, result, ordinal, packed into one number each. */
    private static long[] places(List<Performed> performed) {
        long[] places = new long[performed.stream().mapToInt(each -> each.alerts().size()).sum()];
        int next = 0;
        for (int result = 0; result < performed.size(); result++) {
            List<RaisedAlert> alerts = performed.get(result).alerts();
            for (int ordinal = 0; ordinal < alerts.size(); ordinal++) {
                places[next++] = (100L - alerts.get(ordinal).points()) << 56 | (long) result << 32 | ordinal;
            }
        }
        Arrays.sort(places);
        return places;
    }
}
