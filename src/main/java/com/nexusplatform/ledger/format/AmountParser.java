package com.nexusplatform.ledger.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import com.nexusplatform.columnar.Currencies;

/**
 * Reads amounts under a known decimal mark: a sign before or after, or parentheses; groups of three digits parted by the other
 * mark, a blank or an apostrophe; a currency's code or symbol before or after; round numbers as {@code 6e+05}. Holds what it read last; for one thread.
 */
final class AmountParser {

    /** Why an amount is refused that holds no digit. */
    static final String EMPTY = "The amount is empty.";

    private static final long[] POWERS = powers();
    private static final int MOST_DIGITS = 18;

    private final byte mark;
    private final byte other;
    private long minorUnits;
    private String reason = "";
    private int statedCurrency;
    private int at;
    private int end;
    private boolean negative;
    private boolean signed;
    private boolean opened;

    AmountParser(String decimalMark) {
        mark = (byte) decimalMark.charAt(0);
        other = (byte) (mark == '.' ? ',' : '.');
    }

    /** Minor units of the amount read last. */
    long minorUnits() {
        return minorUnits;
    }

    /** Why the value read last is no amount. */
    String reason() {
        return reason;
    }

    /** Code of the currency that the value itself names, its three letters in one number; 0 where it names none. */
    int statedCurrency() {
        return statedCurrency;
    }

