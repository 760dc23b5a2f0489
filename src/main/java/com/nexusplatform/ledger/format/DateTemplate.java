package com.nexusplatform.ledger.format;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** A pattern of numbers with all their digits, each at its place: the way in which systems write most dates, read at once. */
final class DateTemplate {

    private static final byte DIGIT = 0;
    private static final int PARTS = 6;

    private final byte[] form;
    private final int[] places;
    private final boolean universal;

    private DateTemplate(byte[] form, int[] places, boolean universal) {
        this.form = form;
        this.places = places;
        this.universal = universal;
    }

    /**
     * The template of a pattern's text, null where some part of it has no fixed place. An offset at the end stands for
     * {@code Z}; values with another are left to the pattern itself.
     */
    static @Nullable DateTemplate of(String pattern) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        int[] places = new int[PARTS];
        Arrays.fill(places, -1);
        boolean quoted = false;
        boolean universal = false;
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (c == '\'') {
                quoted = !quoted;
            } else if (quoted || !letter && c != '[') {
                form.write(c);
            } else if (c == 'X' && at == pattern.length() - 1) {
                universal = true;
                form.write('Z');
            } else {
                int part = "yMdHms".indexOf(c);
                int count = part == 0 ? 4 : 2;
                if (part < 0 || places[part] >= 0 || !pattern.startsWith(String.valueOf(c).repeat(count), at)
                        || pattern.startsWith(String.valueOf(c).repeat(count + 1), at)) {
                    return null;
                }
                places[part] = form.size();
                form.writeBytes(new byte[count]);
                at += count - 1;
            }
        }
        return new DateTemplate(form.toByteArray(), places, universal);
    }

    /** Bytes of a value in this form. */
    int length() {
        return form.length;
    }

    /** Reads the front of a value that is long enough; false where it is in another form. */
    boolean read(byte[] bytes, int from, DateReading into) {
        for (int i = 0; i < form.length; i++) {
            byte c = bytes[from + i];
            byte wanted = form[i];
            if (wanted == DIGIT ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        into.year = pair(bytes, from + places[0]) * 100 + pair(bytes, from + places[0] + 2);
        into.month = pair(bytes, from + places[1]);
        into.day = pair(bytes, from + places[2]);
        into.timed = places[3] >= 0;
        into.hour = optional(bytes, from, places[3]);
        into.minute = optional(bytes, from, places[4]);
        into.second = optional(bytes, from, places[5]);
        into.micros = 0;
        into.halfDay = false;
        into.offsetSeconds = universal ? 0 : DateReading.NO_OFFSET;
        return true;
    }

    private static int optional(byte[] bytes, int from, int place) {
        return place < 0 ? 0 : pair(bytes, from + place);
    }

    private static int pair(byte[] bytes, int at) {
        return bytes[at] * 10 + bytes[at + 1] - '0' * 11;
    }
}
