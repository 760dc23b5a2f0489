package com.nexusplatform.columnar;

/** What a dataset holds. */
public enum DatasetKind {
    /** Journal entries: debits positive, credits negative. */
    LEDGER,
    /** Payables: one payment or invoice a row. */
    PAYMENTS,
    /** Movements from one account to another. */
    TRANSFERS,
    /** Vendor master. */
    VENDORS,
    /** Employee master. */
    EMPLOYEES
}
