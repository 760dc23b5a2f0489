import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Shows the JSON answers of the demo to a reader, and compares what was flagged with the truth.
 *
 * <pre>
 * java DemoReport.java get FILE POINTER                 one value, such as status or controlTotals/rows
 * java DemoReport.java results FILE                     one line for each procedure of a run
 * java DemoReport.java alert FILE                       one alert with its arithmetic
 * java DemoReport.java recall TRUTH.csv SCORES.csv      recall and precision of each planted scheme; exit code 1 below 0.95
 * </pre>
 */
public final class DemoReport {

    /** Which procedure is to find which planted scheme. */
    private static final Map<String, String> FOUND_BY = new LinkedHashMap<>();

    static {
        FOUND_BY.put("EXACT_DUPLICATE", "PAY-1");
        FOUND_BY.put("NEAR_DUPLICATE", "PAY-2");
        FOUND_BY.put("RELATIVE_SIZE", "PAY-5");
        FOUND_BY.put("SEQUENCE_GAP", "LED-1");
        FOUND_BY.put("ROUND_AMOUNT", "LED-2");
        FOUND_BY.put("OUT_OF_HOURS", "LED-3");
        FOUND_BY.put("SELF_APPROVAL", "LED-6");
        FOUND_BY.put("INFLATED_DIGITS", "DIG-2");
        FOUND_BY.put("REPEATED_AMOUNT", "DIG-6");
        FOUND_BY.put("PEER_OUTLIER", "ANO-1");
    }

    private DemoReport() {}

    /** Does what the first argument says. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "get" -> System.out.println(at(Json.read(Files.readString(file)), arguments[2]));
            case "results" -> results(Json.read(Files.readString(file)));
            case "alert" -> alert(Json.read(Files.readString(file)));
            case "recall" -> System.exit(recall(file, Path.of(arguments[2])) ? 0 : 1);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static Object at(Object json, String pointer) {
        Object value = json;
        for (String step : pointer.split("/")) {
            value = value instanceof List<?> items ? items.get(Integer.parseInt(step)) : ((Map<?, ?>) value).get(step);
        }
        return value;
    }

    private static void results(Object answer) {
        System.out.printf(Locale.ROOT, "  %-7s %-15s %7s %9s  %s%n", "", "status", "alerts", "ms", "result hash, or reason");
        for (Object item : (List<?>) at(answer, "items")) {
            Map<?, ?> result = (Map<?, ?>) item;
            Object reason = result.get("reason");
            System.out.printf(Locale.ROOT, "  %-7s %-15s %7s %9s  %s%n", result.get("procedure"), result.get("status"),
                    result.get("alertCount"), result.get("elapsed"), reason == null
                            ? result.get("resultHash").toString().substring(0, 16) + "…" : reason);
        }
    }

    private static void alert(Object answer) {
        Map<?, ?> alert = (Map<?, ?>) answer;
        Map<?, ?> explanation = (Map<?, ?>) alert.get("explanation");
        System.out.println();
        System.out.println("  " + alert.get("procedure") + ", " + alert.get("points") + " points: " + explanation.get("sentence"));
        for (String part : List.of("formula", "inputs", "constants", "steps", "verdict", "source")) {
            System.out.printf(Locale.ROOT, "    %-10s %s%n", part, shown(explanation.get(part)));
        }
    }

    private static String shown(Object part) {
        if (!(part instanceof Map<?, ?> figures)) {
            return shortened(String.valueOf(part));
        }
        List<String> words = new ArrayList<>();
        figures.forEach((name, value) -> words.add(name + " " + shortened(String.valueOf(value))));
        return String.join(", ", words);
    }

    private static String shortened(String text) {
        return text.length() <= 240 ? text : text.substring(0, 237) + "…";
    }

    /** Whether every scheme is recalled well enough. */
    private static boolean recall(Path truthFile, Path scoresFile) throws IOException {
        Map<String, Set<String>> planted = new TreeMap<>();
        Set<String> anyhow = new HashSet<>();
        for (String line : Files.readAllLines(truthFile).stream().skip(1).toList()) {
            String[] cells = line.split(",");
            planted.computeIfAbsent(cells[1], scheme -> new HashSet<>()).add(cells[0]);
            anyhow.add(cells[0]);
        }
        Map<String, Set<String>> flagged = new HashMap<>();
        for (String line : Files.readAllLines(scoresFile).stream().skip(1).toList()) {
            String[] cells = line.split(",", -1);
            for (String contribution : cells[2].isEmpty() ? new String[0] : cells[2].split(" ")) {
                String procedure = contribution.substring(0, contribution.lastIndexOf(':'));
                flagged.computeIfAbsent(procedure, code -> new HashSet<>()).add(cells[0]);
            }
        }
        boolean enough = true;
        System.out.printf(Locale.ROOT, "  %-17s %-6s %8s %8s %8s %7s %10s %13s%n", "scheme", "by", "planted", "flagged",
                "of these", "recall", "precision", "planted at all");
        for (var scheme : FOUND_BY.entrySet()) {
            Set<String> rows = planted.getOrDefault(scheme.getKey(), Set.of());
            Set<String> selected = flagged.getOrDefault(scheme.getValue(), Set.of());
            long hits = selected.stream().filter(rows::contains).count();
            double recall = rows.isEmpty() ? 1 : (double) hits / rows.size();
            System.out.printf(Locale.ROOT, "  %-17s %-6s %8d %8d %8d %7.3f %10s %13s%n", scheme.getKey(), scheme.getValue(),
                    rows.size(), selected.size(), hits, recall, share(hits, selected.size()),
                    share(selected.stream().filter(anyhow::contains).count(), selected.size()));
            enough &= recall >= 0.95;
        }
        return enough;
    }

    private static String share(long part, int whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.3f", (double) part / whole);
    }

    /** Reads JSON; numbers stay text. */
    private static final class Json {

        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(String text) {
            return new Json(text).value();
        }

        private Object value() {
            return switch (next()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                default -> word();
            };
        }

        private Map<String, Object> object() {
            Map<String, Object> members = new LinkedHashMap<>();
            at++;
            while (next() != '}') {
                String name = string();
                next();
                at++;
                members.put(name, value());
                at += next() == ',' ? 1 : 0;
            }
            at++;
            return members;
        }

        private List<Object> array() {
            List<Object> items = new ArrayList<>();
            at++;
            while (next() != ']') {
                items.add(value());
                at += next() == ',' ? 1 : 0;
            }
            at++;
            return items;
        }

        private String string() {
            StringBuilder characters = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (c == '\\') {
                    c = text.charAt(++at);
                    switch (c) {
                        case 'n' -> c = '\n';
                        case 't' -> c = '\t';
                        case 'r' -> c = '\r';
                        case 'b' -> c = '\b';
                        case 'f' -> c = '\f';
                        case 'u' -> {
                            c = (char) Integer.parseInt(text, at + 1, at + 5, 16);
                            at += 4;
                        }
                        default -> { }
                    }
                }
                characters.append(c);
            }
            at++;
            return characters.toString();
        }

        private Object word() {
            int start = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(start, at);
            return word.equals("null") ? null : word;
        }

        /** The next character that is not white space, without taking it. */
        private char next() {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.charAt(at);
        }
    }
}
