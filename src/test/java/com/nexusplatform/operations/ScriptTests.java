package com.nexusplatform.operations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What every script of operations keeps to, and what scripts and pages say of objects that must be there. */
class ScriptTests {

    private static final List<Path> SCRIPTS = Texts.under("scripts", ".sh");
    private static final List<Path> PAGES = List.of(Path.of("docs/operations.md"), Path.of("docs/runbook.md"));

    @ParameterizedTest
    @ValueSource(strings = {"deploy-production.sh", "rollback.sh", "health-check.sh", "backup.sh", "restore.sh",
            "restore-drill.sh", "check-ops.sh"})
    void explainsItselfAndRefusesAnOptionThatThereIsNot(String script) throws Exception {
        assertThat(Files.isExecutable(Path.of("scripts", script))).isTrue();
        assertThat(Texts.read("scripts/" + script)).startsWith("#!/usr/bin/env bash\n# ")
            .contains("\nset -Eeuo pipefail\n");
        Process help = start(script, "--help");
        assertThat(help.exitValue()).isZero();
        String words = new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(words).contains("scripts/" + script).contains("--help").doesNotContain("set -E", "#!/");
        Process refused = start(script, "--no-such-option");
        assertThat(refused.exitValue()).isNotZero();
        assertThat(new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .contains("there is no option --no-such-option");
    }

    @Test
    void speakOfTheDatabaseAsTheKindThatItIs() {
        Pattern commands = Pattern.compile("\\b(deployment|statefulset|cronjob|service|svc)/([a-z][a-z-]*[a-z])");
        Set<String> there = new TreeSet<>();
        for (HasMetadata object : Manifests.all().objects()) {
            there.add(object.getKind().toLowerCase(java.util.Locale.ROOT) + "/" + Manifests.name(object));
        }
        for (Path file : both()) {
            commands.matcher(Texts.read(file.toString()))
                .results()
                .map(match -> match.group())
                .forEach(named -> assertThat(there).as(file.toString()).contains(named));
        }
    }

    @Test
    void useNothingThatTheImagesDoNotHave() {
        assertThat(both()).allSatisfy(file -> assertThat(Texts.read(file.toString()))
            .doesNotContainPattern("(?m)^[^#]*\\b(python|psycopg2|docker-compose (up|down|ps|exec)|helm )"));
    }

    @Test
    void tellTheStackItsVariables() {
        assertThat(PAGES).allSatisfy(page -> assertThat(Texts.read(page.toString()))
            .doesNotContain("docker compose -f docker-compose.production.yml"));
    }

    @Test
    void nameOnlyScriptsThatThereAre() {
        for (Path file : both()) {
            Texts.found("(scripts/[a-z-]+(?:/[a-z-]+)?\\.sh)", Texts.read(file.toString()))
                .forEach(script -> assertThat(Path.of(script)).as(file.toString()).exists());
        }
    }

    @Test
    void readEveryCompleteStatementOfTheGuideIntoTheTableOfDeviations() {
        String page = Texts.read("docs/guide-deviations.md");
        for (int row = 1; row <= 193; row++) {
            String id = "C-%03d".formatted(row);
            assertThat(page).as(id)
                .containsPattern(
                        "(?m)^\\| " + id + " \\| [^|]+ \\| (as written|corrected|not applicable) \\| [^|]+ \\|$");
        }
        assertThat(Texts.found("(?m)^\\| (C-\\d{3}) ", page)).hasSize(193);
    }

    @Test
    void sayOfTagsAndKeysWhatTheFilesHave() {
        String page = Texts.read("docs/guide-deviations.md");
        assertThat(Texts.found("(?m)^  ([a-z-]+): \"replace-me", Texts.read("k8s/production/secrets.example.yaml")))
            .as("C-056 says all twelve")
            .hasSize(12);
        assertThat(page).contains("all twelve that pods ask for");
        for (String id : List.of("C-034", "C-049")) {
            assertThat(Texts.found("(?m)^\\| " + id + " (.*)$", page)).as("tags that move are not pinned")
                .singleElement()
                .asString()
                .doesNotContain("pinned")
                .contains("_IMAGE`");
        }
        assertThat(Texts.found("HEALTHCHECK .*--start-period=(\\d+)s", production())).singleElement()
            .satisfies(grace -> assertThat(page)
                .containsPattern("(?m)^\\| C-039 [^\\n]*\\| " + grace + " s of grace"));
        assertThat(Texts.found("ARG NGINX_IMAGE=\\S+:(\\S+)", Texts.read("Dockerfile"))).containsExactly("alpine");
        assertThat(page).as("C-034 says which tag names no release").contains("nginx's across its releases");
    }

    @Test
    void showTheWholeLogWhereItIsAskedForByALabel() {
        for (Path page : Texts.under("docs", ".md")) {
            assertThat(Texts.found("(kubectl logs [^`\\n]* -l [^`\\n]*)", Texts.read(page.toString())))
                .as(page.toString())
                .allSatisfy(command -> assertThat(command).as("ten lines of each pod otherwise").contains(" --tail="));
        }
    }

    @Test
    void lookIntoAPodByOneThatTheNamespaceAdmits() {
        assertThat(PAGES).flatExtracting(page -> Texts.found("(kubectl debug [^`\\n]*)", Texts.read(page.toString())))
            .isNotEmpty()
            .allSatisfy(command -> assertThat(command).contains(" --profile=restricted "));
    }

    @Test
    void takeBackWhatTheyHaveDoneWhenTheyFailAndWhenTheyAreInterrupted() throws Exception {
        assertThat(ended("false")).isEqualTo("second first 1");
        assertThat(ended("kill -TERM $$; sleep 5")).isEqualTo("second first 130");
        assertThat(ended("taken_back; false")).isEqualTo("second first 1");
        assertThat(ended("taken_back; taken_back; exit 0")).isEqualTo("second first 0");
        assertThat(ended("second() { return 1; }; exit 0")).as("what could not be taken back is no success")
            .isEqualTo("first 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.sh", "faults.sh"})
    void sayBeforeEachFaultHowItIsTakenBack(String script) {
        List<String> lines = Texts.read("scripts/bench/" + script).lines().toList();
        Pattern fault = Pattern.compile("^ +(compose stop|docker (pause|update|network disconnect)|redis config set"
                + "|echo ['\"](revoke|create|update audit_event|delete|begin)).*");
        for (int i = 0; i < lines.size(); i++) {
            if (fault.matcher(lines.get(i)).matches()) {
                int function = i;
                while (!lines.get(function).matches("[a-z_]+\\(\\) \\{")) {
                    function--;
                }
                if (!lines.get(function).startsWith("undo_")) {
                    assertThat(String.join("\n", lines.subList(function, i))).as(script + ": " + lines.get(i))
                        .contains("undoing undo_");
                }
            }
        }
        assertThat(String.join("\n", lines)).contains("trap end EXIT", "trap 'exit 130' INT TERM", "bench/undo.sh")
            .containsPattern("end\\(\\) \\{\\n    local status=\\$\\?\\n    take_all_back \\|\\| status=1\\n");
    }

    @Test
    void failWhereTheLoadEndsBeforeWhatItIsThereFor() {
        assertThat(Texts.read("scripts/bench/rolling.sh"))
            .containsPattern("kill -0 \"\\$load\" 2>/dev/null \\|\\|\\s+fail ");
    }

    private static String production() {
        String image = Texts.read("Dockerfile");
        return image.substring(image.indexOf(" AS production"));
    }

    /** What two undos and the status say of a script that registers them and then does this. */
    private static String ended(String act) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", """
                set -euo pipefail
                name=test
                . scripts/bench/undo.sh
                end() { take_all_back || exit 1; }
                trap end EXIT
                trap 'exit 130' INT TERM
                first() { printf 'first '; }
                second() { printf 'second '; }
                undoing first
                undoing second
                """ + act).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8) + process.exitValue();
    }

    private static List<Path> both() {
        return java.util.stream.Stream.concat(SCRIPTS.stream(), PAGES.stream()).toList();
    }

    private static Process start(String script, String argument) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "scripts/" + script, argument).redirectErrorStream(true).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process;
    }
}
