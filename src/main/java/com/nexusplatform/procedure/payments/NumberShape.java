package com.nexusplatform.procedure.payments;

/** What the normal form of a document number looks like. */
final class NumberShape {

    private NumberShape() {}

    /** Whether the number ends in a calendar date without separators: month and day in either order, then the year, a leading zero apart. */
    static boolean endsInDate(String number) {
        int start = number.length();
        while (start > 0 && digit(number.charAt(start - 1))) {
            start--;
        }
        String digits = number.substring(start);
        if (digits.length() == 5 || digits.length() == 7) {
            digits = "0" + digits;
        }
        if (digits.length() != 6 && digits.length() != 8) {
            return false;
        }
        int one = Integer.parseInt(digits, 0, 2, 10);
        int two = Integer.parseInt(digits, 2, 4, 10);
        return monthAndDay(one, two) || monthAndDay(two, one);
    }

    /** Places from a character to the end of the run of digits that it stands in; the last digit is 1. */
    static int placesFromEnd(String number, int position) {
        int end = position;
        while (end < number.length() && digit(number.charAt(end))) {
            end++;
        }
        return end - position;
    }

    /** Whether there is a digit. */
    static boolean hasDigit(String number) {
        return number.chars().anyMatch(c -> digit((char) c));
    }

    private static boolean monthAndDay(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
