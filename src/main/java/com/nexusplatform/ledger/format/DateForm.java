package com.nexusplatform.ledger.format;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A known way of writing dates. Where day and month could change places, the form has a twin that reads them so.
 *
 * @param pattern the form, day before month where both orders are in use
 * @param twin    the same with month before day, null where nobody writes so
 */
record DateForm(DatePattern pattern, @Nullable DatePattern twin) {

    /** All known forms; no value is written in two of them, twins apart. */
    static final List<DateForm> KNOWN = List.of(form("yyyy-MM-dd"), form("dd/MM/yyyy", "MM/dd/yyyy"),
            form("dd.MM.yyyy"),
            form("dd-MMM-yyyy"), form("dd-MMM-yy"), form("dd-MM-yyyy", "MM-dd-yyyy"), form("yyyy/MM/dd"),
            form("yyyyMMdd"),
            form("d MMM yyyy"), form("d MMM yy"), form("dd/MM/yy", "MM/dd/yy"), form("dd.MM.yy"),
            form("dd-MM-yy", "MM-dd-yy"),
            form("dd/MMM/yyyy"), form("dd/MMM/yy"), form("MMM d, yyyy"), form("MMM d yyyy"), form("yyyy.MM.dd"),
            form("yyyy-MMM-dd"),
            form("dd.MMM.yyyy"), form("dd. MMM yyyy"));

    private static DateForm form(String pattern) {
        return new DateForm(DatePattern.of(pattern), null);
    }

    private static DateForm form(String dayFirst, String monthFirst) {
        return new DateForm(DatePattern.of(dayFirst), DatePattern.of(monthFirst));
    }
}
