package com.nexusplatform.ledger.format;

/** Tells how a time of day is written that follows a date: its joint, its parts, and whether it ever differs from midnight. */
final class TimeForm {

    /** Values without a time. */
    static final int NO_TIME = 0;
    /** {@code T}, then 24 hours. */
    static final int LETTER = 1;
    /** A blank, then 24 hours. */
    static final int BLANK = 2;
    /** A blank, then 12 hours with AM or PM. */
    static final int HALF_DAYS = 3;
    /** What is no time. */
    static final int OTHER = -1;

    private static final DatePattern TIME = DatePattern.of("yyyyMMdd HH:mm[:ss[.S]][ ][a][ ][X]");
    private static final String DAY = "20000101 ";

    private final DateReading reading = new DateReading();
    private final byte[] scratch = new byte[64];
    private final long[] timed = new long[4];
    private final long[] withSeconds = new long[4];
    private final long[] withFraction = new long[4];
    private final long[] withOffset = new long[4];
    private final long[] withBlankBeforeHalf = new long[4];
    private final long[] awake = new long[4];

    TimeForm() {
        for (int i = 0; i < DAY.length(); i++) {
            scratch[i] = (byte) DAY.charAt(i);
        }
    }

    /** Reads what follows a date and counts its form; {@link #OTHER} where it is no time. */
    int see(byte[] bytes, int from, int to) {
        if (from == to) {
            timed[NO_TIME]++;
            return NO_TIME;
        }
        int length = to - from - 1;
        boolean letter = bytes[from] == 'T';
        if (!letter && bytes[from] != ' ' || length < 4 || length > scratch.length - DAY.length()) {
            return OTHER;
        }
        if (clock(bytes, from + 1, length)) {
            int joint = letter ? LETTER : BLANK;
            timed[joint]++;
            withSeconds[joint]++;
            withOffset[joint] += length == 9 ? 1 : 0;
            awake[joint] += reading.microsOfDay() != 0 || length == 9 ? 1 : 0;
            return joint;
        }
        System.arraycopy(bytes, from + 1, scratch, DAY.length(), length);
        int end = DAY.length() + length;
        reading.clear();
        if (TIME.readFront(scratch, 0, end, reading) != end) {
            return OTHER;
        }
        boolean half = (scratch[end - 1] | 0x20) == 'm';
        reading.halfDay = half;
        if (!reading.timeExists()) {
            return OTHER;
        }
        int joint = half ? HALF_DAYS : letter ? LETTER : BLANK;
        count(joint, end);
        return joint;
    }

    /** Reads {@code HH:mm:ss} or {@code HH:mm:ssZ} at once, since most times are written so. */
    private boolean clock(byte[] bytes, int at, int length) {
        if (length != 8 && (length != 9 || bytes[at + 8] != 'Z') || bytes[at + 2] != ':' || bytes[at + 5] != ':') {
            return false;
        }
        for (int i = 0; i < 8; i++) {
            if (i != 2 && i != 5 && (bytes[at + i] < '0' || bytes[at + i] > '9')) {
                return false;
            }
        }
        reading.clear();
        reading.hour = bytes[at] * 10 + bytes[at + 1] - '0' * 11;
        reading.minute = bytes[at + 3] * 10 + bytes[at + 4] - '0' * 11;
        reading.second = bytes[at + 6] * 10 + bytes[at + 7] - '0' * 11;
        return reading.timeExists();
    }

    private void count(int joint, int end) {
        timed[joint]++;
        int colons = 0;
        boolean fraction = false;
        for (int i = DAY.length(); i < end && scratch[i] != '+' && scratch[i] != '-'; i++) {
            colons += scratch[i] == ':' ? 1 : 0;
            fraction |= scratch[i] == '.';
        }
        withSeconds[joint] += colons > 1 ? 1 : 0;
        withFraction[joint] += fraction ? 1 : 0;
        withOffset[joint] += reading.offsetSeconds != DateReading.NO_OFFSET ? 1 : 0;
        withBlankBeforeHalf[joint] += joint == HALF_DAYS && scratch[end - 3] == ' ' ? 1 : 0;
        awake[joint] += reading.microsOfDay() != 0 || reading.offsetSeconds != DateReading.NO_OFFSET ? 1 : 0;
    }

    /** The part of a pattern that reads the times seen, optional where some values had none; empty where no value had any. */
    String pattern() {
        int joint = LETTER;
        for (int candidate = BLANK; candidate <= HALF_DAYS; candidate++) {
            joint = timed[candidate] > timed[joint] ? candidate : joint;
        }
        if (timed[joint] == 0) {
            return "";
        }
        String part = awake[joint] == 0 && joint != HALF_DAYS && uniform(joint) ? asleep(joint) : written(joint);
        return timed[NO_TIME] > 0 ? "[" + part + "]" : part;
    }

    private boolean uniform(int joint) {
        return withFraction[joint] == 0 && (withSeconds[joint] == 0 || withSeconds[joint] == timed[joint]);
    }

    /** Midnight in every value is no time of day, only the way in which a system writes dates. */
    private String asleep(int joint) {
        return "'" + (joint == LETTER ? "T" : " ") + (withSeconds[joint] > 0 ? "00:00:00" : "00:00") + "'";
    }

    private String written(int joint) {
        String seconds = part(":ss", withSeconds[joint], timed[joint]);
        String fraction = part(".S", withFraction[joint], timed[joint]);
        String offset = part("X", withOffset[joint], timed[joint]);
        if (joint == HALF_DAYS) {
            return " hh:mm" + seconds + fraction + part(" ", withBlankBeforeHalf[joint], timed[joint]) + "a" + offset;
        }
        return (joint == LETTER ? "'T'" : " ") + "HH:mm" + seconds + fraction + offset;
    }

    private static String part(String text, long seen, long of) {
        return seen == 0 ? "" : seen == of ? text : "[" + text + "]";
    }
}
