package com.nexusplatform.operations;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages on security leave nothing out, and name nothing that is not there. */
class SecurityPageTests {

    private static final String SECURITY = Texts.read("docs/security.md");
    private static final String ASVS = Texts.read("docs/asvs.md");

    private static final int PROMISES = 48;
    /** Promises that nothing shows yet. Whoever shows one takes it out of here and writes its test into the page. */
    private static final Set<Integer> NOT_SHOWN = Set.of();
    /** Promises of which the page says what is missing. */
    private static final Set<Integer> SHOWN_IN_PART = Set.of();

    @Test
    void namesWhatShowsEachPromise() {
        List<List<String>> rows = rows(SECURITY, "\\d+", 4);
        assertThat(rows).extracting(row -> Integer.valueOf(row.getFirst()))
            .containsExactlyElementsOf(IntStream.rangeClosed(1, PROMISES).boxed().toList());
        for (List<String> row : rows) {
            int promise = Integer.parseInt(row.getFirst());
            assertThat(row.get(2).equals("not shown yet")).as("promise %d", promise)
                .isEqualTo(NOT_SHOWN.contains(promise));
            assertThat(row.get(3).contains("Missing:")).as("promise %d", promise)
                .isEqualTo(SHOWN_IN_PART.contains(promise));
            if (!NOT_SHOWN.contains(promise)) {
                assertThat(Citation.in(row.get(2))).as("promise %d", promise).anyMatch(Citation::shows);
            }
        }
        System.out.printf("%d promises: %d shown, %d in part, %d not yet%n", PROMISES,
                PROMISES - NOT_SHOWN.size() - SHOWN_IN_PART.size(), SHOWN_IN_PART.size(), NOT_SHOWN.size());
    }

    @Test
    void namesWhatShowsEachRiskOfApisHeldOff() {
        List<List<String>> rows = rows(SECURITY, "API\\d+", 4);
        assertThat(rows).extracting(List::getFirst)
            .containsExactlyElementsOf(IntStream.rangeClosed(1, 10).mapToObj(number -> "API" + number).toList());
        assertThat(rows)
            .allSatisfy(row -> assertThat(Citation.in(row.get(3))).as(row.getFirst()).anyMatch(Citation::shows));
    }

    @Test
    void answersEveryRequirementOfTheStandardOnce() {
        List<String> asked = Texts.read("src/test/resources/com/nexusplatform/operations/asvs-5.0.0")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();
        assertThat(rows(ASVS, "V\\d+\\.\\d+\\.\\d+", 4)).extracting(List::getFirst).containsExactlyElementsOf(asked);
    }

    @Test
    void saysHowEachRequirementIsAnswered() {
        Map<Answer, Integer> counts = new EnumMap<>(Answer.class);
        for (List<String> row : rows(ASVS, "V\\d+\\.\\d+\\.\\d+", 4)) {
            Answer answer = Answer.of(row.get(1));
            counts.merge(answer, 1, Integer::sum);
            List<Citation> cited = Citation.in(row.get(2));
            switch (answer) {
                case TESTED -> assertThat(cited).as(row.getFirst()).anyMatch(Citation::shows);
                case HELD -> assertThat(cited).as(row.getFirst()).isNotEmpty();
                case NOT_APPLICABLE, NOT_MET -> assertThat(row.get(3)).as(row.getFirst()).hasSizeGreaterThan(7);
            }
        }
        int met = counts.get(Answer.TESTED) + counts.get(Answer.HELD);
        int applying = met + counts.get(Answer.NOT_MET);
        String sum = "%d requirements: %d do not apply. Of the %d that do, %d are met, %d of them shown by a test or a script; %d are not met."
            .formatted(applying + counts.get(Answer.NOT_APPLICABLE), counts.get(Answer.NOT_APPLICABLE), applying, met,
                    counts.get(Answer.TESTED), counts.get(Answer.NOT_MET));
        System.out.println(sum);
        assertThat(10 * counts.get(Answer.TESTED)).as("nine of ten are shown, not said")
            .isGreaterThanOrEqualTo(9 * applying);
        assertThat(ASVS).contains(sum);
        assertThat(SECURITY).contains(sum);
    }

    @Test
    void nameOnlyTestsScriptsAndFilesThatThereAre() {
        List<Citation> cited = Stream
            .of(rows(SECURITY, "\\d+", 4).stream().map(row -> row.get(2)),
                    rows(SECURITY, "API\\d+", 4).stream().map(row -> row.get(3)),
                    rows(ASVS, "V\\d+\\.\\d+\\.\\d+", 4).stream().map(row -> row.get(2)))
            .flatMap(cells -> cells)
            .flatMap(cell -> Citation.in(cell).stream())
            .distinct()
            .toList();
        assertThat(cited).hasSizeGreaterThan(100);
        assertThat(cited.stream().filter(one -> !one.isThere()).map(Citation::text)).isEmpty();
        assertThat(Stream.of(SECURITY, ASVS).flatMap(page -> Texts.found("`(\\w+#\\w+)`", page).stream()))
            .allMatch(test -> new Citation(test).isThere());
    }

