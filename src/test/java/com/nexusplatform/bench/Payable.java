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
 */
record Payable(String vendor, int day, String number, long cents, @Nullable PlantedScheme scheme) {

    /** An ordinary payment. */
    Payable(String vendor, int day, String number, long cents) {
        this(vendor, day, number, cents, null);
    }

    /** The same payment with another number and day, planted for a scheme. */
    Payable again(PlantedScheme planted, String changedNumber, int changedDay) {
        return new Payable(vendor, changedDay, changedNumber, cents, planted);
    }
}
