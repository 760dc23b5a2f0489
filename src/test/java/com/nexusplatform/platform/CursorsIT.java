package com.nexusplatform.platform;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A cursor says where a list goes on and nothing else: changed, it is refused, or goes on elsewhere in the caller's own list. */
class CursorsIT extends EdgeStory {

    private static final int MUTANTS = 60;

    @Test
    void leadsNowhereElseWhenItIsChanged() {
        Grounds grounds = grounds();
        Client lead = signInAs("lead");
        List<String> lists = lists(lead);
        Random random = new Random(24);
        int refused = 0;
        int answered = 0;
        for (String pattern : lists) {
            String list = Calls.path(new RolesPage.Row("GET", pattern, Set.of(), false), grounds.own());
            Client caller = lead.get(list).status() == 403 ? signInAs("admin") : lead;
            Set<String> own = new HashSet<>();
            caller.get(list + "?limit=500").expect(200).json().at("/items").forEach(item -> own.add(identity(item)));
            for (String mutant : mutants(caller.get(list + "?limit=1").expect(200), random)) {
                Answer answer = caller.get(list + "?limit=500&cursor=" + mutant);
                if (answer.status() == 400) {
                    refused++;
                } else {
                    answered++;
                    answer.expect(200)
                        .json()
                        .at("/items")
                        .forEach(
                                item -> assertThat(isTrail(list) || own.contains(identity(item))).as(mutant).isTrue());
                    assertThat(answer.text()).doesNotContain(grounds.foreign().get("examinations"),
                            grounds.foreign().get("datasets"), grounds.foreign().get("runs"));
                }
            }
        }
        System.out.printf("cursors: %d lists, %d mutants refused, %d led to the caller's own list%n", lists.size(),
                refused,
                answered);
        assertThat(lists).hasSizeGreaterThan(7);
        assertThat(refused).isGreaterThan(lists.size() * 5);
    }

    /** Every list that takes a cursor, by our own description. */
    private List<String> lists(Client caller) {
        List<String> lists = new ArrayList<>();
        caller.get("/v3/api-docs").expect(200).json().get("paths").forEachEntry((path, methods) -> {
            for (JsonNode parameter : methods.at("/get/parameters")) {
                if (parameter.path("name").asString("").equals("cursor")) {
                    lists.add(path);
                }
            }
        });
        return lists;
    }

    private static boolean isTrail(String list) {
        return list.startsWith("/api/v1/audit"); // grows while it is read; the foreign ids are looked for below
    }

    private static String identity(JsonNode item) {
        for (String name : List.of("id", "rowNo", "rejectNo", "username")) {
            if (item.has(name)) {
                return item.get(name).asString();
            }
        }
        throw new AssertionError("what tells the items apart? " + item);
    }

    private static Set<String> mutants(Answer page, Random random) {
        JsonNode next = page.json().path("nextCursor");
        String known = next.isString() ? next.asString() : "MQ";
        Set<String> mutants = new LinkedHashSet<>(List.of("", "AAAA", "-", "~", "MQ==", known + known, "x" + known));
        for (String position : List.of("-1", "0", "1 or 1=1", "' or ''='", "9223372036854775807",
                "99999999999999999999",
                "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "zzzz", "\u0000", "1e9",
                "+1")) {
            mutants.add(Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(UTF_8)));
        }
        while (mutants.size() < MUTANTS) {
            char[] signs = known.toCharArray();
            signs[random.nextInt(signs.length)] = "ABCxyz019-_".charAt(random.nextInt(11));
            mutants.add(new String(signs) + "A".repeat(random.nextInt(3)));
        }
        mutants.remove(known);
        return mutants;
    }
}
