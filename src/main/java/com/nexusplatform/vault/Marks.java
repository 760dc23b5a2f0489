package com.nexusplatform.vault;

import java.util.UUID;

import org.springframework.stereotype.Component;

/**
 * Marks that stand for texts which may not be shown. Within a scope, such as an examination, the same text has the same mark and
 * another text another one, on every instance and after every change of {@code ENCRYPTION_KEY}; without the service's data key
 * nobody can tell by trying which text a mark stands for.
 */
@Component
public class Marks {

    /** The data key of the service itself; every other one is that of an object with a random identity. */
    private static final UUID KEY = new UUID(0, 1);

    private final DataKeys keys;

    Marks(DataKeys keys) {
        this.keys = keys;
    }

    /** The marks of a scope. */
    public Mark of(UUID scope) {
        return new Mark(keys.ofOrMade(KEY).derived("nexus marks of " + scope));
    }
}
