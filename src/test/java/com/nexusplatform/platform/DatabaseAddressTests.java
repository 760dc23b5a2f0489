package com.nexusplatform.platform;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The forms of {@code DATABASE_URL}. */
class DatabaseAddressTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            postgresql://nexus:p%40ss%3Aword@db:5433/nexus        | jdbc:postgresql://db:5433/nexus             | nexus | p@ss:word
            postgres://nexus:secret@db/nexus?sslmode=require      | jdbc:postgresql://db/nexus?sslmode=require  | nexus | secret
            jdbc:postgresql://db:5432/nexus                       | jdbc:postgresql://db:5432/nexus             | -     | -
            jdbc:postgresql://me:x@db:5432/nexus                  | jdbc:postgresql://db:5432/nexus             | me    | x
            postgresql://me@a:1,b:2/nexus?targetServerType=primary| jdbc:postgresql://a:1,b:2/nexus?targetServerType=primary | me | -
            postgresql://me:x@[::1]:5432/nexus                    | jdbc:postgresql://[::1]:5432/nexus          | me    | x
            postgresql://me:x%2By+z@db                            | jdbc:postgresql://db/                       | me    | x+y+z
            postgresql://db?user=me                               | jdbc:postgresql://db/?user=me               | -     | -
            """)
    void translatesAnAddress(String given, String url, String user, String password) {
        DatabaseAddress address = DatabaseAddress.parse(given);
        assertThat(address.url()).isEqualTo(url);
        assertThat(address.user()).isEqualTo(user);
        assertThat(address.password()).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://a:secret@b/c", "postgresql://", "postgresql://u:secret/x@host/db",
            "host:5432/secret"})
    void refusesWhatIsNotOneWithoutRepeatingIt(String given) {
        assertThatThrownBy(() -> DatabaseAddress.parse(given)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("postgresql://user:password@host")
            .hasMessageNotContaining("secret");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(DatabaseAddress.parse("postgresql://me:secret@db/nexus").toString()).doesNotContain("secret");
    }
}
