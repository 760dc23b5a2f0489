package com.nexusplatform.procedure.payments;

/** How a vendor bills, where that is a question. */
enum VendorHabit {

    /** Numbers run on, and the amounts are round. */
    RUN_ON_ROUND("whose invoice numbers run on as if it had no other customer, and whose amounts are round"),
    /** Numbers run on. */
    RUN_ON("whose invoice numbers run on as if it had no other customer"),
    /** Amounts are round. */
    ROUND("whose amounts are round where few are"),
    /** Few payments, large ones. */
    STRANGER("with hardly any other payment, of an amount that few reach");

    private final String words;

    VendorHabit(String words) {
        this.words = words;
    }

    /** The habit of a vendor that has one of these or both. */
    static VendorHabit of(boolean runsOn, boolean round) {
        if (runsOn && round) {
            return RUN_ON_ROUND;
        }
        return runsOn ? RUN_ON : ROUND;
    }

    /** What is said of the vendor. */
    String words() {
        return words;
    }
}