    /** The defaults stand on the page of the configuration, which is held to the code. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"nexus.identity.free-tries|10|ten wrong passwords are free",
            "nexus.identity.slowest-try|1m|up to a minute", "nexus.identity.hashing-slots|2|two at once, 32 wait, 2 s",
            "nexus.identity.hashing-queue|32|two at once, 32 wait, 2 s",
            "nexus.identity.hashing-wait|2s|two at once, 32 wait, 2 s",
            "NEXUS_UPLOAD_LIMIT|2GB|`NEXUS_UPLOAD_LIMIT` (2 GB)",
            "nexus.ledger.files.max-expanded-bytes|8GB|8 GB expanded",
            "nexus.ledger.files.max-expansion-ratio|200|200 bytes for each byte",
            "nexus.ledger.files.max-columns|1000|1,000 columns",
            "nexus.ledger.files.max-record-bytes|1MB|1 MB a record",
            "nexus.ledger.files.max-cell-bytes|32KB|32 KB a cell",
            "nexus.ledger.files.max-rows|50000000|50,000,000 rows",
            "nexus.ledger.workbooks-at-once|2|two workbooks at once", "nexus.ledger.workbook-wait|30s|503 after 30 s",
            "nexus.ledger.concurrent-loads|2|two at once and instance",
            "nexus.analysis.threads|2|two threads, ten minutes",
            "nexus.analysis.time-limit|10m|two threads, ten minutes",
            "nexus.analysis.what-if.at-once|1|one at once, 20 values, 30 s",
            "nexus.analysis.what-if.values|20|one at once, 20 values, 30 s",
            "nexus.analysis.what-if.time-limit|30s|one at once, 20 values, 30 s",
            "nexus.analysis.events.limit|500|500 listeners"})
    void statesTheLimitsThatAreSet(String setting, String value, String words) {
        assertThat(Texts.read("docs/configuration.md")).contains("| `" + setting + "` | " + value + " |");
        assertThat(SECURITY.replaceAll("\\s+", " ")).contains(words);
    }

    @Test
    void namesEverySecretAndEveryLogThereIs() {
        Set<String> secrets = new TreeSet<>();
        Set<String> logs = new TreeSet<>();
        for (Path file : Texts.under("src/main/java", ".java")) {
            String code = Texts.read(file.toString());
            secrets.addAll(Texts.found("\"((?:[A-Z]+_)+(?:SECRET|KEY))\"", code));
            logs.addAll(Texts.found("getLogger\\(\"([^\"]+)\"\\)", code));
        }
        assertThat(secrets).contains("JWT_SECRET", "ENCRYPTION_KEY", "NEXUS_TRAIL_KEY")
            .allSatisfy(secret -> assertThat(Texts.read("docs/keys.md")).contains("| `" + secret + "` |"));
        assertThat(logs).contains("nexus.access")
            .allSatisfy(log -> assertThat(section("Logs")).contains("`" + log + "`"));
    }

    @Test
    void saysWithinHowManyDaysWeaknessesAreMended() {
        assertThat(Texts.found("(?m)^\\| (\\w+) \\| within \\d+ days? \\|", Texts.read("SECURITY.md")))
            .containsExactly("critical", "high", "medium", "low");
        assertThat(Texts.read("SECURITY.md")).contains("Report a vulnerability",
                "| other updates of libraries | within 30 days |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SecurityPageTests#noSuchTest", "NoSuchTests#namesWhatShowsEachPromise",
            // a method that no one runs
            "SecurityPageTests#rows", "ArchitectureRule.NO_SUCH_RULE", "scripts/no-such-script.sh", "NoSuchClass",
            "docs/no-such-page.md"})
    void wouldNoticeWhatIsNotThere(String name) {
        assertThat(new Citation(name).isThere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SecurityPageTests#wouldNoticeWhatIsNotThere", "ArchitectureRule.NOTHING_CALLS_OUT",
            "scripts/verify-trail.sh", "SecurityPageTests", "docs/security.md"})
    void knowsWhatIsThere(String name) {
        assertThat(new Citation(name).isThere()).isTrue();
    }

    private static String section(String title) {
        int start = SECURITY.indexOf("\n## " + title + "\n");
        assertThat(start).as(title).isNotNegative();
        int end = SECURITY.indexOf("\n## ", start + 1);
        return SECURITY.substring(start, end < 0 ? SECURITY.length() : end);
    }

    /** The cells of every row of a table whose first cell is so. */
    private static List<List<String>> rows(String page, String first, int cells) {
        Pattern row = Pattern.compile("\\| (" + first + ") \\|.*\\|");
        List<List<String>> rows = page.lines()
            .filter(line -> row.matcher(line).matches())
            .map(line -> Stream.of(line.substring(1, line.length() - 1).split("\\|", -1)).map(String::strip).toList())
            .toList();
        assertThat(rows).allSatisfy(one -> assertThat(one).as(one.getFirst()).hasSize(cells));
        return rows;
    }

    /** What the page says of a requirement. */
    private enum Answer {

        TESTED, HELD, NOT_APPLICABLE, NOT_MET;

        static Answer of(String words) {
            return Stream.of(values())
                .filter(one -> one.words().equals(words))
                .findAny()
                .orElseThrow(() -> new AssertionError("\"" + words + "\" is none of "
                        + Stream.of(values()).map(Answer::words).collect(Collectors.joining(", "))));
        }

        private String words() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }
}
