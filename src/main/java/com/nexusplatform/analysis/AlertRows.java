package com.nexusplatform.analysis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import com.nexusplatform.procedure.Alert;

/** Writes alerts in PostgreSQL's COPY text format, in the order in which people see them. */
final class AlertRows {

    static final String COPY = "copy alert (run_id, result_ordinal, ordinal, points, row_nos, explanation) from stdin";

    private static final int AT_ONCE = 1 << 11; // lines made side by side, by all cores, before they are sent

    private AlertRows() {}

    /** Writes the alerts of a run: most points first, then the place in the plan, then the order of the procedure. */
    static void write(UUID runId, List<Performed> performed, OutputStream target) throws IOException {
        long[] places = places(performed);
        for (int from = 0; from < places.length; from += AT_ONCE) {
            byte[][] lines = Arrays.stream(places, from, Math.min(places.length, from + AT_ONCE))
                .parallel()
                .mapToObj(place -> line(runId, performed, place))
                .toArray(byte[][]::new);
            for (byte[] line : lines) {
                target.write(line);
            }
        }
    }

    private static byte[] line(UUID runId, List<Performed> performed, long place) {
        int result = (int) (place >>> 32 & 0xff_ffff);
        int ordinal = (int) place;
        Alert alert = performed.get(result).alerts().get(ordinal);
        StringBuilder line = new StringBuilder().append(runId).append('\t').append(result).append('\t').append(ordinal);
        line.append('\t').append(alert.points()).append("\t{");
        for (int i = 0; i < alert.rows().length; i++) {
            line.append(i == 0 ? "" : ",").append(alert.rows()[i]);
        }
        // JSON holds no raw tab or line feed; of COPY's own signs only the backslash is left to be doubled
        line.append("}\t").append(StoredJson.write(alert.explanation().asMap()).replace("\\", "\\\\")).append('\n');
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Places of all alerts in the order of writing: points descending, result, ordinal, packed into one number each. */
    private static long[] places(List<Performed> performed) {
        long[] places = new long[performed.stream().mapToInt(each -> each.alerts().size()).sum()];
        int next = 0;
        for (int result = 0; result < performed.size(); result++) {
            List<Alert> alerts = performed.get(result).alerts();
            for (int ordinal = 0; ordinal < alerts.size(); ordinal++) {
                places[next++] = (100L - alerts.get(ordinal).points()) << 56 | (long) result << 32 | ordinal;
            }
        }
        Arrays.sort(places);
        return places;
    }
}
