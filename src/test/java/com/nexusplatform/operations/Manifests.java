package com.nexusplatform.operations;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.yaml.snakeyaml.Yaml;

/**
 * The objects of a folder of manifests, read by the typed models of Kubernetes.
 *
 * @param objects the objects, in the order of their files
 */
record Manifests(List<HasMetadata> objects) {

    static final String FOLDER = "k8s/production";

    Manifests {
        objects = List.copyOf(objects);
    }

    /** Everything under {@code k8s/production} but the kustomizations, what is optional included. */
    static Manifests all() {
        return of(Texts.under(FOLDER, ".yaml").stream());
    }

    /** What {@code kubectl apply -k k8s/production} takes from files; configuration that it generates from files is not among it. */
    static Manifests applied() {
        return of(Texts.under(FOLDER, ".yaml")
            .stream()
            .filter(file -> !file.toString()
                .matches(".*/(vpa|secrets\\.example|cluster-issuer|httproute|deployer)\\.yaml")));
    }

    private static Manifests of(Stream<Path> files) {
        return new Manifests(files.filter(file -> !file.endsWith("kustomization.yaml"))
            .flatMap(file -> parse(Texts.read(file.toString())).stream())
            .toList());
    }

    /** The objects of one text of several documents. */
    static List<HasMetadata> parse(String yaml) {
        KubernetesSerialization reader = new KubernetesSerialization();
        List<HasMetadata> objects = new ArrayList<>();
        for (Map<String, Object> document : Texts.documents(yaml)) {
            objects.add((HasMetadata) reader.unmarshal(new Yaml().dump(document)));
        }
        return objects;
    }

    /** Objects of one type. */
    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The object of a type and name. */
    <T extends HasMetadata> T one(Class<T> type, String name) {
        return all(type).stream().filter(object -> name(object).equals(name)).findAny().orElseThrow();
    }

    /** What starts pods, with the template of the pods. */
    List<Workload> workloads() {
        return objects.stream().flatMap(object -> workload(object).stream()).toList();
    }

    static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static Optional<Workload> workload(HasMetadata object) {
        return switch (object) {
            case Deployment it -> Optional.of(new Workload(object, it.getSpec().getTemplate()));
            case StatefulSet it -> Optional.of(new Workload(object, it.getSpec().getTemplate()));
            case CronJob it -> Optional.of(new Workload(object, it.getSpec().getJobTemplate().getSpec().getTemplate()));
            default -> Optional.empty();
        };
    }

    /**
     * What starts pods.
     *
     * @param object the Deployment, StatefulSet or CronJob
     * @param pod    template of its pods
     */
    record Workload(HasMetadata object, PodTemplateSpec pod) {

        String name() {
            return Manifests.name(object);
        }

        List<Container> containers() {
            return pod.getSpec().getContainers();
        }
    }

    /**
     * Fields that the model does not know, as paths. The models take them in silence and keep them apart; a misspelled probe would
     * be no probe at all.
     */
    static List<String> unknownFields(Object object) {
        List<String> unknown = new ArrayList<>();
        walk(object, object.getClass().getSimpleName(), unknown);
        return unknown;
    }

    private static void walk(Object value, String path, List<String> unknown) {
        if (value instanceof Collection<?> many) {
            many.forEach(one -> walk(one, path + "[]", unknown));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> walk(one, path + "." + key, unknown));
        } else if (value.getClass().getName().startsWith("io.fabric8") && !value.getClass().isEnum()) {
            for (Class<?> type = value.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    look(value, field, path, unknown);
                }
            }
        }
    }

    private static void look(Object owner, Field field, String path, List<String> unknown) {
        if (Modifier.isStatic(field.getModifiers())) {
            return;
        }
        try {
            field.setAccessible(true);
            Object value = field.get(owner);
            if (field.getName().equals("additionalProperties") && value instanceof Map<?, ?> more) {
                more.keySet().forEach(key -> unknown.add(path + "." + key));
            } else if (value != null) {
                walk(value, path + "." + field.getName(), unknown);
            }
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }
}
