package com.nexusplatform.operations;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.autoscaling.api.model.v1.VerticalPodAutoscaler;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;

import com.nexusplatform.operations.Manifests.Workload;

import static org.assertj.core.api.Assertions.assertThat;

/** What the manifests promise each other: names, ports, secrets, room in the quota, and the guards around every container. */
class KubernetesTests {

    private static final Manifests ALL = Manifests.all();
    private static final Manifests APPLIED = Manifests.applied();
    private static final Set<String> GENERATED = Set.of("postgres-init", "nexus-backup-scripts", "prometheus-config",
            "alertmanager-config", "grafana-datasources", "grafana-providers", "grafana-dashboards");

    @Test
    void haveNoFieldThatKubernetesDoesNotKnow() {
        assertThat(ALL.objects()).hasSizeGreaterThan(50)
            .allSatisfy(object -> assertThat(Manifests.unknownFields(object)).as(Manifests.name(object)).isEmpty());
    }

    @Test
    void wouldNoticeAMisspelledProbeHoweverDeep() {
        String misspelled = Texts.read("k8s/production/nexus-backend-deployment.yaml")
            .replace("readinessProbe:", "readynessProbe:")
            .replaceFirst("failureThreshold", "failureTreshold");
        assertThat(Manifests.parse(misspelled).stream().flatMap(one -> Manifests.unknownFields(one).stream()))
            .hasSize(2)
            .anyMatch(path -> path.endsWith(".readynessProbe"))
            .anyMatch(path -> path.endsWith(".failureTreshold"));
    }

    @Test
    void standInTheirNamespaceWithAStageThatTheDeploymentKnows() {
        Set<String> stages = Texts.found("stages=\\(([a-z ]+)\\)", Texts.read("scripts/deploy-production.sh"));
        Set<String> known = new TreeSet<>(List.of((stages.iterator().next() + " namespace").split(" ", -1)));
        assertThat(APPLIED.objects()).allSatisfy(object -> {
            if (!(object instanceof Namespace)) {
                assertThat(object.getMetadata().getNamespace()).isEqualTo("nexus-production");
            }
            assertThat(object.getMetadata().getLabels()).as(Manifests.name(object))
                .hasEntrySatisfying("app.kubernetes.io/component", stage -> assertThat(known).contains(stage));
        });
    }

