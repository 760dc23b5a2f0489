package com.nexusplatform.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The scripts that deploy, go back and judge, run against a kubectl that records what it is asked and answers. */
class DeploymentTests {

    private static final String BACKEND = "sha256:" + "b".repeat(64);
    private static final String FRONTEND = "sha256:" + "f".repeat(64);
    private static final String SECRET = "hunter2-not-for-anybody";

    @TempDir
    private Path fake;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void standIn() throws IOException {
        Optional<Path> kubectl = Stream.of(System.getenv("PATH").split(":", -1))
            .map(folder -> Path.of(folder, "kubectl"))
            .filter(Files::isExecutable)
            .findFirst();
        assumeTrue(kubectl.isPresent(), "kubectl renders the manifests");
        for (String tool : List.of("kubectl", "curl")) {
            Path copy = fake.resolve(tool);
            Files.copy(Path.of("src/test/resources/com/nexusplatform/operations", tool), copy);
            assertThat(copy.toFile().setExecutable(true)).isTrue();
        }
        environment.put("FAKE", fake.toString());
        environment.put("FAKE_KUBECTL", kubectl.orElseThrow().toString());
        environment.put("PATH", fake + ":" + System.getenv("PATH"));
        environment.put("NEXUS_BACKEND_DIGEST", BACKEND);
        environment.put("NEXUS_FRONTEND_DIGEST", FRONTEND);
        environment.put("JWT_SECRET", SECRET);
        environment.put("PGPASSWORD", SECRET);
    }

