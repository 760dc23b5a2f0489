package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.AmountLevel;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.NormalForm;

/** The attributes that each row of a ledger has, one bit for each. */
final class EntryAttributes {

    private static final int ROWS_A_LOOK = 1 << 18;
    private static final int MOST_BYTES = 4; // of a character in UTF-8
    private static final int[] NOT_MAPPED = {};

    private final ColumnarLedger ledger;
    private final Parameters parameters;
    private final int[] posted;
    private final int[] recorded;
    private final int[] effective;
    private final Periods periods;
    private final byte[] marks;
    private final long[] counts = new long[Attribute.values().length];
    private int datedTwice;
    private int amounts;

    EntryAttributes(ColumnarLedger ledger, Parameters parameters) {
        this.ledger = ledger;
        this.parameters = parameters;
        boolean entered = filled(Field.ENTERED_AT);
        posted = ledger.days(Field.POSTED_AT);
        recorded = entered ? ledger.days(Field.ENTERED_AT) : posted;
        effective = filled(Field.EFFECTIVE_ON)
                ? ledger.days(Field.EFFECTIVE_ON)
                : entered ? posted : NOT_MAPPED;
        periods = Periods.of(parameters, posted);
        marks = new byte[ledger.rows()];
    }

    /** Marks every row. */
    void mark(Watch watch) {
        watch.at(0);
        markPeriods();
        watch.at(0.2);
        markLateness();
        watch.at(0.4);
        markTexts();
        markAmounts();
        watch.at(0.6);
        for (int row = 0; row < marks.length; row++) {
            if (row % ROWS_A_LOOK == 0) {
                watch.at(0.6 + 0.1 * row / marks.length);
            }
            for (int rest = marks[row]; rest != 0; rest &= rest - 1) {
                counts[Integer.numberOfTrailingZeros(rest)]++;
            }
        }
    }

    /** Attributes of the row at an index. */
    int mark(int row) {
        return marks[row];
    }

    /** Number of rows. */
    int rows() {
        return marks.length;
    }

