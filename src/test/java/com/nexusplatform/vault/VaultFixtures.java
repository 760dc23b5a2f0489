package com.nexusplatform.vault;

/** Keys for the tests of other modules. */
public final class VaultFixtures {

    private VaultFixtures() {}

    /** Marks by a new key. */
    public static Mark mark() {
        return new Mark(new SealingKey(SealingKey.random()).derived("marks of a test"));
    }

    /** A key that nobody has. */
    public static SealingKey key() {
        return new SealingKey(SealingKey.random());
    }
}
