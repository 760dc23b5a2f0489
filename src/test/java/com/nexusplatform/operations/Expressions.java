package com.nexusplatform.operations;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The names of metrics in expressions of Prometheus. */
final class Expressions {

    /** A name before a selector, a range, or a comparison, that is no function, no aggregation and no word of the language. */
    private static final Pattern NAME = Pattern.compile("(?<![\\w:\"{=~$.])([a-zA-Z_][\\w:]*)(?!\\s*\\()(?![\\w:])");
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern NOISE = Pattern
        .compile("\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "without", "bool", "offset", "le");

    private Expressions() {}

    /** Names of metrics in the rules and in the dashboard; those that a rule records are left out, once it is one of ours. */
    static Set<String> all() {
        Set<String> names = new TreeSet<>();
        String rules = Texts.read("monitoring/nexus_rules.yml");
        for (Object group : Texts.list(Texts.documents(rules).getFirst().get("groups"))) {
            Texts.list(Texts.map(group).get("rules"))
                .forEach(rule -> names.addAll(names((String) Texts.map(rule).get("expr"))));
        }
        JsonNode dashboard = JsonMapper.builder()
            .build()
            .readTree(Texts.read("monitoring/grafana/dashboards/nexus.json"));
        dashboard.findValues("expr").forEach(expression -> names.addAll(names(expression.asString())));
        names.removeAll(Texts.found("record: (\\S+)", rules));
        return names;
    }

    static Set<String> names(String expression) {
        // texts first: they may hold braces of their own
        String bare = NOISE.matcher(TEXT.matcher(expression).replaceAll("")).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(bare);
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group(1))) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }
}
