package com.nexusplatform.shared;

import java.util.regex.Pattern;

/** Names of files as they are safe in a header, on a disk and before the eyes of people. */
public final class FileNames {

    private static final int LONGEST = 100;
    /** What means more than itself to a path or a header, and signs that nobody sees, such as one that turns a name round. */
    private static final Pattern UNSAFE = Pattern
        .compile("[\\p{Cntrl}\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}/\\\\:*?\"<>|;%]");

    private FileNames() {}

    /** The name, with each unsafe sign as {@code _}, no dot or blank at either end, and of bounded length. */
    public static String safe(String name) {
        String signs = UNSAFE.matcher(name.length() > LONGEST ? shortened(name) : name).replaceAll("_");
        int from = 0;
        int to = signs.length();
        while (from < to && isEdge(signs.charAt(from))) {
            from++;
        }
        while (to > from && isEdge(signs.charAt(to - 1))) {
            to--;
        }
        return from == to ? "unnamed" : signs.substring(from, to);
    }

    /** Keeps the ending, which tells people and machines what the file is. */
    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 || name.length() - dot > 10 ? "" : name.substring(dot);
        return name.substring(0, LONGEST - ending.length()) + ending;
    }

    private static boolean isEdge(char sign) {
        return sign == '.' || Character.isWhitespace(sign);
    }
}
