package com.nexusplatform.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import com.nexusplatform.shared.Secrets;
import com.nexusplatform.shared.SettingRefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The service does not start with a key that others know or could guess. */
class SigningKeyTests {

    @TempDir
    private Path folder;

    @Test
    void makesAKeyForTheLocalDefaultAndKeepsItForItsOwnerAlone() throws Exception {
        String made = SigningKey.secret("", false, folder.resolve("data"));
        Path file = folder.resolve("data/jwt-secret");
        assertThat(made).hasSizeGreaterThanOrEqualTo(32).isEqualTo(Files.readString(file));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(SigningKey.secret("", false, folder.resolve("data"))).isEqualTo(made);
        Files.writeString(file, "cut");
        assertThat(SigningKey.secret("", false, folder.resolve("data"))).isNotEqualTo(made)
            .hasSizeGreaterThanOrEqualTo(32);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too-tiny-a-key", "change-me-to-something-long-and-secret",
            "your-256-bit-secret-your-256-bit-secret",
            "0000000000000000000000000000000000000000", "ababababababababababababababababababab"})
    void refusesMissingShortAndSampleSecretsInProduction(String secret) {
        MockEnvironment environment = new MockEnvironment().withProperty("JWT_SECRET", secret);
        environment.setActiveProfiles("production");
        assertThatExceptionOfType(SettingRefusedException.class)
            .isThrownBy(() -> new SigningKey(environment, IdentityFixtures.settings()))
            .satisfies(refusal -> assertThat(refusal.action()).contains("Set JWT_SECRET to at least 32 random bytes"))
            .satisfies(refusal -> assertThat(secret.isEmpty() || !refusal.getMessage().contains(secret)).isTrue());
    }

    @Test
    void refusesAShortSecretEverywhere() {
        assertThatExceptionOfType(SettingRefusedException.class)
            .isThrownBy(() -> SigningKey.secret("x".repeat(31), false, folder))
            .withMessageContaining("shorter than 32 bytes");
        assertThat(SigningKey.secret("x".repeat(32), false, folder)).isEqualTo("x".repeat(32));
    }

    @Test
    void refusesShortAndSampleSecretsBesideIt() {
        String name = "JWT_SECRET_OTHERS";
        for (String secret : List.of("too-tiny-a-key", "change-me-to-something-long-and-secret")) {
            MockEnvironment environment = new MockEnvironment().withProperty("JWT_SECRET", Secrets.random(48))
                .withProperty(name, secret);
            environment.setActiveProfiles("production");
            assertThatExceptionOfType(SettingRefusedException.class)
                .isThrownBy(() -> new SigningKey(environment, IdentityFixtures.settings()))
                .withMessageStartingWith(name);
        }
        String next = Secrets.random(48);
        String previous = Secrets.random(48);
        MockEnvironment environment = new MockEnvironment().withProperty("JWT_SECRET", Secrets.random(48))
            .withProperty(name, next + ", " + previous);
        SigningKey key = new SigningKey(environment, IdentityFixtures.settings());
        assertThat(key.accepted(new SigningKey(next).id())).isPresent();
        assertThat(key.accepted(new SigningKey(previous).id())).isPresent();
    }

    @Test
    void acceptsARandomSecretInProduction() {
        String random = Secrets.random(48);
        assertThat(SigningKey.secret(random, true, folder)).isEqualTo(random);
        assertThat(new SigningKey(random).id()).hasSize(16).isEqualTo(new SigningKey(random).id());
    }

    @Test
    void namesTheFolderThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        assertThatExceptionOfType(SettingRefusedException.class)
            .isThrownBy(() -> SigningKey.secret("", false, file.resolve("below")))
            .satisfies(refusal -> assertThat(refusal.action()).contains("NEXUS_IDENTITY_FOLDER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "admin", "changeme-changeme", "Password-for-the-admin-1", "nexusplatform-admin"})
    void refusesAWeakFirstPasswordOfTheAdministrator(String password) {
        FirstUsers.Start start = new FirstUsers.Start(
                new MockEnvironment().withProperty("NEXUS_ADMIN_PASSWORD", password),
                IdentityFixtures.settings(), java.time.Clock.systemUTC());
        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(start::administratorPassword)
            .satisfies(refusal -> assertThat(refusal.action()).contains("NEXUS_ADMIN_PASSWORD"));
    }
}
