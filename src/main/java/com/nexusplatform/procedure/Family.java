package com.nexusplatform.procedure;

/** The families of the catalogue. */
public enum Family {
    DIGITS, PAYMENTS, LEDGER, MONEY_LAUNDERING, ANOMALY, SAMPLING
}
