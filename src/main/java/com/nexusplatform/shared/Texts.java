package com.nexusplatform.shared;

/** What every text that NEXUS keeps must be. */
public final class Texts {

    private Texts() {}

    /** Whether a text comes back as it was given: without NUL, which PostgreSQL does not store, and without halves of characters. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
