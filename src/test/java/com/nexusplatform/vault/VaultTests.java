package com.nexusplatform.vault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Secrets;
import com.nexusplatform.shared.SettingRefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Single values and the keys they are sealed with. */
class VaultTests {

    private static final Place HERE = new Place("second_factor", "seed", "0b1c");
    private static final String FIRST = Secrets.random(48);
    private static final String SECOND = Secrets.random(48);

    @TempDir
    private Path folder;

    @Test
    void opensWhatAnEarlierKeySealedWhileThatKeyIsConfigured() {
        String sealed = vault(FIRST).seal("JBSWY3DPEHPK3PXP", HERE);
        assertThat(sealed).startsWith("v1." + new KeyRing(FIRST, List.of()).present() + ".")
            .doesNotContain("JBSWY3DPEHPK3PXP");
        assertThat(vault(FIRST).open(sealed, HERE)).isEqualTo("JBSWY3DPEHPK3PXP");
        assertThat(vault(SECOND, FIRST).open(sealed, HERE)).isEqualTo("JBSWY3DPEHPK3PXP");
        assertThat(vault(SECOND, FIRST).seal("x", HERE)).contains(new KeyRing(SECOND, List.of()).present());
        assertRefused(vault(SECOND), sealed, HERE);
    }

    @Test
    void refusesAValueOfAnotherPlaceOrFormAndOneThatNamesAnotherKey() {
        Vault vault = vault(SECOND, FIRST);
        String sealed = vault.seal("JBSWY3DPEHPK3PXP", HERE);
        assertRefused(vault, sealed, new Place("second_factor", "seed", "0b1d"));
        assertRefused(vault, sealed.replace(new KeyRing(SECOND, List.of()).present(),
                new KeyRing(FIRST, List.of()).present()), HERE);
        for (String other : List.of("", "JBSWY3DPEHPK3PXP", "v2" + sealed.substring(2), sealed + "!", sealed + "A",
                sealed.substring(0, 21))) {
            assertRefused(vault, other, HERE);
        }
    }

    @Test
    void makesAKeyForTheLocalDefaultAndKeepsItForItsOwnerAlone() throws Exception {
        MockEnvironment local = new MockEnvironment();
        String made = new KeyRing(local, properties()).present();
        assertThat(new KeyRing(local, properties()).present()).isEqualTo(made).hasSize(16);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("encryption-key"))))
            .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too-tiny-a-key", "change-me-to-something-long-and-secret",
            "your-encryption-key-your-encryption-key", "0000000000000000000000000000000000000000"})
    void refusesMissingShortAndSampleKeysInProduction(String secret) {
        MockEnvironment environment = new MockEnvironment().withProperty("ENCRYPTION_KEY", secret);
        environment.setActiveProfiles("production");
        assertThatExceptionOfType(SettingRefusedException.class)
            .isThrownBy(() -> new KeyRing(environment, properties()))
            .withMessageStartingWith("ENCRYPTION_KEY ")
            .satisfies(refusal -> assertThat(refusal.action()).contains("openssl rand -base64 48"))
            .satisfies(refusal -> assertThat(secret.isEmpty() || !refusal.getMessage().contains(secret)).isTrue());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAWeakOtherKeyToo() {
        MockEnvironment environment = new MockEnvironment().withProperty("ENCRYPTION_KEY", FIRST)
            .withProperty("ENCRYPTION_KEY_OTHERS", SECOND + ", cut");
        assertThatExceptionOfType(SettingRefusedException.class)
            .isThrownBy(() -> new KeyRing(environment, properties()))
            .withMessage("ENCRYPTION_KEY_OTHERS is shorter than 32 bytes.");
        environment.setProperty("ENCRYPTION_KEY_OTHERS", SECOND + ", " + Secrets.random(48));
        assertThat(new KeyRing(environment, properties()).ids()).hasSize(3)
            .first()
            .isEqualTo(new KeyRing(FIRST, List.of()).present());
    }

    private VaultProperties properties() {
        return new VaultProperties(folder, Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    private static Vault vault(String secret, String... others) {
        return new Vault(new KeyRing(secret, List.of(others)));
    }

    private static void assertRefused(Vault vault, String sealed, Place place) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> vault.open(sealed, place))
            .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.SEAL_BROKEN));
    }
}