    @Test
    void demandsTheRestrictedKindOfPodsAndEveryPodIsOfIt() {
        assertThat(ALL.all(Namespace.class).getFirst().getMetadata().getLabels())
            .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(ALL.workloads()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(workload -> {
            PodSecurityContext pod = workload.pod().getSpec().getSecurityContext();
            assertThat(pod.getRunAsNonRoot()).as(workload.name()).isTrue();
            assertThat(pod.getRunAsUser()).as(workload.name()).isPositive();
            assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(workload.pod().getSpec().getAutomountServiceAccountToken()).as(workload.name()).isFalse();
            assertThat(workload.pod().getSpec().getHostNetwork()).isNull();
            for (Container container : workload.containers()) {
                SecurityContext context = container.getSecurityContext();
                assertThat(context.getAllowPrivilegeEscalation()).as(workload.name()).isFalse();
                assertThat(context.getReadOnlyRootFilesystem()).as(workload.name()).isTrue();
                assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                assertThat(container.getPorts()).extracting(ContainerPort::getHostPort).allMatch(Objects::isNull);
            }
        });
    }

    @Test
    void saysWhatEveryContainerNeedsWithMemoryFixedForTheJvmAndTheDatabase() {
        assertThat(ALL.workloads()).allSatisfy(workload -> assertThat(workload.containers()).allSatisfy(container -> {
            Map<String, Quantity> requests = container.getResources().getRequests();
            Map<String, Quantity> limits = container.getResources().getLimits();
            assertThat(requests).as(workload.name()).containsOnlyKeys("cpu", "memory");
            assertThat(limits).as(workload.name()).containsOnlyKeys("cpu", "memory");
            if (Set.of("nexus-backend", "nexus-worker", "postgres", "redis").contains(workload.name())) {
                assertThat(amount(requests.get("memory"))).isEqualByComparingTo(amount(limits.get("memory")));
            }
        }));
    }

    @Test
    void fitsTheQuotaWithTheAutoscalersMostPodsWhileTheyAreReplaced() {
        Map<String, Quantity> hard = APPLIED.all(ResourceQuota.class).getFirst().getSpec().getHard();
        for (String what : List.of("requests.cpu", "requests.memory", "limits.cpu", "limits.memory")) {
            BigDecimal sum = APPLIED.workloads()
                .stream()
                .map(workload -> needed(workload, what).multiply(BigDecimal.valueOf(podsAtMost(workload))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum).as(what).isPositive().isLessThanOrEqualTo(amount(hard.get(what)));
        }
        int claims = APPLIED.all(PersistentVolumeClaim.class).size() + APPLIED.all(StatefulSet.class).size();
        assertThat(amount(hard.get("persistentvolumeclaims"))).isGreaterThanOrEqualTo(BigDecimal.valueOf(claims));
    }

    @Test
    void leavesTheDatabaseConnectionsEnough() {
        int most = Integer.parseInt(APPLIED.one(ConfigMap.class, "nexus-config").getData().get("MAX_CONNECTIONS"));
        int pools = APPLIED.workloads()
            .stream()
            .mapToInt(workload -> workload.containers()
                .stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getName().equals("NEXUS_DATABASE_POOL"))
                .mapToInt(variable -> Integer.parseInt(variable.getValue()) * podsAtMost(workload))
                .sum())
            .sum();
        assertThat(pools).isPositive().isLessThanOrEqualTo(most - 10);
    }

    @Test
    void asksOnlyForSecretsAndConfigurationThatThereAre() {
        Set<String> keys = ALL.all(Secret.class).getFirst().getStringData().keySet();
        Map<String, ConfigMap> maps = APPLIED.all(ConfigMap.class)
            .stream()
            .collect(Collectors.toMap(Manifests::name, map -> map));
        Set<String> asked = new TreeSet<>();
        Set<String> optional = new TreeSet<>();
        for (Workload workload : ALL.workloads()) {
            for (Container container : workload.containers()) {
                container.getEnvFrom().forEach(from -> assertThat(maps).containsKey(from.getConfigMapRef().getName()));
                container.getEnv().stream().filter(variable -> variable.getValueFrom() != null).forEach(variable -> {
                    if (variable.getValueFrom().getSecretKeyRef() != null) {
                        assertThat(variable.getValueFrom().getSecretKeyRef().getName()).isEqualTo("nexus-secrets");
                        (Boolean.TRUE.equals(variable.getValueFrom().getSecretKeyRef().getOptional())
                                ? optional
                                : asked)
                            .add(variable.getValueFrom().getSecretKeyRef().getKey());
                    } else {
                        var from = variable.getValueFrom().getConfigMapKeyRef();
                        assertThat(maps.get(from.getName()).getData()).containsKey(from.getKey());
                    }
                });
            }
            for (Volume volume : volumes(workload)) {
                if (volume.getSecret() != null) {
                    volume.getSecret().getItems().forEach(item -> asked.add(item.getKey()));
                }
                if (volume.getConfigMap() != null) {
                    assertThat(Stream.concat(maps.keySet().stream(), GENERATED.stream()))
                        .contains(volume.getConfigMap().getName());
                }
            }
        }
        assertThat(asked).isEqualTo(new TreeSet<>(keys));
        assertThat(optional).as("keys that are there while one is replaced")
            .isEqualTo(new TreeSet<>(
                    Texts.found("(?m)^  # ([a-z-]+): \"replace-me\"$",
                            Texts.read("k8s/production/secrets.example.yaml"))))
            .containsExactly("encryption-key-others", "jwt-secret-others");
    }

    @Test
    void letTheServiceWorkAsALoginThatOwnsNothing() {
        assertThat(Texts.read("k8s/production/secrets.example.yaml"))
            .contains("database-url: \"replace-me: postgresql://nexus_app:PASSWORD@");
        assertThat(ALL.workloads()).filteredOn(workload -> workload.name().matches("nexus-(backend|worker)"))
            .hasSize(2)
            .allSatisfy(workload -> assertThat(workload.pod().getSpec().getContainers().getFirst().getEnv())
                .anySatisfy(variable -> assertThat(variable.getName() + variable.getValue())
                    .isEqualTo("SPRING_FLYWAY_USERnexus_owner"))
                .anySatisfy(variable -> assertThat(variable.getName()).isEqualTo("SPRING_FLYWAY_PASSWORD")));
    }

    @Test
    void ordersNoSecretThatIsNotAPlaceholder() {
        assertThat(ALL.all(Secret.class)).singleElement()
            .satisfies(secret -> assertThat(secret.getStringData().values())
                .allMatch(value -> value.startsWith("replace-me")));
        assertThat(Texts.read("k8s/production/kustomization.yaml")).doesNotContain("- secrets");
        assertThat(Texts.read(".gitignore")).contains("k8s/production/secrets.yaml");
    }

    @Test
    void mountsEveryVolumeItNamesAndNamesEveryVolumeItMounts() {
        assertThat(ALL.workloads()).allSatisfy(workload -> {
            Set<String> named = volumes(workload).stream().map(Volume::getName).collect(Collectors.toSet());
            if (workload.object() instanceof StatefulSet set) {
                set.getSpec().getVolumeClaimTemplates().forEach(claim -> named.add(Manifests.name(claim)));
            }
            assertThat(workload.containers()
                .stream()
                .flatMap(container -> container.getVolumeMounts().stream())
                .map(mount -> mount.getName())
                .collect(Collectors.toSet())).as(workload.name()).isEqualTo(named);
            for (Volume volume : volumes(workload)) {
                if (volume.getPersistentVolumeClaim() != null) {
                    ALL.one(PersistentVolumeClaim.class, volume.getPersistentVolumeClaim().getClaimName());
                }
                if (volume.getEmptyDir() != null) {
                    assertThat(volume.getEmptyDir().getSizeLimit()).as(volume.getName()).isNotNull();
                }
            }
        });
    }

    @Test
    void sendsEachServiceToPortsOfPodsThatThereAre() {
        assertThat(ALL.all(Service.class)).hasSizeGreaterThan(10).allSatisfy(service -> {
            List<Workload> pods = selected(service.getSpec().getSelector());
            assertThat(pods).as(Manifests.name(service)).isNotEmpty();
            for (ServicePort port : service.getSpec().getPorts()) {
                assertThat(pods).allSatisfy(workload -> assertThat(ports(workload)).as(Manifests.name(service))
                    .contains(String.valueOf(value(port.getTargetPort()))));
            }
            assertThat(service.getSpec().getType()).isIn("ClusterIP", null);
        });
    }

    @Test
    void sendsTheWorldToTheWorkbenchTheApiAndHealthAlone() {
        Ingress ingress = ALL.all(Ingress.class).getFirst();
        assertThat(ingress.getSpec().getIngressClassName()).isEqualTo("nginx");
        ingress.getSpec().getRules().forEach(rule -> rule.getHttp().getPaths().forEach(path -> {
            var service = path.getBackend().getService();
            assertThat(APPLIED.one(Service.class, service.getName()).getSpec().getPorts())
                .extracting(ServicePort::getPort)
                .contains(service.getPort().getNumber());
            if (service.getName().equals("nexus-backend-service")) {
                assertThat(path.getPath() + " " + path.getPathType()).isIn("/api Prefix", "/health Exact");
            }
        }));
        assertThat(ingress.getMetadata().getAnnotations())
            .noneSatisfy((name, value) -> assertThat(name).contains("snippet"))
            .containsEntry("nginx.ingress.kubernetes.io/proxy-body-size", "2g");
        assertThat(APPLIED.one(ConfigMap.class, "nexus-config").getData()).containsEntry("NEXUS_UPLOAD_LIMIT", "2GB");
    }

    @Test
    void asksTheProcessForItsLifeAndTheDatabaseOnlyForReadiness() {
        for (String name : List.of("nexus-backend", "nexus-worker")) {
            Container container = ALL.one(Deployment.class, name)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
            assertThat(path(container.getLivenessProbe())).isEqualTo("/livez");
            assertThat(path(container.getStartupProbe())).isEqualTo("/livez");
            assertThat(path(container.getReadinessProbe())).isEqualTo("/ready");
            assertThat(container.getLivenessProbe().getTimeoutSeconds()).isGreaterThanOrEqualTo(5);
        }
        assertThat(ALL.workloads()).filteredOn(workload -> workload.object() instanceof Deployment)
            .allSatisfy(workload -> assertThat(workload.containers()).allSatisfy(container -> {
                assertThat(container.getLivenessProbe()).as(workload.name()).isNotNull();
                assertThat(container.getReadinessProbe()).as(workload.name()).isNotNull();
            }));
    }

    @Test
    void replacesTheApiWithoutAGap() {
        var spec = ALL.one(Deployment.class, "nexus-backend").getSpec();
        assertThat(value(spec.getStrategy().getRollingUpdate().getMaxUnavailable())).isEqualTo(0);
        assertThat(spec.getReplicas()).as("the autoscaler's").isNull();
        assertThat(spec.getMinReadySeconds()).isPositive();
        var pod = spec.getTemplate().getSpec();
        assertThat(pod.getContainers().getFirst().getLifecycle().getPreStop().getExec().getCommand())
            .containsExactly("sleep", "10");
        int shutdown = Integer.parseInt(APPLIED.one(ConfigMap.class, "nexus-config").getData().get("TIMEOUT"));
        assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(10 + shutdown);
        assertThat(ALL.one(PodDisruptionBudget.class, "nexus-backend").getSpec().getMinAvailable().getIntVal())
            .isEqualTo(2);
    }

    @Test
    void scalesByProcessorAloneAndOnlyRecommendsBeside() {
        HorizontalPodAutoscaler scaler = ALL.all(HorizontalPodAutoscaler.class).getFirst();
        assertThat(scaler.getSpec().getMinReplicas()).isEqualTo(3);
        assertThat(scaler.getSpec().getMaxReplicas()).isEqualTo(10);
        assertThat(scaler.getSpec().getMetrics()).singleElement().satisfies(metric -> {
            assertThat(metric.getResource().getName()).isEqualTo("cpu");
            assertThat(metric.getResource().getTarget().getAverageUtilization()).isEqualTo(70);
        });
        assertThat(ALL.all(VerticalPodAutoscaler.class)).singleElement()
            .satisfies(advice -> assertThat(advice.getSpec().getUpdatePolicy().getUpdateMode()).isEqualTo("Off"));
    }

    @Test
    void lookedAtByBudgetsThatSelectPods() {
        assertThat(ALL.all(PodDisruptionBudget.class)).allSatisfy(
                budget -> assertThat(selected(budget.getSpec().getSelector().getMatchLabels())).isNotEmpty());
    }

    @Test
    void forbidsAllTrafficButWhatIsNamed() {
        NetworkPolicy deny = APPLIED.one(NetworkPolicy.class, "default-deny");
        assertThat(deny.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(deny.getSpec().getIngress()).isEmpty();
        assertThat(deny.getSpec().getEgress()).isEmpty();
        assertThat(APPLIED.one(NetworkPolicy.class, "names").getSpec().getEgress()).singleElement()
            .satisfies(
                    rule -> assertThat(rule.getPorts()).extracting(port -> port.getProtocol() + value(port.getPort()))
                        .containsExactlyInAnyOrder("UDP53", "TCP53"));
        List<String> covered = APPLIED.all(NetworkPolicy.class)
            .stream()
            .map(policy -> policy.getSpec().getPodSelector().getMatchLabels())
            .filter(labels -> labels != null && !labels.isEmpty())
            .map(labels -> labels.get("app"))
            .toList();
        assertThat(covered).doesNotHaveDuplicates()
            .containsExactlyInAnyOrderElementsOf(APPLIED.workloads()
                .stream()
                .map(workload -> workload.pod().getMetadata().getLabels().get("app"))
                .toList());
    }

    /** The issuer answers its challenge by a pod of its own, which default-deny shuts off like any other. */
    @Test
    void letsTheChallengeOfTheAuthorityIn() {
        NetworkPolicy challenge = ALL.one(NetworkPolicy.class, "acme-challenge");
        assertThat(Texts.read("k8s/production/cert-manager/cluster-issuer.yaml")).contains("http01", "acme-challenge");
        assertThat(challenge.getMetadata().getNamespace())
            .isEqualTo(ALL.all(Ingress.class).getFirst().getMetadata().getNamespace());
        assertThat(challenge.getSpec().getPodSelector().getMatchLabels())
            .containsExactly(Map.entry("acme.cert-manager.io/http01-solver", "true"));
        assertThat(challenge.getSpec().getIngress()).singleElement()
            .satisfies(rule -> assertThat(rule.getPorts()).extracting(port -> value(port.getPort()))
                .containsExactly(8089));
    }

    @Test
    void letsLongAnswersThroughTheGatewayAndTheGatewayIn() {
        String file = Texts.read("k8s/production/gateway/httproute.yaml");
        assertThat(Texts.found("(?m)^ +(?:request|backendRequest): (\\S+)", file)).as("a limit of the whole request")
            .containsExactly("0s");
        List<Map<String, Object>> objects = Texts.documents(file);
        Set<String> whereFrom = Texts.found("(?m)^      namespace: (\\S+)", file);
        assertThat(whereFrom).hasSize(1);
        assertThat(objects).filteredOn(object -> object.get("kind").equals("HTTPRoute")).hasSize(2);
        assertThat(Manifests.parse(file)).filteredOn(NetworkPolicy.class::isInstance)
            .map(NetworkPolicy.class::cast)
            .allSatisfy(policy -> assertThat(policy.getSpec().getIngress()).singleElement().satisfies(rule -> {
                assertThat(rule.getPorts()).extracting(port -> value(port.getPort())).containsExactly(8080);
                assertThat(rule.getFrom()).singleElement()
                    .satisfies(peer -> assertThat(peer.getNamespaceSelector().getMatchLabels())
                        .containsExactly(Map.entry("kubernetes.io/metadata.name", whereFrom.iterator().next())));
            }))
            .map(policy -> label(policy.getSpec().getPodSelector().getMatchLabels()))
            .containsExactlyInAnyOrder("nexus-backend", "nexus-frontend");
    }

    @Test
    void countsRequestsAtTheIngressAsNginxDoes() {
        String nginx = Texts.read("nginx/nginx.conf");
        int rate = number(nginx, "zone=api:20m rate=([0-9]+)r/s");
        int burst = number(nginx, "zone=api burst=([0-9]+)");
        Map<String, String> ingress = ALL.all(Ingress.class).getFirst().getMetadata().getAnnotations();
        int rps = Integer.parseInt(ingress.get("nginx.ingress.kubernetes.io/limit-rps"));
        assertThat(rps).isEqualTo(rate);
        assertThat(rps * Integer.parseInt(ingress.get("nginx.ingress.kubernetes.io/limit-burst-multiplier")))
            .isEqualTo(burst);
    }

    private static int number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return Integer.parseInt(found.group(1));
    }

    @Test
    void letsInOnlyWhereAPodListensAndWhereTheOtherSideLetsOut() {
        List<String> ways = new ArrayList<>();
        for (NetworkPolicy policy : APPLIED.all(NetworkPolicy.class)) {
            String here = label(policy.getSpec().getPodSelector().getMatchLabels());
            policy.getSpec()
                .getIngress()
                .forEach(rule -> rule.getPorts().forEach(port -> rule.getFrom().forEach(peer -> {
                    assertThat(selected(Map.of("app", here)).stream().flatMap(workload -> ports(workload).stream()))
                        .as("%s listens on %s", here, port.getPort())
                        .contains(String.valueOf(value(port.getPort())));
                    if (peer.getPodSelector() != null) {
                        ways.add(label(peer.getPodSelector().getMatchLabels()) + ">" + here + ":"
                                + value(port.getPort()));
                    }
                })));
        }
        List<String> outward = new ArrayList<>();
        for (NetworkPolicy policy : APPLIED.all(NetworkPolicy.class)) {
            String here = label(policy.getSpec().getPodSelector().getMatchLabels());
            policy.getSpec().getEgress().forEach(rule -> rule.getPorts().forEach(port -> rule.getTo().forEach(peer -> {
                if (peer.getNamespaceSelector() == null) {
                    outward
                        .add(here + ">" + label(peer.getPodSelector().getMatchLabels()) + ":" + value(port.getPort()));
                }
            })));
        }
        assertThat(ways).filteredOn(way -> !way.startsWith("grafana>alertmanager"))
            .containsExactlyInAnyOrderElementsOf(outward);
    }

    @Test
    void isNeverAVersionThatMoves() {
        String kustomization = Texts.read("k8s/production/kustomization.yaml");
        Set<String> pinned = Texts.found("- name: (\\S+)", kustomization);
        assertThat(ALL.workloads()
            .stream()
            .flatMap(workload -> workload.containers().stream())
            .map(container -> container.getImage().replaceFirst(":[^/]*$", ""))
            .collect(Collectors.toSet())).isEqualTo(pinned);
        assertThat(Texts.found("newTag: \"?([^\"\\n]+)", kustomization)).isNotEmpty()
            .allMatch(tag -> tag.equals("undeployed") || tag.matches("v?[0-9]+\\.[0-9]+(\\.[0-9]+)?"));
        assertThat(Texts.read("scripts/deploy-production.sh")).contains(":undeployed|:latest");
    }

    private static List<Volume> volumes(Workload workload) {
        List<Volume> volumes = workload.pod().getSpec().getVolumes();
        return volumes == null ? List.of() : volumes;
    }

    private static List<Workload> selected(Map<String, String> labels) {
        return ALL.workloads()
            .stream()
            .filter(workload -> workload.pod().getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
            .toList();
    }

    private static Set<String> ports(Workload workload) {
        Set<String> ports = new TreeSet<>();
        workload.containers().stream().flatMap(container -> container.getPorts().stream()).forEach(port -> {
            ports.add(port.getName());
            ports.add(String.valueOf(port.getContainerPort()));
        });
        return ports;
    }

    private static String label(Map<String, String> labels) {
        return labels == null ? "" : labels.getOrDefault("app", "");
    }

    private static Object value(IntOrString value) {
        return value.getValue();
    }

    private static String path(Probe probe) {
        return probe.getHttpGet().getPath();
    }

    private static BigDecimal amount(Quantity quantity) {
        return quantity.getNumericalAmount();
    }

    private static BigDecimal needed(Workload workload, String what) {
        String resource = what.substring(what.indexOf('.') + 1);
        return workload.containers()
            .stream()
            .map(container -> (what.startsWith("requests")
                    ? container.getResources().getRequests()
                    : container.getResources().getLimits())
                .get(resource))
            .map(KubernetesTests::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * As many pods as there may be at once: the autoscaler's most, or the replicas, what an update adds, and one that is ending,
     * which takes room and connections until it has gone.
     */
    private static int podsAtMost(Workload workload) {
        if (!(workload.object() instanceof Deployment deployment)) {
            return 1;
        }
        int replicas = APPLIED.all(HorizontalPodAutoscaler.class)
            .stream()
            .filter(scaler -> scaler.getSpec().getScaleTargetRef().getName().equals(workload.name()))
            .map(scaler -> scaler.getSpec().getMaxReplicas())
            .findAny()
            .orElseGet(() -> deployment.getSpec().getReplicas());
        var rolling = deployment.getSpec().getStrategy().getRollingUpdate();
        return replicas + (rolling == null ? 0 : rolling.getMaxSurge().getIntVal() + 1);
    }
}
