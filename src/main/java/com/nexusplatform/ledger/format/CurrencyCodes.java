package com.nexusplatform.ledger.format;

import com.nexusplatform.columnar.Currencies;

/** What is known of currency codes, remembered by their three letters as one number; for one thread. */
final class CurrencyCodes {

    private static final int SLOTS = 256;
    private static final byte UNKNOWN = -1;

    private final int[] codes = new int[SLOTS];
    private final byte[] decimals = new byte[SLOTS];

    /** Whether the packed code names a currency. */
    boolean exists(int code) {
        return code != 0 && decimals[slot(code)] != UNKNOWN;
    }

    /** Decimals of a currency that exists. */
    int decimals(int code) {
        return decimals[slot(code)];
    }

    /** Makes three letters capitals where they stand; answers them as one number, 0 where they are no letters. */
    static int capitals(byte[] bytes, int start) {
        int packed = 0;
        for (int i = start; i < start + 3; i++) {
            if (bytes[i] >= 'a' && bytes[i] <= 'z') {
                bytes[i] = (byte) (bytes[i] - 32);
            }
            if (bytes[i] < 'A' || bytes[i] > 'Z') {
                return 0;
            }
            packed = packed << 8 | bytes[i];
        }
        return packed;
    }

    private int slot(int code) {
        int slot = (code * 0x9E3779B1 >>> 24) & SLOTS - 1;
        if (codes[slot] != code) {
            String text = AmountParser.unpacked(code);
            codes[slot] = code;
            decimals[slot] = Currencies.exists(text) ? (byte) Currencies.digits(text) : UNKNOWN;
        }
        return slot;
    }
}
