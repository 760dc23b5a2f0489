package com.nexusplatform.bench;

import org.jspecify.annotations.Nullable;

/**
 * One payment of a payables ledger.
 *
 * @param vendor number of the vendor
 * @param day    days since 1970-01-01
 * @param number invoice number
 * @param cents  amount in minor units
 * @param scheme scheme that it was planted for, or null
 * @param model  whether it is an ordinary payment that a planted one repeats
 */
record Payable(String vendor, int day, String number, long cents, @Nullable PlantedScheme scheme, boolean model) {

    /** An ordinary payment. */
    Payable(String vendor, int day, String number, long cents) {
        this(vendor, day, number, cents, null, false);
    }

    /** A planted payment. */
    Payable(String vendor, int day, String number, long cents, PlantedScheme scheme) {
        this(vendor, day, number, cents, scheme, false);
    }

    /** The same payment with another number and day, planted for a scheme. */
    Payable again(PlantedScheme planted, String changedNumber, int changedDay) {
        return new Payable(vendor, changedDay, changedNumber, cents, planted);
    }

    /** The same payment as one that is repeated; a planted one stays as it is. */
    Payable asModel() {
        return scheme == null ? new Payable(vendor, day, number, cents, null, true) : this;
    }
}
