package com.nexusplatform.ledger.format;

/** A date pattern, compiled. */
final class DatePattern {

    private final String text;

    private DatePattern(String text) {
        this.text = text;
    }

    static DatePattern of(String text) {
        return new DatePattern(text);
    }

    boolean timed() {
        return text.contains("H") || text.contains("h");
    }
}
