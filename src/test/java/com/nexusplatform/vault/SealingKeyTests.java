package com.nexusplatform.vault;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A sealed value opens where it was sealed, with its key, unchanged; and nowhere else. */
class SealingKeyTests {

    private static final Place HERE = new Place("person", "phone", "17");
    private static final byte[] TEXT = "+49 30 901820, Zimmer 4".getBytes(StandardCharsets.UTF_8);

    private final SealingKey key = new SealingKey(SealingKey.random());

    @Test
    void opensWhatItSealed() {
        byte[] sealed = key.seal(TEXT, HERE);
        assertThat(sealed).hasSize(TEXT.length + SealingKey.OVERHEAD);
        assertThat(key.open(sealed, HERE)).isEqualTo(TEXT);
        assertThat(key.open(key.seal(new byte[0], HERE), HERE)).isEmpty();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("901820");
    }

    @Test
    void sealsTheSameNeverTheSameWay() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(HexFormat.of().formatHex(key.seal(TEXT, HERE)));
        }
        assertThat(seen).hasSize(1_000);
    }

    @Test
    void refusesAChangeOfAnyByteAndAnyCut() {
        byte[] sealed = key.seal(TEXT, HERE);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertRefused(key, changed, HERE);
            assertRefused(key, java.util.Arrays.copyOf(sealed, i), HERE);
        }
    }

    @Test
    void refusesAnotherPlaceAndAnotherKey() {
        byte[] sealed = key.seal(TEXT, HERE);
        assertRefused(key, sealed, new Place("person", "phone", "18"));
        assertRefused(key, sealed, new Place("person", "address", "17"));
        assertRefused(key, sealed, new Place("persons", "phone", "17"));
        assertRefused(new SealingKey(SealingKey.random()), sealed, HERE);
    }

    /** The form is that of the standard: what another implementation of NIST SP 800-38D makes of key, nonce and place opens here. */
    @Test
    void isPlainGaloisCounterMode() throws Exception {
        byte[] raw = SealingKey.random();
        byte[] nonce = HexFormat.of().parseHex("cafebabefacedbaddecaf888");
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(raw, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD("person/phone/17".getBytes(StandardCharsets.UTF_8));
        byte[] sealed = new byte[TEXT.length + SealingKey.OVERHEAD];
        sealed[0] = 1;
        System.arraycopy(nonce, 0, sealed, 1, 12);
        cipher.doFinal(TEXT, 0, TEXT.length, sealed, 13);
        assertThat(new SealingKey(raw).open(sealed, HERE)).isEqualTo(TEXT);
    }

    private static void assertRefused(SealingKey key, byte[] sealed, Place place) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> key.open(sealed, place))
            .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.SEAL_BROKEN));
    }
}