    @Test
    void deploysWhatIsAskedForInTheRightOrderByDigest() throws IOException {
        Ran ran = run("deploy-production.sh", "v1.2.3", "production");
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output()).containsPattern("Deployed v1\\.2\\.3 in \\d+ s");
        assertThat(steps()).containsExactly("apply foundation", "apply database", "rollout status statefulset/postgres",
                "apply cache", "rollout status deployment/redis", "apply backup", "apply application",
                "rollout status deployment/nexus-backend", "rollout status deployment/nexus-worker",
                "rollout status deployment/nexus-frontend", "apply edge", "apply monitoring",
                "rollout status deployment/prometheus", "rollout status deployment/grafana");
        String applied = Files.readString(fake.resolve("applied.yaml"));
        assertThat(Texts.found("image: (\\S*/nexus-\\S+)", applied)).containsExactlyInAnyOrder(
                "ghcr.io/nexus-platform/nexus-backend@" + BACKEND, "ghcr.io/nexus-platform/nexus-frontend@" + FRONTEND);
        assertThat(applied).contains("version: v1.2.3").doesNotContain("undeployed", ":latest");
        assertThat(applied.split("checksum/nexus-config: \"?\\d+", -1)).as("of the API and of the workers").hasSize(3);
        assertThat(calls()).last().asString().startsWith("delete configmap nexus-deploy-lock");
        assertThat(calls())
            .anyMatch(call -> call.startsWith("curl") && call.contains("https://api.nexusplatform.com/health"));
    }

    @Test
    void parsesAsKubernetesReadsIt() throws IOException {
        assertThat(run("deploy-production.sh", "v1.2.3").status()).isZero();
        assertThat(Manifests.parse(Files.readString(fake.resolve("applied.yaml")))).hasSizeGreaterThan(50)
            .allSatisfy(object -> assertThat(Manifests.unknownFields(object)).isEmpty())
            .filteredOn(object -> object.getKind().equals("StatefulSet"))
            .allSatisfy(object -> assertThat(object.getMetadata().getLabels())
                .as("a version in its template would restart the database with each deployment")
                .doesNotContainKey("version"));
    }

    @ParameterizedTest
    @CsvSource({"rollout status deployment/nexus-backend, 3", "rollout status deployment/nexus-frontend, 3",
            "apply .*component=edge, 3"})
    void goesBackByItselfWhenTheNewVersionDoesNotComeUp(String failure, int undone) throws IOException {
        environment.put("FAKE_FAIL", "^" + failure);
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo")).hasSize(undone);
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo"))
            .first()
            .asString()
            .contains("deployment/nexus-backend");
        assertThat(calls()).last().asString().startsWith("delete configmap nexus-deploy-lock");
        assertThat(calls()).anyMatch(call -> call.startsWith("get events"));
    }

    @Test
    void undoesOnlyWhatWasChangedAndToTheRevisionThatRanBefore() throws IOException {
        environment.put("FAKE_SAME", "nexus-frontend");
        environment.put("FAKE_FAIL", "^rollout status deployment/nexus-backend .*timeout=4");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo"))
            .containsExactly("rollout undo deployment/nexus-backend -n nexus-production --to-revision=7",
                    "rollout undo deployment/nexus-worker -n nexus-production --to-revision=7");
        assertThat(ran.output()).contains("deployment/nexus-frontend is as it was", "The version before runs again");
    }

    @Test
    void undoesNothingThatWasNotChanged() throws IOException {
        environment.put("FAKE_FAIL", "^apply .*component=application");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(calls()).noneMatch(call -> call.startsWith("rollout undo"));
    }

    @Test
    void goesBackWhenTheNewVersionIsNotHealthy() throws IOException {
        environment.put("FAKE_UNHEALTHY", "yes");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("not healthy", "The version before runs again");
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo")).hasSize(3);
    }

    @Test
    void hasNothingToGoBackToTheFirstTime() throws IOException {
        environment.put("FAKE_FIRST", "yes");
        environment.put("FAKE_FAIL", "^rollout status deployment/nexus-backend");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("no version before this one");
        assertThat(calls()).noneMatch(call -> call.startsWith("rollout undo"));
    }

    @Test
    void leavesTheApplicationAloneWhenTheDatabaseDoesNotComeUp() throws IOException {
        environment.put("FAKE_FAIL", "^rollout status statefulset/postgres");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(calls())
            .noneMatch(call -> call.contains("component=application") || call.startsWith("rollout undo"));
        assertThat(calls()).as("what the cluster says of it").anyMatch(call -> call.startsWith("get events"));
    }

    @Test
    void takesNoHealthyVersionBackBecauseTheMonitoringIsLate() throws IOException {
        environment.put("FAKE_FAIL", "^rollout status deployment/grafana");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("Warning: of the monitoring grafana did not come up", "Deployed v1.2.3");
        assertThat(calls()).noneMatch(call -> call.startsWith("rollout undo"));
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void goesBackAtOnceWhenItIsCutOff(String signal, int status) throws Exception {
        environment.put("FAKE_HANG", "^rollout status deployment/nexus-backend .*timeout=4");
        Process process = start("deploy-production.sh", "v1.2.3");
        await().atMost(Duration.ofSeconds(60)).until(() -> called("rollout status deployment/nexus-backend"));
        send(signal, process);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("a workflow that is cancelled is killed then").isTrue();
        assertThat(process.exitValue()).isEqualTo(status);
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo")).hasSize(3);
        assertThat(steps().getLast()).as("nobody waits, and nothing is applied any more").startsWith("rollout undo");
        List<String> last = calls().stream()
            .filter(call -> call.matches("(rollout undo|delete configmap|get pods|get events).*"))
            .map(call -> call.replaceAll("^(\\w+ \\w+).*", "$1"))
            .toList();
        assertThat(last).endsWith("rollout undo", "delete configmap", "get pods", "get events");
    }

    @Test
    void leavesNoLockWhenItIsCutOffWhileItGoesBack() throws Exception {
        environment.put("FAKE_FAIL", "^rollout status deployment/nexus-worker .*timeout=300");
        environment.put("FAKE_HANG", "^rollout status deployment/nexus-backend .*timeout=1");
        Process process = start("deploy-production.sh", "v1.2.3");
        await().atMost(Duration.ofSeconds(60))
            .until(() -> called("rollout status deployment/nexus-backend .*timeout=1"));
        send("INT", process);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(called("delete configmap nexus-deploy-lock")).isTrue();
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo")).hasSize(3);
    }

    @Test
    void endsAtTheSecondSignalWhatItOnlySays() throws Exception {
        environment.put("FAKE_HANG", "^(rollout status deployment/nexus-backend|get pods)");
        Process process = start("deploy-production.sh", "v1.2.3");
        await().atMost(Duration.ofSeconds(60)).until(() -> called("rollout status deployment/nexus-backend"));
        send("INT", process);
        await().atMost(Duration.ofSeconds(10)).until(() -> called("get pods"));
        send("TERM", process);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(called("delete configmap nexus-deploy-lock")).isTrue();
    }

    @Test
    void changesNothingInADryRun() throws IOException {
        Ran ran = run("deploy-production.sh", "--dry-run", "v1.2.3");
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("would run: kubectl apply", "component=application", "Nothing was changed");
        assertThat(calls()).noneMatch(call -> call.matches("(apply|create|delete|rollout|scale|patch).*"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"latest|is no version", "''|say which version", "v1;reboot|cannot be the tag",
            "--force|no option"})
    void refusesWhatIsNoVersion(String version, String words) throws IOException {
        Ran ran = run("deploy-production.sh", version);
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains(words);
        assertThat(calls()).isEmpty();
    }

    @Test
    void refusesPlaceholdersMissingKeysAndAnotherCluster() throws IOException {
        environment.put("FAKE_SECRET", "database-url\nredis-url placeholder");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("no proper value for redis-url");
        environment.put("FAKE_SECRET", "database-url\nredis-url");
        assertThat(run("deploy-production.sh", "v1.2.3").output()).contains("no proper value for jwt-secret");
        environment.put("KUBE_CONTEXT", "elsewhere");
        assertThat(run("deploy-production.sh", "v1.2.3").output()).contains("talks to production, not to elsewhere");
        assertThat(run("deploy-production.sh", "v1.2.3", "moon").output()).contains("there is no environment moon");
        assertThat(calls()).noneMatch(call -> call.startsWith("apply"));
    }

    @Test
    void standsBackFromADeploymentUnderWay() throws IOException {
        environment.put("FAKE_FAIL", "^create configmap nexus-deploy-lock");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("another deployment is under way");
        assertThat(calls()).noneMatch(call -> call.startsWith("apply") || call.startsWith("delete configmap"));
    }

    @Test
    void doesNothingThatTheDeployerMayNot() throws IOException {
        environment.put("FAKE_VPA", "yes");
        assertThat(run("deploy-production.sh", "--backup", "--break-lock", "v1.2.3").status()).isZero();
        environment.put("FAKE_FAIL", "^rollout status deployment/nexus-frontend");
        Files.delete(fake.resolve("moved"));
        assertThat(run("deploy-production.sh", "v1.2.3").status()).isEqualTo(1);
        Rights rights = Rights.of(Texts.read("k8s/production/access/deployer.yaml"));
        List<HasMetadata> applied = Manifests.parse(Files.readString(fake.resolve("applied.yaml")));
        List<HasMetadata> advice = Manifests.parse(Texts.read("k8s/production/vpa.yaml"));
        assertThat(calls()).filteredOn(call -> !call.startsWith("curl ")).allSatisfy(call -> {
            List<HasMetadata> files = call.contains("vpa.yaml") ? advice : applied;
            assertThat(Rights.wantedBy(call, files)).as(call)
                .allSatisfy(wanted -> assertThat(rights.allow(wanted)).as(wanted.toString()).isTrue());
        });
        assertThat(calls()).anyMatch(call -> call.contains("vpa.yaml"))
            .anyMatch(call -> call.startsWith("create job"))
            .anyMatch(call -> call.startsWith("rollout undo"));
    }

    @Test
    void givesTheDeployerNoWayIntoAPodAndNoOtherSecret() {
        Rights rights = Rights.of(Texts.read("k8s/production/access/deployer.yaml"));
        assertThat(rights.allow(new Rights.Wanted("create", "pods/exec", "postgres-0"))).isFalse();
        assertThat(rights.allow(new Rights.Wanted("get", "secrets", "another"))).isFalse();
        assertThat(rights.allow(new Rights.Wanted("list", "secrets", ""))).isFalse();
        assertThat(rights.allow(new Rights.Wanted("delete", "configmaps", "nexus-config"))).isFalse();
        assertThat(rights.allow(new Rights.Wanted("get", "namespaces", "kube-system"))).isFalse();
    }

    @Test
    void callsNoDeploymentASuccessWhoseLockStays() throws IOException {
        environment.put("FAKE_FAIL", "^delete configmap nexus-deploy-lock");
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("The lock could not be removed", "v1.2.3 runs and is healthy")
            .doesNotContain("Deployed v1.2.3");
        assertThat(calls()).noneMatch(call -> call.startsWith("rollout undo"));
    }

    @Test
    void deploysNothingWhenTheBackupFails() throws IOException {
        environment.put("FAKE_JOB", "FailureTarget Failed");
        Ran ran = run("deploy-production.sh", "--backup", "v1.2.3");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("the backup failed");
        assertThat(calls()).noneMatch(call -> call.startsWith("apply"));
    }

    @ParameterizedTest
    @CsvSource({"restore.sh, --yes", "restore-drill.sh, --backup latest"})
    void takesABackupOutOfTheClaimThatTheNightlyOneWritesTo(String script, String options) throws IOException {
        environment.remove("PGPASSWORD");
        List<String> words = new ArrayList<>(List.of("--mode", "k8s"));
        words.addAll(List.of(options.split(" ", -1)));
        Ran ran = run(script, words.toArray(String[]::new));
        assertThat(ran.output()).contains("Copying nexus_backup_20260102_013000.dump from the claim nexus-backups",
                "is not the file whose SHA-256 was written down");
        assertThat(fake.resolve("backups/nexus_backup_20260102_013000.dump")).exists();
        assertThat(calls()).anyMatch(call -> call.startsWith("delete pod nexus-backup-reader"))
            .noneMatch(call -> call.startsWith("scale"));
        Pod reader = (Pod) Manifests.parse(Files.readString(fake.resolve("created.yaml"))).getFirst();
        assertThat(Manifests.unknownFields(reader)).isEmpty();
        assertThat(reader.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(reader.getSpec().getVolumes()).singleElement()
            .satisfies(volume -> assertThat(volume.getPersistentVolumeClaim().getClaimName()).isEqualTo(claim()));
        assertThat(reader.getSpec().getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getVolumeMounts()).allMatch(mount -> mount.getReadOnly());
            assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
            assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        });
    }

    @Test
    void readsTheFolderThatTheStackWritesItsBackupsTo() throws IOException {
        Path variables = Files.writeString(fake.resolve("variables"), "BACKUP_FOLDER=/nowhere/at-all\n");
        environment.put("NEXUS_ENV_FILE", variables.toString());
        environment.put("NEXUS_DATABASE", "nexus_production");
        environment.put("NEXUS_DATABASE_OWNER", "nexus");
        assertThat(run("restore.sh", "--mode", "compose").output()).contains("there is no backup in /nowhere/at-all");
        assertThat(run("restore.sh", "--mode", "compose", "--dir", "/else").output()).contains("no backup in /else");
    }

    private static String claim() {
        return Manifests.all()
            .one(CronJob.class, "nexus-backup")
            .getSpec()
            .getJobTemplate()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getVolumes()
            .stream()
            .filter(volume -> volume.getPersistentVolumeClaim() != null)
            .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
            .findAny()
            .orElseThrow();
    }

    @Test
    void keepsSecretsOffCommandLinesAndOutOfItsWords() throws IOException {
        Ran ran = run("deploy-production.sh", "v1.2.3");
        assertThat(ran.output()).doesNotContain(SECRET);
        assertThat(calls()).noneMatch(call -> call.contains(SECRET));
        assertThat(Texts.under("scripts", ".sh")).allSatisfy(script -> assertThat(Texts.read(script.toString()))
            .doesNotContainPattern(
                    "(psql|pg_dump|pg_restore|redis-cli)[^\\n]*(\\$\\{?(DATABASE_URL|PGPASSWORD|REDIS_URL)|--password=| -a )"));
    }

    @Test
    void goesBackToTheVersionBeforeWithinItsTime() throws IOException {
        history("6 v1", "7 v2");
        Ran ran = run("rollback.sh");
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(steps()).containsExactly("rollout undo deployment/nexus-backend",
                "rollout undo deployment/nexus-worker", "rollout undo deployment/nexus-frontend",
                "rollout status deployment/nexus-backend", "rollout status deployment/nexus-worker",
                "rollout status deployment/nexus-frontend");
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo"))
            .allMatch(call -> call.endsWith("--to-revision=6"));
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout status"))
            .allMatch(call -> call.matches(".*--timeout=1[12][0-9]s"));
        assertThat(ran.output()).contains("deployment/nexus-worker: v2 -> v1 (revision 6)")
            .containsPattern("Rolled back to v1 in \\d+ s");
        assertThat(calls().getFirst()).startsWith("create configmap nexus-deploy-lock");
        assertThat(calls()).last().asString().startsWith("delete configmap nexus-deploy-lock");
        Rights rights = Rights.of(Texts.read("k8s/production/access/deployer.yaml"));
        assertThat(calls()).filteredOn(call -> !call.startsWith("curl "))
            .allSatisfy(call -> assertThat(Rights.wantedBy(call, List.of())).as(call)
                .allSatisfy(wanted -> assertThat(rights.allow(wanted)).as(wanted.toString()).isTrue()));
    }

    @Test
    void bringsNoBrokenVersionAgainWhenItIsCalledTwice() throws IOException {
        history("6 v1", "7 v2");
        assertThat(run("rollback.sh").status()).isZero();
        Ran again = run("rollback.sh");
        assertThat(again.status()).as(again.output()).isZero();
        assertThat(again.output()).contains("v2 was taken back already, and v1 runs", "--to VERSION",
                "deployment/nexus-backend: v1 already");
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo")).hasSize(3);
        assertThat(run("rollback.sh", "--to", "v2").status()).as("forth again, when it is said").isZero();
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo"))
            .hasSize(6)
            .last()
            .asString()
            .endsWith("--to-revision=7");
    }

    @Test
    void knowsWhatWasTakenBackAfterARestart() throws IOException {
        history("7 v2", "8 v1");
        Files.writeString(fake.resolve("history"), Files.readString(fake.resolve("history"))
                + "nexus-frontend 9 2026-12-09T00:00:00Z v1\n");
        Ran ran = run("rollback.sh");
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("v2 was taken back already, and v1 runs");
        assertThat(calls()).noneMatch(call -> call.startsWith("rollout undo"));
    }

    @Test
    void goesBackPastWhatWasTakenBackBefore() throws IOException {
        history("7 v2", "8 v1", "9 v3");
        Ran ran = run("rollback.sh");
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("deployment/nexus-backend: v3 -> v1 (revision 8)");
    }

    @Test
    void completesWhatADeploymentThatWasKilledLeftHalfDone() throws IOException {
        Files.writeString(fake.resolve("history"), """
                nexus-backend 6 2026-12-01T00:00:00Z v1
                nexus-backend 7 2026-12-02T00:00:00Z v2
                nexus-worker 5 2026-11-01T00:00:00Z v0
                nexus-worker 6 2026-12-01T00:00:00Z v1
                nexus-frontend 5 2026-11-01T00:00:00Z v0
                nexus-frontend 6 2026-12-01T00:00:00Z v1
                """);
        Ran ran = run("rollback.sh");
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo"))
            .containsExactly("rollout undo deployment/nexus-backend -n nexus-production --to-revision=6");
        assertThat(ran.output()).contains("deployment/nexus-worker: v1 already");
    }

    @Test
    void goesOnPastADeploymentThatCannotGoBackAndSaysSoAtTheEnd() throws IOException {
        history("6 v1", "7 v2");
        environment.put("FAKE_FAIL", "^rollout undo deployment/nexus-backend");
        Ran ran = run("rollback.sh");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("not back after", ": nexus-backend; see");
        assertThat(calls()).filteredOn(call -> call.startsWith("rollout undo")).hasSize(3);
        assertThat(calls()).last().asString().startsWith("delete configmap nexus-deploy-lock");
        environment.put("FAKE_FAIL", "^rollout status deployment/nexus-worker");
        Ran again = run("rollback.sh");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.output()).contains("deployment/nexus-backend: v2 -> v1", "deployment/nexus-worker: v1 already",
                "not back after");
        environment.remove("FAKE_FAIL");
        assertThat(run("rollback.sh").status()).isZero();
    }

    @Test
    void rollsNothingBackBesideADeploymentNorInADryRun() throws IOException {
        history("6 v1", "7 v2");
        Ran dry = run("rollback.sh", "--dry-run");
        assertThat(dry.status()).isZero();
        assertThat(dry.output()).contains("would run: kubectl rollout undo deployment/nexus-worker");
        assertThat(calls()).allMatch(call -> call.startsWith("get "));
        environment.put("FAKE_FAIL", "^create configmap nexus-deploy-lock");
        Ran ran = run("rollback.sh");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("another deployment is under way", "--break-lock");
        assertThat(calls()).noneMatch(call -> call.startsWith("rollout") || call.startsWith("delete"));
        assertThat(run("rollback.sh", "--to", "v0").status()).isEqualTo(1);
    }

    @Test
    void startsTheServiceAgainThatDoesNotStopForARestore() throws IOException {
        environment.put("FAKE_FAIL", "^wait pod");
        Ran ran = run("restore.sh", "--mode", "k8s", "--yes", "--undo", "nexus_production_before_20260102_013000");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("deployment/nexus-backend: 4 replicas", "does not stop within 120 s",
                "Starting the service again", "deployment/nexus-backend: to 4 replicas");
        assertThat(calls()).filteredOn(call -> call.startsWith("scale"))
            .extracting(call -> call.replaceAll(" -n \\S+", ""))
            .containsExactly("scale deployment/nexus-backend deployment/nexus-worker --replicas=0",
                    "scale deployment/nexus-backend --replicas=4", "scale deployment/nexus-worker --replicas=4");
        assertThat(Files.readString(fake.resolve("statements"))).doesNotContain("alter database");
    }

    @Test
    void startsTheServiceAgainWhenARestoreIsEndedWhileItStops() throws Exception {
        environment.put("FAKE_HANG", "^wait pod");
        Process process = start("restore.sh", "--mode", "k8s", "--yes", "--undo",
                "nexus_production_before_20260102_013000");
        await().atMost(Duration.ofSeconds(60)).until(() -> called("wait pod"));
        send("TERM", process);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(calls()).anyMatch(call -> call.startsWith("scale deployment/nexus-worker"))
            .last()
            .asString()
            .startsWith("rollout status deployment/nexus-worker");
    }

    @Test
    void goesBackToWhatWasLiveBeforeARestoreAndSaysHowToReturn() throws IOException {
        String before = "nexus_production_before_20260102_013000";
        Ran ran = run("restore.sh", "--mode", "k8s", "--yes", "--undo", before);
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output().lines().toList()).last()
            .asString()
            .matches(".*To go back to it: \\S*/restore\\.sh --mode k8s --undo nexus_production_before_\\d{8}_\\d{6}");
        assertThat(Files.readString(fake.resolve("statements"))).contains("alter database :\"live\" rename to :\"old\"",
                "-v new=" + before + " -v old=nexus_production_before_");
        List<String> order = calls().stream()
            .filter(call -> call.matches("(scale|wait pod|exec .* -v old=|rollout).*"))
            .map(call -> call.substring(0, 4))
            .toList();
        assertThat(order).containsExactly("scal", "wait", "exec", "scal", "scal", "roll", "roll");
        assertThat(run("restore.sh", "--mode", "k8s", "--yes", "--undo", "another").output())
            .contains("another is not what a restore left");
    }

    @Test
    void saysOfAFolderThatCannotBeWrittenToWhatItIs() throws IOException {
        environment.put("PGHOST", "nowhere");
        Ran ran = run("backup.sh", "--mode", "url", "--dir", "/proc");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.output()).contains("/proc cannot be written to").doesNotContain("under way");
    }

    @Test
    void takesTheLockOfABackupThatWasKilledAndItsHalves() throws IOException {
        standInForPostgres();
        Path folder = Files.createDirectories(fake.resolve("kept"));
        Path half = Files.writeString(folder.resolve("nexus_backup_20260101_013000.dump.part"), "half");
        assertThat(half.toFile().setLastModified(0)).isTrue();
        Files.createDirectory(folder.resolve(".backup.lock"));
        Files.writeString(folder.resolve(".backup.lock/holder"), "elsewhere, process 7, 2026-01-01T01:30:00Z\n");
        Ran ran = run("backup.sh", "--mode", "url", "--dir", folder.toString());
        assertThat(ran.status()).as(ran.output()).isZero();
        assertThat(ran.output()).contains("(elsewhere, process 7", "the lock is taken over");
        assertThat(half).doesNotExist();
        assertThat(folder.resolve(".backup.lock")).doesNotExist();
    }

    @Test
    void leavesTheLockToABackupThatGoesOn() throws Exception {
        standInForPostgres();
        environment.put("FAKE_DUMP_WAITS", "yes");
        Process first = start("backup.sh", "--mode", "url", "--dir", "kept");
        await().atMost(Duration.ofSeconds(60)).until(() -> called("pg_dump"));
        Ran second = run("backup.sh", "--mode", "url", "--dir", "kept");
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.output()).contains("another backup into kept is under way", "process " + first.pid());
        assertThat(fake.resolve("kept/.backup.lock")).exists();
        Files.writeString(fake.resolve("go"), "");
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).as(Files.readString(fake.resolve("said"))).isZero();
        assertThat(fake.resolve("kept/.backup.lock")).doesNotExist();
    }

    @Test
    void fetchesBackWhatItSentAwayByTheCommandsOfTheRunbook() throws IOException {
        standInForPostgres();
        environment.put("BACKUP_S3_URI", "s3://BUCKET/PATH/");
        environment.put("BACKUP_AGE_RECIPIENT", "age1recipient");
        Ran ran = run("backup.sh", "--mode", "url", "--dir", "kept");
        assertThat(ran.status()).as(ran.output()).isZero();
        String dump = ran.output()
            .lines()
            .toList()
            .getLast()
            .replaceAll(".*kept/(nexus_backup_\\d+_\\d+\\.dump),.*", "$1");
        assertThat(fake.resolve("bucket").toFile().list()).containsExactlyInAnyOrder(dump + ".age", dump + ".sha256",
                dump + ".counts");
        String runbook = Texts.read("docs/runbook.md");
        String section = runbook.substring(runbook.indexOf("### Restoring a copy from elsewhere"));
        String commands = section.split("```", -1)[1].replaceFirst("(?m)^dump=.*$", "dump=" + dump)
            .replaceFirst("(?m)^scripts/restore.*$", "");
        Ran fetched = run(new ProcessBuilder("bash", "-euc", commands).directory(fake.toFile()));
        assertThat(fetched.status()).as(fetched.output()).isZero();
        Path there = fake.resolve("backups");
        assertThat(there.resolve(dump)).hasSameBinaryContentAs(fake.resolve("kept/" + dump));
        environment.remove("PGHOST");
        Ran restored = run("restore.sh", "--mode", "k8s", "--yes", "--dir", "backups", dump);
        assertThat(restored.output()).as("found in the folder, and its hash is right")
            .contains("Checking backups/" + dump, "does not hold the rows")
            .doesNotContain("missing", "SHA-256");
    }

    @Test
    void judgesEachPartAndNamesWhatIsNotWell() throws IOException {
        Ran well = run("health-check.sh", "--mode", "k8s");
        assertThat(well.status()).as(well.output()).isZero();
        assertThat(well.output()).contains("ok    statefulset/postgres: 3 of 3 ready", "ok    redis, says",
                "All is well");
        environment.put("FAKE_UNHEALTHY", "yes");
        Ran ill = run("health-check.sh", "--mode", "k8s");
        assertThat(ill.status()).isEqualTo(1);
        assertThat(ill.output()).contains("ok    database", "FAIL  redis", "/health answers 503");
        environment.put("FAKE_FAIL", "get deployment/nexus-worker");
        assertThat(run("health-check.sh", "--mode", "k8s").output()).contains("FAIL  deployment/nexus-worker");
        assertThat(run("health-check.sh", "--mode", "ship").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {"\"4|3|4\"|ok|while the autoscaler adds one",
            "\"3|4|4\"|ok|while the autoscaler takes one away", "\"4|2|4\"|FAIL|fewer than the least",
            "\"4|4|1\"|FAIL|another version"})
    void takesAnAutoscalerAtWorkForNoIllness(String replicas, String verdict, String why) throws IOException {
        environment.put("FAKE_REPLICAS", replicas);
        assertThat(run("health-check.sh", "--mode", "k8s").output()).as(why)
            .containsPattern(verdict + " +deployment/nexus-backend");
    }

    /** What the three deployments ran, from the first to the last: revision and version, which came first in the order of its name. */
    private void history(String... ran) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String deployment : List.of("nexus-backend", "nexus-worker", "nexus-frontend")) {
            for (String one : ran) {
                String[] words = one.split(" ", -1);
                lines.append("%s %s 2026-12-0%sT00:00:00Z %s%n".formatted(deployment, words[0], words[1].substring(1),
                        words[1]));
            }
        }
        Files.writeString(fake.resolve("history"), lines);
    }

    /** Programs of PostgreSQL, aws and age that let backup.sh come to its end. */
    private void standInForPostgres() throws IOException {
        tool("pg_dump",
                "while [ -n \"${FAKE_DUMP_WAITS:-}\" ] && [ ! -e \"$FAKE/go\" ]; do sleep 0.1; done; echo a dump");
        tool("pg_restore", "printf 'COPY flyway_schema_history (version, success) FROM stdin;\\n1\\tt\\n\\\\.\\n'");
        tool("psql", "cat >/dev/null");
        tool("aws", "mkdir -p \"$FAKE/bucket\"; from=\"${*: -2:1}\"; to=\"${*: -1}\"; "
                + "cp \"${from/#s3:\\/\\/BUCKET\\/PATH/$FAKE/bucket}\" \"${to/#s3:\\/\\/BUCKET\\/PATH/$FAKE/bucket}\"");
        tool("age",
                "while [ $# -gt 1 ]; do [ \"$1\" != -o ] || out=\"$2\"; shift; done; tr a-z n-za-m <\"$1\" >\"$out\"");
        environment.put("PGHOST", "nowhere");
        environment.put("NEXUS_BACKUP_BEAT", "1");
    }

    private void tool(String name, String does) throws IOException {
        Path file = Files.writeString(fake.resolve(name), """
                #!/usr/bin/env bash
                echo "%s $*" >>"$FAKE/calls"
                %s
                """.formatted(name, does));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private boolean called(String pattern) throws IOException {
        return calls().stream().anyMatch(call -> call.matches(pattern + ".*"));
    }

    /** Begun, and not waited for; what it says is in {@code said}. Where this test is run in the background INT would be ignored. */
    private Process start(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,TERM"));
        command.addAll(command(script, arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(fake.toFile())
            .redirectErrorStream(true)
            .redirectOutput(fake.resolve("said").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void send(String signal, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor()).isZero();
    }

    private static List<String> command(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", Path.of("scripts", script).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Ran run(String script, String... arguments) throws IOException {
        return run(new ProcessBuilder(command(script, arguments)).directory(fake.toFile()));
    }

    private Ran run(ProcessBuilder builder) throws IOException {
        builder.redirectErrorStream(true).environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
        return new Ran(process.exitValue(), output);
    }

    private List<String> calls() throws IOException {
        Path calls = fake.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** What was applied and waited for, in its order. */
    private List<String> steps() throws IOException {
        return calls().stream()
            .filter(call -> call.startsWith("apply") || call.startsWith("rollout"))
            .map(call -> call.replaceAll("^apply .*component=(\\w+).*", "apply $1").replaceAll(" -n .*", ""))
            .toList();
    }

    /**
     * How a script ended.
     *
     * @param status exit code
     * @param output what it said, on both ways
     */
    private record Ran(int status, String output) {}
}
