package com.nexusplatform.ledger.format;

/** Whether bytes are well-formed UTF-8. */
final class Utf8 {

    private Utf8() {}

    /** Whether the range holds ASCII alone. */
    static boolean ascii(byte[] bytes, int from, int to) {
        int signs = 0;
        for (int i = from; i < to; i++) {
            signs |= bytes[i];
        }
        return signs >= 0;
    }

    /** Whether the range is well-formed: no stray or missing continuation, no overlong form, no surrogate. */
    static boolean valid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int first = bytes[at++];
            if (first >= 0) {
                continue;
            }
            int lead = first & 0xFF;
            int more = lead >= 0xC2 && lead <= 0xDF
                    ? 1
                    : lead >= 0xE0 && lead <= 0xEF ? 2 : lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
            if (more == 0 || at + more > to) {
                return false;
            }
            int second = bytes[at] & 0xFF;
            int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (second < lowest || second > highest) {
                return false;
            }
            for (int i = 1; i < more; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    return false;
                }
            }
            at += more;
        }
        return true;
    }
}
