package com.nexusplatform.columnar;

import java.util.Optional;

/** A canonical field of a record, by the name that the API gives it. The order is the order of hashing: only append. */
public enum Field {

    AMOUNT("amount", Type.MONEY, false),
    CURRENCY("currency", Type.TEXT, false),
    POSTED_AT("postedAt", Type.INSTANT, false),
    EFFECTIVE_ON("effectiveOn", Type.DATE, false),
    DOCUMENT_NO("documentNo", Type.TEXT, false),
    ACCOUNT("account", Type.TEXT, true),
    COUNTER_ACCOUNT("counterAccount", Type.TEXT, true),
    COUNTERPARTY_ID("counterpartyId", Type.TEXT, false),
    COUNTERPARTY_NAME("counterpartyName", Type.TEXT, true),
    DESCRIPTION("description", Type.TEXT, true),
    TYPE("type", Type.TEXT, false),
    CREATED_BY("createdBy", Type.TEXT, true),
    APPROVED_BY("approvedBy", Type.TEXT, true),
    ENTERED_AT("enteredAt", Type.INSTANT, false),
    NAME("name", Type.TEXT, true),
    TAX_ID("taxId", Type.TEXT, true),
    BANK_ACCOUNT("bankAccount", Type.TEXT, true),
    ADDRESS("address", Type.TEXT, true),
    PHONE("phone", Type.TEXT, true),
    OPENED_ON("openedOn", Type.DATE, false),
    STATUS("status", Type.TEXT, false);

    /** How the values of a field are held. */
    public enum Type {
        /** {@code long}, minor units of the row's currency (ISO 4217). */
        MONEY,
        /** {@code long}, microseconds since 1970-01-01T00:00Z. */
        INSTANT,
        /** {@code int}, days since 1970-01-01. */
        DATE,
        /** {@code int}, code of a {@link Dictionary}. */
        TEXT
    }

    private final String label;
    private final Type type;
    private final boolean personal;

    Field(String label, Type type, boolean personal) {
        this.label = label;
        this.type = type;
        this.personal = personal;
    }

    /** Name in JSON and in a mapping. */
    public String label() {
        return label;
    }

    /** How the values are held. */
    public Type type() {
        return type;
    }

    /** Whether the values can be personal data, to be masked for whoever only verifies. */
    public boolean personal() {
        return personal;
    }

    /** The field of that name, letter by letter. */
    public static Optional<Field> named(String label) {
        for (Field field : values()) {
            if (field.label.equals(label)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