    /** Rows that have each attribute, by its name. */
    Map<String, Object> counts() {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Attribute attribute : Attribute.values()) {
            byName.put(attribute.name(), counts[attribute.place()]);
        }
        return byName;
    }

    /** Rows whose period is not known, and rows of which it is not known how late they are. */
    Map<String, Object> undated() {
        return Figures.of("rowsWithoutPostedAt",
                Arrays.stream(posted).filter(day -> day == ColumnarLedger.NO_DATE).count(),
                "rowsWithoutLateness", marks.length - datedTwice);
    }

    /** Why an attribute is not judged; empty when it is. */
    String reasonAgainst(Attribute attribute) {
        String missing = switch (attribute.kind()) {
            case PERIOD -> "";
            case LATENESS -> {
                if (effective.length == 0) {
                    yield "neither effectiveOn nor enteredAt is mapped to a column with dates";
                }
                yield datedTwice > 0 ? "" : "no row has both a day of recording and an effective day";
            }
            case TEXT -> missing(Field.DESCRIPTION, distinct(Field.DESCRIPTION), "no row has a description");
            case AMOUNT -> missing(Field.AMOUNT, amounts, "no amount is other than 0");
            case TYPE -> missing(Field.TYPE, distinct(Field.TYPE), "no row has a type");
        };
        if (!missing.isEmpty()) {
            return missing;
        }
        long count = counts[attribute.place()];
        BigDecimal maximumShare = parameters.decimal("maximumShare");
        return Figures.exceeds(count, marks.length, maximumShare)
                ? count + " of " + Numerals.counted(marks.length, "row has", "rows have") + " it, a share above "
                        + maximumShare.toPlainString()
                        + "; it is ordinary here"
                : "";
    }

    /** Figures of an attribute. */
    Map<String, Object> figures(Attribute attribute) {
        String reason = reasonAgainst(attribute);
        long count = counts[attribute.place()];
        return Figures.of("judged", reason.isEmpty(), "rows", count, "share", Figures.share(count, marks.length),
                "reason", reason);
    }

    /** What the row at an index says itself, by the columns that are mapped. */
    Map<String, Object> inputs(int row) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("row", row + 1);
        inputs.put("postedOn", date(posted[row]));
        if (effective.length > 0) {
            inputs.put("recordedOn", date(recorded[row]));
            inputs.put("effectiveOn", date(effective[row]));
        }
        if (ledger.has(Field.DESCRIPTION)) {
            inputs.put("characters", characters(ledger.text(Field.DESCRIPTION, row)));
        }
        if (ledger.has(Field.AMOUNT)) {
            inputs.put("amount", Numerals.money(ledger.amounts()[row], ledger.currency(row)));
            inputs.put("currency", ledger.currency(row));
        }
        if (ledger.has(Field.TYPE)) {
            inputs.put("type", ledger.text(Field.TYPE, row));
        }
        return inputs;
    }

    /** What follows from the dates of the row at an index. */
    Map<String, Object> steps(int row) {
        Map<String, Object> steps = new LinkedHashMap<>();
        if (posted[row] != ColumnarLedger.NO_DATE) {
            int period = periods.ordinal(posted[row]);
            steps.put("periodFrom", LocalDate.ofEpochDay(periods.first(period)).toString());
            steps.put("periodTo", LocalDate.ofEpochDay(periods.last(period)).toString());
            steps.put("dayOfPeriod", posted[row] - periods.first(period) + 1);
            steps.put("daysLeft", periods.last(period) - posted[row]);
        }
        if (effective.length > 0 && dated(row)) {
            steps.put("daysLate", (long) recorded[row] - effective[row]);
            steps.put("daysAfterPeriod", recorded[row] - periods.last(periods.ordinal(effective[row])));
        }
        return steps;
    }

    private void markPeriods() {
        int days = parameters.integer("days");
        int lastDay = ColumnarLedger.NO_DATE;
        int mark = 0;
        for (int row = 0; row < marks.length; row++) {
            int day = posted[row];
            if (day != lastDay) {
                lastDay = day;
                mark = day == ColumnarLedger.NO_DATE ? 0 : periodMark(day, days);
            }
            marks[row] |= (byte) mark;
        }
    }

    private int periodMark(int day, int days) {
        int period = periods.ordinal(day);
        int here = period == periods.ordinal(day - days) ? 0 : Attribute.PERIOD_START.bit();
        return period == periods.ordinal(day + days) ? here : here | Attribute.PERIOD_END.bit();
    }

    private void markLateness() {
        int grace = parameters.integer("graceDays");
        int backdated = parameters.integer("backdatedDays");
        for (int row = 0; row < effective.length; row++) {
            datedTwice += dated(row) ? 1 : 0;
            if (dated(row) && recorded[row] > effective[row]) {
                long late = (long) recorded[row] - effective[row];
                int mark = late > backdated ? Attribute.BACKDATED.bit() : 0;
                boolean closed = late > grace
                        && periods.ordinal(recorded[row] - grace) > periods.ordinal(effective[row]);
                marks[row] |= (byte) (closed ? mark | Attribute.POST_CLOSE.bit() : mark);
            }
        }
    }

    private void markTexts() {
        if (ledger.has(Field.DESCRIPTION)) {
            Dictionary texts = ledger.dictionary(Field.DESCRIPTION);
            boolean[] poor = new boolean[texts.size() + 1];
            for (int code = 0; code < poor.length; code++) {
                poor[code] = poor(texts, code);
            }
            mark(ledger.codes(Field.DESCRIPTION), poor, Attribute.POOR_TEXT);
        }
        if (ledger.has(Field.TYPE)) {
            Dictionary types = ledger.dictionary(Field.TYPE);
            boolean[] manual = new boolean[types.size() + 1];
            Set<String> forms = forms();
            for (int code = 1; code < manual.length; code++) {
                manual[code] = forms.contains(NormalForm.NAME.of(types, code));
            }
            mark(ledger.codes(Field.TYPE), manual, Attribute.MANUAL);
        }
    }

    private void mark(int[] codes, boolean[] having, Attribute attribute) {
        for (int row = 0; row < codes.length; row++) {
            marks[row] |= (byte) (having[codes[row]] ? attribute.bit() : 0);
        }
    }

    private void markAmounts() {
        if (ledger.has(Field.AMOUNT)) {
            AmountLevel multiple = AmountLevel.multiple(ledger, parameters.decimal("roundMultiple"));
            long[] minorUnits = ledger.amounts();
            for (int row = 0; row < marks.length; row++) {
                amounts += minorUnits[row] == 0 ? 0 : 1;
                boolean round = minorUnits[row] != 0 && multiple.divides(row, minorUnits[row]);
                marks[row] |= (byte) (round ? Attribute.ROUND.bit() : 0);
            }
        }
    }

    private boolean poor(Dictionary texts, int code) {
        int least = parameters.integer("minimumCharacters");
        int start = texts.start(code);
        int end = texts.end(code);
        boolean ample = end - start >= MOST_BYTES * least && texts.bytes()[start] > ' ' && texts.bytes()[end - 1] > ' ';
        return !ample && characters(texts.text(code)) < least;
    }

    private Set<String> forms() {
        Set<String> forms = new HashSet<>();
        parameters.texts("manualTypes").forEach(type -> forms.add(NormalForm.NAME.of(type)));
        forms.remove("");
        return forms;
    }

    private boolean dated(int row) {
        return recorded[row] != ColumnarLedger.NO_DATE && effective[row] != ColumnarLedger.NO_DATE;
    }

    /** Whether a column of days is mapped and has one. */
    private boolean filled(Field field) {
        return ledger.has(field)
                && Arrays.stream(ledger.days(field)).anyMatch(day -> day != ColumnarLedger.NO_DATE);
    }

    private int distinct(Field field) {
        return ledger.has(field) ? ledger.dictionary(field).size() : 0;
    }

    private String missing(Field field) {
        return ledger.has(field) ? "" : field.label() + " is not mapped";
    }

    private String missing(Field field, int values, String withoutValues) {
        String missing = missing(field);
        return missing.isEmpty() && values == 0 ? withoutValues : missing;
    }

    private static int characters(String text) {
        String stripped = text.strip();
        return stripped.codePointCount(0, stripped.length());
    }

    private static String date(int day) {
        return day == ColumnarLedger.NO_DATE ? "" : LocalDate.ofEpochDay(day).toString();
    }
}