    /** Reads an amount in a currency of that many decimals; false where the value is none, which {@link #reason} explains. */
    boolean parse(byte[] bytes, int from, int to, int decimals) {
        statedCurrency = 0;
        int i = from;
        boolean minus = i < to && bytes[i] == '-';
        i += minus ? 1 : 0;
        int first = i;
        int point = -1;
        long value = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (bytes[i] == mark && point < 0 && i > first) {
                point = i;
            } else {
                return decorated(bytes, from, to, decimals);
            }
        }
        int fraction = point < 0 ? 0 : to - point - 1;
        int digits = to - first - (point < 0 ? 0 : 1);
        if (digits == 0 || digits > 14 || point >= 0 && fraction == 0 || fraction > decimals) {
            return decorated(bytes, from, to, decimals);
        }
        value *= POWERS[decimals - fraction];
        minorUnits = minus ? -value : value;
        return true;
    }

    private boolean decorated(byte[] bytes, int from, int to, int decimals) {
        at = from;
        end = to;
        negative = false;
        signed = false;
        opened = false;
        boolean stripped = true;
        while (stripped && at < end) {
            stripped = stripFront(bytes);
        }
        stripped = true;
        while (stripped && at < end) {
            stripped = stripBack(bytes);
        }
        if (at == end) {
            return refuse(statedCurrency == 0 && !opened ? EMPTY : "It is not an amount.");
        }
        return !opened
                ? power(bytes, decimals) || core(bytes, decimals)
                : refuse("A parenthesis is opened and not closed.");
    }

    private boolean stripFront(byte[] bytes) {
        int blank = blank(bytes, at, end);
        if (blank > 0) {
            at += blank;
            return true;
        }
        byte c = bytes[at];
        if ((c == '-' || c == '+') && !signed) {
            signed = true;
            negative = c == '-';
            at++;
            return true;
        }
        if (c == '(' && !opened && !signed) {
            opened = true;
            signed = true;
            at++;
            return true;
        }
        if (!signed && is(bytes, at, end, 0xE2, 0x88, 0x92)) { // minus sign
            signed = true;
            negative = true;
            at += 3;
            return true;
        }
        int symbol = symbol(bytes, at, end);
        at += symbol;
        return symbol > 0;
    }

    private boolean stripBack(byte[] bytes) {
        byte c = bytes[end - 1];
        if (c == ' ') {
            end--;
            return true;
        }
        if (c == ')' && opened) {
            opened = false;
            negative = true;
            end--;
            return true;
        }
        if ((c == '-' || c == '+') && !signed) {
            signed = true;
            negative = c == '-';
            end--;
            return true;
        }
        for (int length = 1; length <= 3 && end - length >= at; length++) {
            int start = end - length;
            if (blank(bytes, start, end) == length || symbol(bytes, start, end) == length) {
                end = start;
                return true;
            }
        }
        return false;
    }

    /** Programs of statistics write round numbers as {@code 6e+05}, digit for digit; spreadsheets write {@code 1.2E+11} and drop digits. */
    private boolean power(byte[] bytes, int decimals) {
        int sign = end - 3;
        if (sign - 1 <= at || bytes[sign - 1] != 'e' || bytes[sign] != '+' && bytes[sign] != '-') {
            return false;
        }
        try {
            String text = new String(bytes, at, end - at, StandardCharsets.US_ASCII);
            BigDecimal exact = new BigDecimal(mark == '.' ? text : text.replace('.', 'x').replace(',', '.'));
            minorUnits = exact.movePointRight(decimals).longValueExact();
            minorUnits = negative ? -minorUnits : minorUnits;
            return Math.abs(minorUnits) < POWERS[MOST_DIGITS];
        } catch (NumberFormatException | ArithmeticException ignored) {
            return false;
        }
    }

    private boolean core(byte[] bytes, int decimals) {
        long value = 0;
        int digits = 0;
        int fraction = -1;
        int group = 0;
        int separator = 0;
        boolean excess = false;
        for (int i = at; i < end; i++) {
            byte c = bytes[i];
            if (c >= '0' && c <= '9') {
                if (fraction >= decimals) {
                    excess |= c != '0';
                    continue;
                }
                if (value != 0 || c != '0') {
                    digits++;
                }
                if (digits > MOST_DIGITS) {
                    return refuse("It has more digits than an amount can have.");
                }
                value = value * 10 + c - '0';
                group++;
                fraction += fraction >= 0 ? 1 : 0;
                continue;
            }
            if (c == mark && fraction < 0 && i + 1 < end) {
                if (separator != 0 && group != 3) {
                    return refuse(misgrouped());
                }
                fraction = 0;
                continue;
            }
            int length = c == other ? 1 : separatorLength(bytes, i);
            int kind = length == 0 ? 0 : bytes[i + length - 1];
            if (length == 0 || fraction >= 0 || i + length >= end) {
                return refuse(otherwise(bytes));
            }
            if (separator == 0 ? group < 1 || group > 3 : separator != kind || group != 3) {
                return refuse(misgrouped());
            }
            separator = kind;
            group = 0;
            i += length - 1;
        }
        if (separator != 0 && fraction < 0 && group != 3) {
            return refuse(misgrouped());
        }
        if (excess) {
            return refuse("It has more decimals than the " + decimals + " of its currency.");
        }
        return scaled(value, digits, Math.max(fraction, 0), decimals);
    }

    private boolean scaled(long value, int digits, int fraction, int decimals) {
        if (digits + decimals - fraction > MOST_DIGITS) {
            return refuse("It has more digits than an amount can have.");
        }
        long minor = value * POWERS[decimals - fraction];
        minorUnits = negative ? -minor : minor;
        return true;
    }

    private String misgrouped() {
        return "Its digits are not in groups of three, with " + (char) mark + " as the decimal mark.";
    }

    private String otherwise(byte[] bytes) {
        boolean exponent = false;
        for (int i = at; i < end; i++) {
            boolean digit = bytes[i] >= '0' && bytes[i] <= '9' || bytes[i] == '.' || bytes[i] == ',' || bytes[i] == '+'
                    || bytes[i] == '-';
            exponent |= (bytes[i] | 0x20) == 'e';
            if (!digit && (bytes[i] | 0x20) != 'e') {
                return "It is not an amount.";
            }
        }
        return exponent
                ? "It is written in scientific notation, which may have lost digits: write the amount out."
                : "It is not an amount with " + (char) mark + " as the decimal mark.";
    }

    private boolean refuse(String why) {
        reason = why;
        return false;
    }

    /** Bytes of the blank at an offset: space, no-break space, narrow no-break space, thin space; 0 for anything else. */
    static int blank(byte[] bytes, int at, int end) {
        byte c = bytes[at];
        if (c == ' ') {
            return 1;
        }
        if (c >= 0) {
            return 0;
        }
        if (at + 1 < end && (c & 0xFF) == 0xC2 && (bytes[at + 1] & 0xFF) == 0xA0) {
            return 2;
        }
        return is(bytes, at, end, 0xE2, 0x80, 0xAF) || is(bytes, at, end, 0xE2, 0x80, 0x89) ? 3 : 0;
    }

    private int separatorLength(byte[] bytes, int i) {
        if (bytes[i] == '\'') {
            return 1;
        }
        return is(bytes, i, end, 0xE2, 0x80, 0x99) ? 3 : blank(bytes, i, end);
    }

    /** Bytes of a currency's symbol or code at an offset, 0 for anything else. */
    private int symbol(byte[] bytes, int from, int to) {
        byte c = bytes[from];
        if (c == '$') {
            return 1;
        }
        if (c < 0) {
            return sign(bytes, from, to);
        }
        if (from + 3 > to || !letter(c) || !letter(bytes[from + 1]) || !letter(bytes[from + 2])
                || from + 3 < to && letter(bytes[from + 3])) {
            return 0;
        }
        String code = new String(bytes, from, 3, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
        if (statedCurrency != 0 || !Currencies.exists(code)) {
            return 0;
        }
        statedCurrency = packed(code);
        return 3;
    }

    private int sign(byte[] bytes, int from, int to) {
        if (from + 1 < to && (bytes[from] & 0xFF) == 0xC2) {
            int second = bytes[from + 1] & 0xFF;
            statedCurrency = second == 0xA3 ? packed("GBP") : statedCurrency;
            return second == 0xA3 || second == 0xA5 || second == 0xA2 || second == 0xA4 ? 2 : 0;
        }
        if (is(bytes, from, to, 0xE2, 0x82, 0xAC)) {
            statedCurrency = packed("EUR");
            return 3;
        }
        boolean block = from + 2 < to && (bytes[from] & 0xFF) == 0xE2 && (bytes[from + 1] & 0xFF) == 0x82;
        return block ? 3 : 0;
    }

    /** Three capital letters in one number. */
    static int packed(String code) {
        return code.charAt(0) << 16 | code.charAt(1) << 8 | code.charAt(2);
    }

    /** The three letters of a number that {@link #packed} made. */
    static String unpacked(int packed) {
        return "" + (char) (packed >> 16) + (char) (packed >> 8 & 0xFF) + (char) (packed & 0xFF);
    }

    private static boolean letter(byte c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean is(byte[] bytes, int at, int end, int first, int second, int third) {
        return at + 2 < end && (bytes[at] & 0xFF) == first && (bytes[at + 1] & 0xFF) == second
                && (bytes[at + 2] & 0xFF) == third;
    }

    private static long[] powers() {
        long[] powers = new long[MOST_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
