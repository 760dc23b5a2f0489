package com.nexusplatform.identity;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.shared.Identifiers;
import com.nexusplatform.shared.Role;
import com.nexusplatform.shared.Secrets;
import com.nexusplatform.shared.SettingRefusedException;

/**
 * Makes the first users of an empty database. The local default gets one per role; production gets the administrator alone,
 * from {@code NEXUS_ADMIN_PASSWORD}, who must change it.
 */
@Component
class FirstUsers implements ApplicationRunner {

    private static final Map<String, Role> LOCAL = new LinkedHashMap<>();

    static {
        LOCAL.put("admin", Role.ADMINISTRATOR);
        LOCAL.put("lead", Role.LEAD_EXAMINER);
        LOCAL.put("examiner", Role.EXAMINER);
        LOCAL.put("reviewer", Role.REVIEWER);
        LOCAL.put("auditor", Role.AUDITOR);
    }

    private final UserRepository users;
    private final Users administration;
    private final Passwords passwords;
    private final TransactionTemplate transaction;
    private final Start start;

    FirstUsers(UserRepository users, Users administration, Passwords passwords, TransactionTemplate transaction,
            Start start) {
        this.users = users;
        this.administration = administration;
        this.passwords = passwords;
        this.transaction = transaction;
        this.start = start;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Map<String, String> made = new LinkedHashMap<>();
        transaction.executeWithoutResult(status -> {
            // a second replica waits here and then finds the users of the first
            administration.lockAdministration();
            if (users.count() == 0) {
                made.putAll(start.isProduction() ? administrator() : onePerRole());
            }
        });
        if (!made.isEmpty() && !start.isProduction()) {
            announce(made, System.out);
        }
    }

    private Map<String, String> administrator() {
        String password = start.administratorPassword();
        add("admin", Role.ADMINISTRATOR, password, true);
        return Map.of("admin", password);
    }

    private Map<String, String> onePerRole() {
        Map<String, String> made = new LinkedHashMap<>();
        LOCAL.forEach((name, role) -> {
            String password = start.demoPassword().isEmpty() ? Secrets.random(15) : start.demoPassword();
            add(name, role, password, false);
            made.put(name, password);
        });
        return made;
    }

    private void add(String name, Role role, String password, boolean mustChange) {
        Instant now = start.now();
        String hash = passwords.hash(password);
        User user = new User(Identifiers.next(now.toEpochMilli()), name, display(role), Set.of(role), hash, now);
        if (!mustChange) {
            user.choosePassword(hash);
        }
        users.save(user);
        administration.addedFirst(user);
    }

    /** Prints a demo password as a hint only: whoever set it knows it. */
    private void announce(Map<String, String> made, PrintStream console) {
        String lines = made.entrySet()
            .stream()
            .map(user -> String.format("  %-9s %s%n", user.getKey(), user.getValue()))
            .collect(Collectors.joining());
        Secrets.writeOwnerOnly(start.passwordsFile(), lines);
        String shown = start.demoPassword().isEmpty()
                ? lines
                : "  " + String.join(", ", made.keySet())
                        + ": the password in NEXUS_DEMO_PASSWORD" + System.lineSeparator();
        console.printf("%n  First users, shown this once and kept in %s:%n%s%n", start.passwordsFile(), shown);
        console.flush();
    }

    private static String display(Role role) {
        String words = role.name().charAt(0) + role.name().substring(1).toLowerCase(Locale.ROOT);
        return words.replace('_', ' ');
    }

    /** How this start was set up. */
    @Component
    static class Start {

        private static final String HOW = "Set NEXUS_ADMIN_PASSWORD to at least 15 characters that nobody would guess; the administrator"
                + " changes it at the first sign-in.";

        private final Environment environment;
        private final IdentityProperties properties;
        private final Clock clock;

        Start(Environment environment, IdentityProperties properties, Clock clock) {
            this.environment = environment;
            this.properties = properties;
            this.clock = clock;
        }

        boolean isProduction() {
            return environment.acceptsProfiles(Profiles.of("production"));
        }

        String demoPassword() {
            return environment.getProperty("NEXUS_DEMO_PASSWORD", "");
        }

        String administratorPassword() {
            String password = environment.getProperty("NEXUS_ADMIN_PASSWORD", "");
            if (password.isBlank()) {
                throw new SettingRefusedException("NEXUS_ADMIN_PASSWORD", "is not set, and there is no user yet", HOW);
            }
            if (Secrets.isSample(password)
                    || new PasswordRules(properties).flaw(password, false, "admin").isPresent()) {
                throw new SettingRefusedException("NEXUS_ADMIN_PASSWORD", "is a sample, too short or easy to guess",
                        HOW);
            }
            return password;
        }

        Path passwordsFile() {
            return properties.folder().resolve("first-passwords.txt");
        }

        Instant now() {
            return clock.instant();
        }
    }
}
