package com.nexusplatform.identity;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings of sign-in, as tests need them. */
final class IdentityFixtures {

    private IdentityFixtures() {}

    /** The defaults, but for pairs of name (without {@code nexus.identity.}) and value. */
    static IdentityProperties settings(String... others) {
        Map<String, String> named = new HashMap<>(Map.of("nexus.identity.folder", "target/identity"));
        for (int i = 0; i < others.length; i += 2) {
            named.put("nexus.identity." + others[i], others[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(named)).bindOrCreate("nexus.identity",
                IdentityProperties.class);
    }
}
