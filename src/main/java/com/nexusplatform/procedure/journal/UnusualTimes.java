package com.nexusplatform.procedure.journal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameter.Form;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.calendar.HolidayCalendar;
import com.nexusplatform.procedure.grouping.Documents;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.RowDays;
import com.nexusplatform.procedure.grouping.Selection;

/** LED-3: entries on weekends, on holidays and outside business hours. */
public final class UnusualTimes implements Procedure {

    private static final String SOURCE = "ISA 240 A45, journal entries made at unusual times; holidays as the laws named in the calendar rule them";

    private static final Weights WEIGHTS = Weights.of("LED-3");

    private static final String YEARS = HolidayCalendar.codes()
        .stream()
        .map(HolidayCalendar::of)
        .map(calendar -> calendar.firstYear() + " to " + calendar.lastYear())
        .distinct()
        .collect(Collectors.joining(", "));

    private static final Declaration DECLARATION = new Declaration("LED-3", 7,
            "Weekend, holiday and after-hours entries",
            Family.LEDGER, Set.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS), Set.of(),
            Set.of(Field.POSTED_AT, Field.ENTERED_AT, Field.EFFECTIVE_ON, Field.DOCUMENT_NO, Field.AMOUNT),
            parameters(),
            "The local day and time of each row are looked up: a weekend day, a holiday, and a time before businessHoursFrom "
                    + "or from businessHoursTo on, are three criteria; business hours may run over midnight, and where both are "
                    + "the same it never rests. Holidays are those of the calendar chosen (version "
                    + HolidayCalendar.version() + " of the calendars; days that hold in the whole country, " + YEARS
                    + ") and those given. One alert for each document and day, stronger where two criteria or more hold "
                    + "for one row. Times are judged only where the source gives a time of day; effectiveOn gives none, and no day of "
                    + "posting to tell documents of one number apart.",
            "postedAt, enteredAt or effectiveOn is mapped. A weekend is judged where weekend "
                    + "names a day, holidays where some are known. A criterion is judged only while at most maximumShare of the dated "
                    + "rows meet it; otherwise entries at such times are ordinary. Not applicable when no criterion can be judged.",
            SOURCE, "Linear in the rows; one byte a row.");

    private static List<Parameter> parameters() {
        List<String> days = Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).toList();
        List<String> calendars = new ArrayList<>(List.of(Calendar.NONE));
        calendars.addAll(HolidayCalendar.codes());
        return List.of(
                Parameter.text("moment", "auto", List.of("auto", "postedAt", "enteredAt", "effectiveOn"),
                        "which moment is judged; auto is postedAt, or enteredAt where it alone has a time of day, or"
                                + " effectiveOn where neither is mapped",
                        "NEXUS"),
                Parameter.text("timeZone", "", List.of(), "IANA time zone; empty for the dataset's own", "NEXUS")
                    .written(Form.ZONE),
                Parameter.text("calendar", Calendar.NONE, calendars,
                        "holidays of a country, or of the system TARGET2; none for those given alone", "NEXUS"),
                Parameter.texts("weekend", List.of("SATURDAY", "SUNDAY"), days, "days without business", "practice"),
                Parameter.texts("holidays", List.of(), List.of(), "further holidays, as yyyy-MM-dd",
                        "the institution's calendar")
                    .written(Form.DATE),
                Parameter.text("businessHoursFrom", "06:00", List.of(), "first minute of business, as HH:mm",
                        "practice")
                    .written(Form.TIME),
                Parameter.text("businessHoursTo", "20:00", List.of(), "first minute after business, as HH:mm",
                        "practice")
                    .written(Form.TIME),
                Parameter.decimal("maximumShare", "0.10", "0", "1",
                        "share of the dated rows above which a criterion says nothing", "NEXUS"),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        Optional<Field> moment = moment(ledger, task.parameters().text("moment"));
        if (moment.isEmpty()) {
            return new Outcome.NotApplicable(
                    "LED-3 needs the moment of each row: postedAt, enteredAt or effectiveOn, or the one that moment names; it is not"
                            + " mapped in this dataset.",
                    Figures.of("missing", "postedAt"));
        }
        Moments moments = new Moments(ledger, moment.get(), Calendar.of(task.parameters(), ledger.zone()));
        byte[] found = new byte[ledger.rows()];
        moments.mark(found, task.watch());
        return outcome(task, moments, found);
    }

    private static Optional<Field> moment(ColumnarLedger ledger, String choice) {
        if (!"auto".equals(choice)) {
            return Field.named(choice).filter(ledger::has);
        }
        boolean posted = ledger.has(Field.POSTED_AT);
        boolean entered = ledger.has(Field.ENTERED_AT);
        return entered && (!posted || ledger.timed(Field.ENTERED_AT) && !ledger.timed(Field.POSTED_AT))
                ? Optional.of(Field.ENTERED_AT)
                : RowDays.field(ledger);
    }

    private static Outcome outcome(Task task, Moments moments, byte[] found) {
        Parameters parameters = task.parameters();
        Map<String, Object> criteria = new LinkedHashMap<>();
        int judged = 0;
        for (Criterion criterion : Criterion.values()) {
            String reason = moments.reasonAgainst(criterion, parameters.decimal("maximumShare"));
            judged |= reason.isEmpty() ? criterion.bit() : 0;
            criteria.put(criterion.name(), moments.figures(criterion, reason));
        }
        Map<String, Object> facts = Figures.of("rows", found.length, "dated", moments.dated(), "moment",
                moments.field().label(), "calendar", calendar(moments.calendar()), "rowsBeyondCalendar",
                moments.uncovered(), "criteria", criteria);
        if (judged == 0) {
            return new Outcome.NotApplicable("No criterion can be judged: " + reasons(moments, parameters) + ".",
                    facts);
        }
        Selection selection = new Selection(parameters);
        int mask = judged;
        int[] rows = IntStream.range(0, found.length).filter(row -> (found[row] & mask) != 0).toArray();
        Documents.forEach(task.ledger(), rows, document -> {
            int row = strongest(document, found, mask);
            int held = found[row] & mask;
            String grade = Integer.bitCount(held) > 1 ? "MORE" : "ONE";
            selection.add(WEIGHTS.points(grade), Entries.largestAmount(task.ledger(), document), document,
                    () -> explanation(task, moments, document, new Finding(row, held, mask, grade)));
        });
        task.watch().at(0.9);
        return new Outcome.Applicable(
                Figures.with(facts, "rowsFound", rows.length, "documentsFound", selection.found(), "reported",
                        selection.reported()),
                selection.alerts());
    }

    /**
     * Why a document was selected.
     *
     * @param row    index of the first of its rows that meet most criteria
     * @param held   criteria of that row
     * @param judged criteria that are judged
     * @param grade  grade of the alert
     */
    private record Finding(int row, int held, int judged, String grade) {}

    private static int strongest(int[] document, byte[] found, int mask) {
        int strongest = document[0] - 1;
        for (int row : document) {
            if (Integer.bitCount(found[row - 1] & mask) > Integer.bitCount(found[strongest] & mask)) {
                strongest = row - 1;
            }
        }
        return strongest;
    }

    private static String calendar(Calendar calendar) {
        return calendar.country()
            .map(country -> country.code() + " version " + HolidayCalendar.version())
            .orElse(
                    Calendar.NONE);
    }

    private static String reasons(Moments moments, Parameters parameters) {
        List<String> reasons = new ArrayList<>();
        for (Criterion criterion : Criterion.values()) {
            reasons.add(criterion.words() + ": "
                    + moments.reasonAgainst(criterion, parameters.decimal("maximumShare")));
        }
        return String.join("; ", reasons);
    }

    private static Explanation explanation(Task task, Moments moments, int[] document, Finding finding) {
        Calendar calendar = moments.calendar();
        LocalDate day = LocalDate.ofEpochDay(moments.day(finding.row));
        boolean timed = task.ledger().timed(moments.field());
        List<String> names = Criterion.names(finding.held);
        List<String> words = Criterion.words(finding.held);
        String at = day + (timed ? " " + LocalTime.ofSecondOfDay(moments.minute(finding.row) * 60L) : "");
        String holiday = names.contains(Criterion.HOLIDAY.name())
                ? calendar.holidayName(moments.day(finding.row)).orElse("")
                : "";
        return new Explanation(
                "day in weekend OR day in holidays OR time < businessHoursFrom OR time >= businessHoursTo, of the criteria"
                        + " judged; MORE where two or more hold, else ONE",
                Figures.of("rows", Entries.listed(document), "row", finding.row + 1, "moment", moments.field().label(),
                        "local", at),
                constants(task.parameters(), calendar, timed, finding.judged),
                Figures.of("dated", moments.dated(), "rowsMeeting", moments.counts(), "weekday",
                        day.getDayOfWeek().name(), "holiday", holiday, "criteria", names, "grade",
                        finding.grade, "points", WEIGHTS.points(finding.grade)),
                String.join(" and ", names) + " at " + at,
                "Row " + (finding.row + 1) + " of the entry of " + Numerals.counted(document.length, "row", "rows")
                        + " is dated " + weekday(day) + " " + at + ", " + String.join(" and ", words)
                        + (holiday.isEmpty() ? "" : " (" + holiday + ")") + ".",
                SOURCE);
    }

    private static Map<String, Object> constants(Parameters parameters, Calendar calendar, boolean timed, int judged) {
        return Figures.of("timeZone", timed ? calendar.zone().getId() : "none: dates alone", "calendar",
                calendar(calendar), "calendarSource", calendar.country().map(HolidayCalendar::source).orElse(""),
                "weekend", parameters.texts("weekend"), "holidays", parameters.texts("holidays"), "businessHoursFrom",
                parameters.text("businessHoursFrom"), "businessHoursTo", parameters.text("businessHoursTo"),
                "maximumShare",
                parameters.decimal("maximumShare"), "judged", Criterion.names(judged), "points", WEIGHTS.grades());
    }

    private static String weekday(LocalDate day) {
        String name = day.getDayOfWeek().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
