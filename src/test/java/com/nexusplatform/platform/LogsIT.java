package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is called by whomever, the log tells what happened, and nothing secret or personal (ASVS V16.2.5). */
class LogsIT extends EdgeStory {

    private static final String NAME = "Wilhelmina Quackenbush";
    private static final List<String> PERSONAL = List.of(NAME, "DE89 3704 0044 0532 0130 00", "TX-7741-9035-K",
            "Birnenweg 17b", "+49 170 5550199");
    private static final String VENDORS = """
            counterpartyId,name,taxId,bankAccount,address,phone,status
            V1,Wilhelmina Quackenbush,TX-7741-9035-K,DE89 3704 0044 0532 0130 00,"Birnenweg 17b, Unterhausen",+49 170 5550199,active
            """;
    /** What people type into the wrong field, and into the right one wrongly. */
    private static final String MISTYPED = "wrong anchors over 4711 glasses";
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing(); // who asked is known in this thread and at this moment alone
            super.append(event);
        }
    };
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private Level level;

    @BeforeEach
    void listen() {
        level = root.getLevel();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        lines.list = Collections.synchronizedList(new ArrayList<>());
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.INFO); // as in production
    }

    @AfterEach
    void leave() {
        root.detachAppender(lines);
        root.setLevel(level);
        others.forEach(root::addAppender);
    }

    @Test
    void tellWhatHappenedAndNothingSecretOrPersonal() {
        Grounds grounds = grounds();
        Answer tokens = signIn("lead", PASSWORD).expect(200);
        Set<String> secrets = new TreeSet<>(PERSONAL);
        secrets.addAll(List.of(PASSWORD, MISTYPED, tokens.text("/accessToken"), tokens.text("/refreshToken")));
        mistype(tokens);
        List<Client> callers = List.of(client(), bearer("x." + MISTYPED.replace(' ', '_')),
                bearer(tokens.text("/accessToken")), ownSession("auditor"), ownSession("admin"));
        upload(grounds, callers);
        for (RolesPage.Row endpoint : endpoints()) {
            Map<String, String> objects = new HashMap<>(grounds.own());
            objects.put("sessions", grounds.absent().get("sessions"));
            callers.forEach(caller -> Calls.call(endpoint, caller, objects));
        }
        int calls = endpoints().size() * callers.size();
        await("the calls are logged", () -> lines.list.size() >= calls);
        Set<String> told = found(secrets);
        System.out.printf("%d lines of log of %d calls searched for %d values and for tokens: %d found%n",
                lines.list.size(), calls, secrets.size(), told.size());
        assertThat(told).isEmpty();
    }

    @Test
    void wouldBeCaughtTellingThem() {
        Logger planted = (Logger) LoggerFactory.getLogger("planted");
        planted.info("signed in with {}", PASSWORD);
        planted.atInfo().addKeyValue("name", NAME).log("a row");
        planted.warn("cannot", new IllegalStateException("row 1", new IllegalArgumentException("TX-7741-9035-K")));
        try (MDC.MDCCloseable _ = MDC.putCloseable("token", "eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl")) {
            planted.info("a request");
        }
        assertThat(found(Set.of(PASSWORD, NAME, "TX-7741-9035-K"))).hasSize(4);
    }

    /** Secrets where they do not belong: in the field of the name, in an address, in a header that is not read. */
    private void mistype(Answer tokens) {
        signIn("lead", MISTYPED).expect(401);
        signIn(MISTYPED, PASSWORD).expect(401);
        client().get("/api/v1/me?access_token=" + tokens.text("/accessToken"));
        client().with("X-Api-Key", MISTYPED)
            .with("Authorization", "Basic " + tokens.text("/refreshToken"))
            .get("/api/v1/me")
            .expect(401);
        client().post("/api/v1/auth/refresh", Map.of("refreshToken", MISTYPED)).expect(401);
        client().post("/api/v1/auth/login", "{\"username\":\"lead\",\"password\":\"" + PASSWORD + "\"").expect(400);
        signInAs("lead").put("/api/v1/me/password", Map.of("current", MISTYPED, "new", PASSWORD)).expect(400);
    }

    /** A master with personal data, one that is refused, and whoever reads it. */
    private void upload(Grounds grounds, List<Client> callers) {
        Client lead = signInAs("lead");
        String datasets = "/api/v1/examinations/" + grounds.own().get("examinations") + "/datasets";
        String location = lead
            .upload(datasets, NAME + ".csv", VENDORS.getBytes(StandardCharsets.UTF_8), Map.of("kind", "VENDORS"))
            .expect(202)
            .header("Location")
            .orElseThrow();
        awaitStatus(lead, location, "LOADED");
        lead.upload(datasets, NAME + ".csv", (NAME + "\n" + NAME + "\n").getBytes(StandardCharsets.UTF_8),
                Map.of("kind", "PAYMENTS"))
            .expect(422);
        for (String part : List.of("", "/records", "/rejects", "/profile", "/file")) {
            callers.forEach(caller -> caller.get(location + part));
        }
    }

    private Set<String> found(Set<String> secrets) {
        Set<String> found = new TreeSet<>();
        for (ILoggingEvent line : List.copyOf(lines.list)) {
            String text = line.getFormattedMessage() + line.getKeyValuePairs() + line.getMDCPropertyMap()
                    + ThrowableProxyUtil.asString(line.getThrowableProxy());
            if (secrets.stream().anyMatch(text::contains) || TOKEN.matcher(text).find()) {
                found.add(line.getLoggerName() + ": " + text);
            }
        }
        return found;
    }

    /** All but those that would end the sessions that other stories share, or count as guesses of their passwords. */
    private static List<RolesPage.Row> endpoints() {
        return RolesPage.rows()
            .stream()
            .filter(row -> !row.pattern().endsWith("/logout") && !row.pattern().contains("/me/password")
                    && !row.pattern().contains("/me/second-factor"))
            .toList();
    }

    private Client ownSession(String username) {
        return bearer(signIn(username, PASSWORD).expect(200).text("/accessToken"));
    }
}
