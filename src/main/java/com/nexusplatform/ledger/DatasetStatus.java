package com.nexusplatform.ledger;

/** States of a dataset. */
public enum DatasetStatus {
    /** The bytes are kept; loading has not begun. */
    RECEIVED,
    /** Rows are being read. */
    LOADING,
    /** All rows are in; the control totals wait to be agreed. */
    LOADED,
    /** Agreed and immutable. */
    SEALED,
    /** Too many rows could not be read. */
    REJECTED
}
