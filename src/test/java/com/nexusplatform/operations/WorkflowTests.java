package com.nexusplatform.operations;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The workflows: nothing that moves, no more rights than a step needs, and an image known by what it is. */
class WorkflowTests {

    private static final String DEPLOY = Texts.read(".github/workflows/deploy.yml");
    private static final String IMAGES = Texts.read(".github/workflows/images.yml");

    @Test
    void takesEachActionByTheHashOfItsCommit() {
        for (var file : Texts.under(".github/workflows", ".yml")) {
            assertThat(Texts.found("uses: (.+)", Texts.read(file.toString()))).isNotEmpty()
                .allSatisfy(action -> assertThat(action)
                    .matches("\\./\\.github/workflows/\\w+\\.yml|[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
        }
    }

    @Test
    void takesTheSameCommitOfAnActionEverywhere() {
        String all = DEPLOY + Texts.read(".github/workflows/ci.yml") + IMAGES;
        assertThat(Texts.found("uses: ([\\w./-]+@[0-9a-f]{40})", all))
            .extracting(action -> action.substring(0, action.indexOf('@')))
            .doesNotHaveDuplicates();
    }

    @Test
    void givesEachJobItsOwnRightsAndTheWholeNone() {
        for (String file : List.of("ci.yml", "deploy.yml", "images.yml")) {
            Map<String, Object> workflow = Texts.documents(Texts.read(".github/workflows/" + file)).getFirst();
            assertThat(Texts.map(workflow.get("permissions"))).as(file).isEmpty();
            Texts.map(workflow.get("jobs")).forEach((name, job) -> {
                Map<String, Object> rights = Texts.map(Texts.map(job).get("permissions"));
                assertThat(rights).as(file + " " + name)
                    .containsEntry("contents", "read")
                    .doesNotContainValue("write-all");
                if (Texts.map(job).containsKey("steps")) {
                    assertThat(Texts.map(job)).as(file + " " + name).containsKey("timeout-minutes");
                }
            });
        }
        assertThat(DEPLOY.substring(DEPLOY.indexOf("\n  deploy:\n"))).as("it signs nothing")
            .doesNotContain(": write\n");
        assertThat(IMAGES).doesNotContain(": write\n");
        assertThat(Texts.found("(\\w+): write", DEPLOY)).containsExactlyInAnyOrder("packages", "token");
    }

    @Test
    void deploysWhatWasTestedBuiltScannedAndSignedAndNothingFromAPullRequest() {
        assertThat(DEPLOY)
            .contains("needs: test", "needs: build", "if: github.ref == 'refs/heads/main'", "provenance: mode=max",
                    "sbom: true", "cosign sign --yes", "cosign verify", "NEXUS_${image^^}_DIGEST=$digest",
                    "@refs/(heads/main|tags/v.*)\\$\"",
                    "run: exec ./scripts/deploy-production.sh \"sha-$GITHUB_SHA\" production",
                    "cancel-in-progress: false")
            .doesNotContain("pull_request", "latest", "type=raw");
        assertThat(DEPLOY.indexOf("trivy-action")).isLessThan(DEPLOY.indexOf("cosign sign"));
    }

    @Test
    void looksForKnownFlawsEveryNightAndWithEachChange() {
        String text = Texts.read(".github/workflows/ci.yml");
        assertThat(Texts.found("- cron: \"(\\d+ \\d+ \\* \\* \\*)\"", text)).hasSize(1);
        Map<String, Object> flaws = Texts.map(Texts.map(Texts.documents(text).getFirst().get("jobs")).get("flaws"));
        assertThat(flaws).doesNotContainKeys("if", "continue-on-error");
        assertThat(Texts.list(flaws.get("steps"))).map(Texts::map)
            .filteredOn(step -> String.valueOf(step.get("uses")).startsWith("aquasecurity/trivy-action@"))
            .singleElement()
            .satisfies(scan -> assertThat(Texts.map(scan.get("with"))).containsEntry("scan-type", "fs")
                .containsEntry("exit-code", "1")
                .containsEntry("scanners", "vuln,secret")
                .containsEntry("severity", "CRITICAL,HIGH"));
        assertThat(Texts.found("package-ecosystem: ([a-z-]+)", Texts.read(".github/dependabot.yml")))
            .containsExactlyInAnyOrder("github-actions", "maven", "docker");
    }

    @Test
    void letsNoVersionsBuildGiveWayToALaterPush() {
        Map<String, Object> deploy = Texts.documents(DEPLOY).getFirst();
        assertThat(deploy).as("the group of the whole drops what waits in it, tags as well")
            .doesNotContainKey("concurrency");
        Map<String, Object> jobs = Texts.map(deploy.get("jobs"));
        assertThat(jobs).allSatisfy((name, job) -> assertThat(Texts.map(job).containsKey("concurrency")).as(name)
            .isEqualTo(name.equals("deploy")));
        assertThat(Texts.map(Texts.map(jobs.get("deploy")).get("concurrency")))
            .containsEntry("group", "deploy-production")
            .containsEntry("cancel-in-progress", false);
    }

    @Test
    void looksEveryNightIntoTheImagesThatRun() throws Exception {
        assertThat(Texts.found("- cron: \"(\\d+ \\d+ \\* \\* \\*)\"", IMAGES)).hasSize(1);
        Map<String, Object> scan = Texts.map(Texts.map(Texts.documents(IMAGES).getFirst().get("jobs")).get("scan"));
        assertThat(scan).doesNotContainKeys("if", "continue-on-error");
        assertThat(Texts.map(scan.get("strategy"))).containsEntry("fail-fast", false);
        assertThat(Texts.list(scan.get("steps"))).map(Texts::map)
            .filteredOn(step -> String.valueOf(step.get("uses")).startsWith("aquasecurity/trivy-action@"))
            .singleElement()
            .satisfies(step -> assertThat(Texts.map(step.get("with")))
                .containsEntry("image-ref", "${{ matrix.image }}")
                .containsEntry("severity", "${{ matrix.severity }}")
                .containsEntry("exit-code", "1"));
        assertThat(IMAGES).contains(".ci/images", "for image in backend frontend; do", "CRITICAL,HIGH");

        Process list = new ProcessBuilder(".ci/images").start();
        List<String> images = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertThat(list.waitFor()).isZero();
        Set<String> asked = new TreeSet<>(
                Texts.found("_IMAGE:-([a-z][^}]+)", Texts.read("docker-compose.production.yml")));
        for (Object image : Texts.list(Texts.documents(Texts.read("k8s/production/kustomization.yaml"))
            .getFirst()
            .get("images"))) {
            if (!Texts.map(image).containsKey("newName")) {
                asked.add(Texts.map(image).get("name") + ":" + Texts.map(image).get("newTag"));
            }
        }
        assertThat(asked).hasSizeGreaterThan(8);
        assertThat(images).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void leavesNoCredentialsOfTheCheckoutBehind() {
        for (var file : Texts.under(".github/workflows", ".yml")) {
            String text = Texts.read(file.toString());
            assertThat(text.split("actions/checkout@", -1)).hasSameSizeAs(text.split("persist-credentials: false", -1));
        }
    }
}
