package com.nexusplatform.platform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.ObjectNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.identity.ForgedTokens;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every endpoint, called by every role, by nobody and with every kind of forged token, for an own, a foreign and an absent
 * object: each answers as {@code docs/roles.md} says, and what is foreign looks like what is absent.
 */
class EndpointMatrixIT extends EdgeStory {

    private static final String OF_ROLE = "None of your roles includes this act.";
    private static final List<String> METHODS = List.of("ANY", "GET", "POST", "PUT", "PATCH", "DELETE");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private ApplicationContext service;

    private final Map<String, Integer> seen = new TreeMap<>();
    private final List<String> breaches = new ArrayList<>();

    @Test
    void answersEveryCallerAsThePageOfRolesSays() {
        Grounds grounds = grounds();
        Map<Role, Client> callers = callers();
        Map<String, Client> strangers = strangers();
        List<RolesPage.Row> endpoints = endpoints();
        for (RolesPage.Row endpoint : endpoints) {
            if (endpoint.open()) {
                open(endpoint, callers, strangers);
            } else {
                strangers.forEach((kind, caller) -> unknown(endpoint, kind, caller, grounds));
                callers.forEach((role, caller) -> known(endpoint, role, caller, grounds));
            }
        }
        assertThat(breaches).isEmpty();
        System.out.printf("%d endpoints x %d callers: %d calls, answered %s%n", endpoints.size(),
                callers.size() + strangers.size(), seen.values().stream().mapToInt(Integer::intValue).sum(), seen);
        assertThat(seen.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(endpoints.size() * 12);
    }

    @Test
    void thePageNamesEveryEndpointThatAnswers() {
        Set<String> served = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getPackageName().startsWith("com.nexusplatform")) {
                Set<String> methods = info.getMethodsCondition().getMethods().isEmpty()
                        ? Set.of("ANY")
                        : info.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
                info.getPatternValues().forEach(path -> methods.forEach(verb -> served.add(verb + " " + path)));
            }
        });
        assertThat(RolesPage.rows().stream().map(RolesPage.Row::name)).containsExactlyInAnyOrderElementsOf(served);
    }

    /** What changes least comes first; the session that all calls are made with ends last. */
    private static List<RolesPage.Row> endpoints() {
        return RolesPage.rows()
            .stream()
            .sorted(Comparator.comparing((RolesPage.Row row) -> row.pattern().endsWith("/logout"))
                .thenComparingInt(row -> METHODS.indexOf(row.method()))
                .thenComparing(RolesPage.Row::pattern, Comparator.reverseOrder()))
            .toList();
    }

    private Map<Role, Client> callers() {
        Map<Role, Client> callers = new LinkedHashMap<>();
        callers.put(Role.EXAMINER, ownSession("examiner"));
        callers.put(Role.LEAD_EXAMINER, ownSession("lead"));
        callers.put(Role.REVIEWER, ownSession("reviewer"));
        callers.put(Role.AUDITOR, ownSession("auditor"));
        callers.put(Role.ADMINISTRATOR, ownSession("admin"));
        return callers;
    }

    private Client ownSession(String username) {
        return bearer(signIn(username, PASSWORD).expect(200).text("/accessToken"));
    }

    private Map<String, Client> strangers() {
        Map<String, Client> strangers = new LinkedHashMap<>();
        strangers.put("no token", client());
        ForgedTokens.of(service, signIn("lead", PASSWORD).expect(200).text("/accessToken"))
            .forEach((kind, token) -> strangers.put(kind, bearer(token)));
        assertThat(strangers).hasSize(6);
        return strangers;
    }

    private void open(RolesPage.Row endpoint, Map<Role, Client> callers, Map<String, Client> strangers) {
        Set<String> answers = new TreeSet<>();
        callers.values().forEach(caller -> answers.add(told(call(endpoint, caller, Map.of()))));
        strangers.values().forEach(caller -> answers.add(told(call(endpoint, caller, Map.of()))));
        if (answers.size() != 1 && !endpoint.pattern().equals("/health")) {
            breaches.add(endpoint.name() + " is open, but answers callers differently: " + answers);
        }
    }

    private void unknown(RolesPage.Row endpoint, String kind, Client caller, Grounds grounds) {
        Answer own = call(endpoint, caller, grounds.own());
        String slug = kind.equals("no token") ? "/problems/sign-in-required" : "/problems/token-refused";
        expect(endpoint, kind, own.status() == 401 && told(own).contains(slug), own);
        if (Calls.namesAnObject(endpoint)) {
            same(endpoint, kind, own, call(endpoint, caller, grounds.absent()));
        }
    }

    private void known(RolesPage.Row endpoint, Role role, Client caller, Grounds grounds) {
        Map<String, String> mine = new HashMap<>(grounds.own());
        mine.put("sessions", endpoint.pattern().contains("sessions/") ? spareSession(role) : "");
        Answer own = call(endpoint, caller, mine);
        if (!endpoint.allowed().contains(role)) {
            expect(endpoint, role + " own", own.status() == 403 && told(own).contains(OF_ROLE), own);
        } else {
            boolean admitted = own.status() < 500 && !Set.of(401, 404, 405, 406, 415).contains(own.status())
                    && !told(own).contains(OF_ROLE);
            expect(endpoint, role + " own", admitted, own);
        }
        if (Calls.namesAnObject(endpoint)) {
            elsewhere(endpoint, role, caller, grounds, own);
        }
    }

    private void elsewhere(RolesPage.Row endpoint, Role role, Client caller, Grounds grounds, Answer own) {
        Answer absent = call(endpoint, caller, grounds.absent());
        boolean hasForeign = grounds.foreign().keySet().stream().anyMatch(kind -> Calls.names(endpoint, kind));
        Answer foreign = hasForeign ? call(endpoint, caller, grounds.foreign()) : absent;
        if (!endpoint.allowed().contains(role)) {
            same(endpoint, role + " may not, whatever the object", own, absent);
            same(endpoint, role + " may not, whatever the object", own, foreign);
            return;
        }
        expect(endpoint, role + " absent", absent.status() == 404, absent);
        boolean readsAll = role == Role.AUDITOR && !Calls.names(endpoint, "sessions");
        if (readsAll && hasForeign) {
            expect(endpoint, role + " foreign", foreign.status() < 500 && foreign.status() != 404, foreign);
        } else {
            same(endpoint, role + " foreign as absent", absent, foreign);
        }
    }

    private String spareSession(Role role) {
        String name = switch (role) {
            case EXAMINER -> "examiner";
            case LEAD_EXAMINER -> "lead";
            case REVIEWER -> "reviewer";
            case AUDITOR -> "auditor";
            case ADMINISTRATOR -> "admin";
        };
        Client spare = ownSession(name);
        for (var session : spare.get("/api/v1/me/sessions").expect(200).json().at("/items")) {
            if (session.get("current").asBoolean()) {
                return session.get("id").asString();
            }
        }
        throw new AssertionError("no session of " + name);
    }

    private Answer call(RolesPage.Row endpoint, Client caller, Map<String, String> objects) {
        Answer answer = Calls.call(endpoint, caller, objects);
        seen.merge(Integer.toString(answer.status()), 1, Integer::sum);
        return answer;
    }

    private void expect(RolesPage.Row endpoint, String who, boolean holds, Answer answer) {
        if (!holds) {
            breaches.add(endpoint.name() + " for " + who + ": " + answer.status() + " " + answer.text());
        }
    }

    private void same(RolesPage.Row endpoint, String who, Answer one, Answer other) {
        if (!told(one).equals(told(other))) {
            breaches.add(endpoint.name() + " for " + who + ": " + told(one) + " but " + told(other));
        }
    }

    /** All that an answer tells, but the path and the id of the request itself. */
    private static String told(Answer answer) {
        String body = answer.text();
        if (answer.header("Content-Type").orElse("").startsWith("application/problem+json")) {
            ObjectNode document = (ObjectNode) answer.json();
            document.remove(List.of("instance", "requestId"));
            if (document.has("alertIds")) {
                document.put("alertIds", "those asked for");
            }
            body = document.toString();
        }
        return answer.status() + " " + answer.headers() + " " + body;
    }
}
