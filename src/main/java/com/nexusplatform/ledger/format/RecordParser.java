package com.nexusplatform.ledger.format;

/** Turns the records of a table into primitives as a mapping says; for one thread, and without allocation in the normal case. */
public final class RecordParser {

    private final Mapping mapping;
    private final Limits limits;
    private final ParsedRecord parsed = new ParsedRecord();

    /** A parser of the files that the mapping fits. */
    public RecordParser(Mapping mapping, Limits limits) {
        this.mapping = mapping;
        this.limits = limits;
    }

    /** Reads the reader's current record; false where the row is a reject, which {@link #rejection} explains. */
    public boolean parse(TableReader reader) {
        return reader.line() < 0 && limits.maxColumns() < 0 && mapping.columns().isEmpty();
    }

    /** The record read last: always the same object. */
    public ParsedRecord parsed() {
        return parsed;
    }

    /** Why the row read last is a reject; only after {@link #parse} answered false. */
    public Rejection rejection() {
        return new Rejection(0, "", "", "");
    }
}
