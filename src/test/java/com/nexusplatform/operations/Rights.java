package com.nexusplatform.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What a Role allows, and what calls of kubectl need.
 *
 * @param rules the Role's rules, as they are written
 */
record Rights(List<Map<String, Object>> rules) {

    private static final Map<String, String> KINDS = Map.of("networkpolicy", "networkpolicies", "ingress", "ingresses",
            "events", "events", "pods", "pods");

    static Rights of(String yaml) {
        return Texts.documents(yaml)
            .stream()
            .filter(object -> "Role".equals(object.get("kind")))
            .findAny()
            .map(role -> new Rights(Texts.list(role.get("rules")).stream().map(Texts::map).toList()))
            .orElseThrow();
    }

    boolean allow(Wanted wanted) {
        return rules.stream()
            .anyMatch(rule -> Texts.list(rule.get("resources")).contains(wanted.resource())
                    && Texts.list(rule.get("verbs")).contains(wanted.verb())
                    && (rule.get("resourceNames") == null
                            || Texts.list(rule.get("resourceNames")).contains(wanted.name())));
    }

    /** What a call of kubectl needs; {@code files} is what an {@code apply} takes from its file. A call that is not known is an error. */
    static List<Wanted> wantedBy(String call, List<HasMetadata> files) {
        String[] words = call.split(" ", -1);
        String what = words.length > 1 ? words[1] : "";
        String name = words.length > 2 && !words[2].startsWith("-") ? words[2] : "";
        return switch (words[0]) {
            case "version", "config", "kustomize", "auth", "api-resources" -> List.of(); // here, or everybody's
            case "get" -> what.contains("/")
                    ? on(what, "get")
                    : List.of(new Wanted(name.isEmpty() ? "list" : "get", plural(what), name));
            case "delete" -> List.of(new Wanted("delete", plural(what), name));
            case "create" -> Stream
                .concat(Stream.of(new Wanted("create", plural(what), "")),
                        Texts.found("--from=(\\S+)", call).stream().flatMap(from -> on(from, "get").stream()))
                .toList();
            case "logs" -> List.of(new Wanted("list", "pods", ""), new Wanted("get", "pods/log", ""));
            case "rollout" -> what.equals("status")
                    ? on(name, "get", "list", "watch")
                    : Stream.concat(on(name, "get", "patch").stream(), Stream.of(new Wanted("list", "replicasets", "")))
                        .toList();
            case "apply" -> applied(call, files);
            default -> throw new IllegalArgumentException("what does this need: " + call);
        };
    }

    private static List<Wanted> applied(String call, List<HasMetadata> files) {
        List<Wanted> wanted = new ArrayList<>();
        for (HasMetadata object : files) {
            Map<String, String> labels = object.getMetadata().getLabels();
            String stage = labels == null ? "" : labels.getOrDefault("app.kubernetes.io/component", "");
            if (!call.contains(" -l ") || call.contains("component=" + stage + " ")) {
                for (String verb : List.of("get", "create", "patch")) {
                    wanted.add(new Wanted(verb, plural(object.getKind()), Manifests.name(object)));
                }
            }
        }
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("this applies nothing: " + call);
        }
        return wanted;
    }

    private static List<Wanted> on(String object, String... verbs) {
        int slash = object.indexOf('/');
        return Stream.of(verbs)
            .map(verb -> new Wanted(verb, plural(object.substring(0, slash)), object.substring(slash + 1)))
            .toList();
    }

    private static String plural(String kind) {
        String lower = kind.toLowerCase(Locale.ROOT);
        return KINDS.getOrDefault(lower, lower.endsWith("s") ? lower : lower + "s");
    }

    /**
     * A right.
     *
     * @param verb     what is done
     * @param resource to what, as the API names it
     * @param name     to which, where one is named
     */
    record Wanted(String verb, String resource, String name) {}
}
