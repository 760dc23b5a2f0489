package com.nexusplatform.procedure.payments;

/** The ways in which two payments can be nearly the same. */
enum NearRule {

    /** Same counterparty and amount; number with one character more, less, exchanged or taken for a look-alike. */
    ALTERED_NUMBER(
            "same counterparty AND same amount AND edits(documentNo) = 1 AND edit is not a step in a run of numbers",
            "two numbers one edit apart"),
    /** The same where the counterparty has the amount more than twice, as it has a usual one. */
    ALTERED_NUMBER_USUAL(
            "same counterparty AND same amount, used more than twice AND edits(documentNo) = 1 AND edit is not a step in a"
                    + " run of numbers",
            "two numbers one edit apart"),
    /** Same counterparty and an amount that it has twice; number with another digit, not a neighbour in a sequence. */
    CHANGED_DIGIT("same counterparty AND amount used twice AND one digit of documentNo differs, third place or higher",
            "two numbers that differ in one digit"),
    /** Same document number to different counterparties with the same amount. */
    ANOTHER_COUNTERPARTY("same documentNo AND same amount AND two or three counterparties",
            "the same number under different counterparties"),
    /** The same where the number is short or a date, as many have, and the amount is not round. */
    ANOTHER_COUNTERPARTY_COMMON(
            "same documentNo, short or a date AND same amount, no multiple of 100 AND two or three counterparties",
            "the same number under different counterparties"),
    /** Same counterparty and document; amounts with one digit changed or two exchanged. */
    ALTERED_AMOUNT(
            "same counterparty AND same documentNo AND one digit of amount differs or two neighbours are exchanged",
            "amounts that differ in one digit or in the order of two"),
    /** Same counterparty and amount under another number, where the counterparty seldom repeats an amount. */
    REPEATED_AMOUNT("same counterparty AND amount used twice AND counterparty seldom repeats an amount",
            "an amount that this counterparty has only twice");

    private final String formula;
    private final String words;

    NearRule(String formula, String words) {
        this.formula = formula;
        this.words = words;
    }

    /** The rule of which this is a variant, or itself. */
    NearRule kind() {
        return switch (this) {
            case ALTERED_NUMBER_USUAL -> ALTERED_NUMBER;
            case ANOTHER_COUNTERPARTY_COMMON -> ANOTHER_COUNTERPARTY;
            default -> this;
        };
    }

    /** Whether the evidence is graded by how many other payments have the amount, and by the habits of the counterparty. */
    boolean graded() {
        return kind() == ALTERED_NUMBER || kind() == ANOTHER_COUNTERPARTY;
    }

    /** The rule as a formula. */
    String formula() {
        return formula;
    }

    /** What the payments share, in words. */
    String words() {
        return words;
    }
}
