package com.nexusplatform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The algorithms that the code names are those of the inventory in {@code docs/security.md}, and none is one of yesterday. */
class CryptographyTests {

    /** What the providers of the platform, and the libraries for tokens and passwords, are asked for by name. */
    private static final Pattern NAMED = Pattern
        .compile("(?:Cipher|MessageDigest|Signature|KeyFactory|KeyPairGenerator|Mac|KDF|SecretKeyFactory|KeyGenerator"
                + "|SecureRandom)\\s*\\.getInstance\\(\"([^\"]+)\"|\"(Hmac\\w+)\"|Jwts\\.SIG\\.(\\w+)|(Argon2)PasswordEncoder\\(");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\|$");
    private static final Pattern WEAK = Pattern
        .compile("(?i)MD2|MD4|MD5|DES|RC2|RC4|ECB|CBC|PKCS|Blowfish|SHA1|SHA-1|NONE");

    @Test
    void namesEveryAlgorithmInTheInventory() throws IOException {
        assertThat(algorithms(sources())).isNotEmpty().isSubsetOf(inventory());
    }

    @Test
    void usesNoneThatIsWeak() throws IOException {
        // a code of six digits that lives 30 seconds is made as RFC 6238 says, and asks of SHA-1 only that it is a keyed hash
        assertThat(algorithms(sources())).filteredOn(name -> !name.equals("HmacSHA1"))
            .noneMatch(CryptographyTests::isWeak);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MD5", "SHA-1", "AES/ECB/PKCS5Padding", "AES/CBC/NoPadding", "DESede",
            "RSA/ECB/PKCS1Padding",
            "SHA1withRSA", "NONE"})
    void knowsAWeakOne(String name) {
        assertThat(isWeak(name)).isTrue();
    }

    private static boolean isWeak(String name) {
        return WEAK.matcher(name).find();
    }

    private static Set<String> algorithms(String code) {
        return NAMED.matcher(code)
            .results()
            .map(found -> Stream.of(1, 2, 3, 4)
                .map(found::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> inventory() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/security.md")))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toSet());
    }

    private static String sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> java = files.filter(file -> file.toString().endsWith(".java")).toList();
            StringBuilder all = new StringBuilder();
            for (Path file : java) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }
}
