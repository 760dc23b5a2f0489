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
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Documents;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** LED-3: entries on weekends, on holidays and outside business hours. */
public final class UnusualTimes implements Procedure {

    private static final String SOURCE = "ISA 240 A45, journal entries made at unusual times; the calendar is the institution's";

    private static final Declaration DECLARATION = new Declaration("LED-3", 2,
            "Weekend, holiday and after-hours entries",
            Family.LEDGER, Set.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS), Set.of(Field.POSTED_AT),
            Set.of(Field.ENTERED_AT, Field.DOCUMENT_NO, Field.AMOUNT), parameters(),
            "The local day and time of each row are looked up in the calendar of the parameters. A weekend day, a holiday, and "
                    + "a time before opens or from closes on, are three criteria. One alert for each document and day, "
                    + "stronger where two criteria or more hold. Times are judged only where the source gives a time of day.",
            "A criterion is judged only while at most maximumShare of the dated rows meet it; otherwise the institution simply "
                    + "works then. Not applicable when no criterion can be judged.",
            SOURCE, "Linear in the rows; one byte a row.");

    private static List<Parameter> parameters() {
        List<String> days = Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).toList();
        return List.of(
                Parameter.text("moment", "auto", List.of("auto", "postedAt", "enteredAt"),
                        "which moment is judged; auto is postedAt, or enteredAt where it alone has a time of day",
                        "NEXUS"),
                Parameter.text("timeZone", "", List.of(), "IANA time zone; empty for the dataset's own", "NEXUS"),
                Parameter.texts("weekend", List.of("SATURDAY", "SUNDAY"), days, "days without business", "practice"),
                Parameter.texts("holidays", List.of(), List.of(), "further days without business, as yyyy-MM-dd",
                        "the institution's calendar"),
                Parameter.text("opens", "06:00", List.of(), "first minute of business, as HH:mm", "practice"),
                Parameter.text("closes", "20:00", List.of(), "first minute after business, as HH:mm", "practice"),
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
                    "No column with the moment of an entry is mapped; postedAt or enteredAt is needed.",
                    Figures.of("missing", "postedAt"));
        }
        Optional<Calendar> calendar = Calendar.of(task.parameters(), ledger.zone());
        if (calendar.isEmpty()) {
            return new Outcome.NotApplicable(
                    "timeZone, opens, closes or a holiday cannot be read; an IANA name, HH:mm and yyyy-MM-dd are needed.",
                    Figures.of("parameters", task.parameters().values()));
        }
        Moments moments = new Moments(ledger, moment.get(), calendar.get());
        byte[] found = new byte[ledger.rows()];
        moments.mark(found, task.watch());
        return outcome(task, moments, found);
    }

    private static Optional<Field> moment(ColumnarLedger ledger, String choice) {
        boolean posted = ledger.has(Field.POSTED_AT);
        boolean entered = ledger.has(Field.ENTERED_AT);
        return switch (choice) {
            case "postedAt" -> posted ? Optional.of(Field.POSTED_AT) : Optional.empty();
            case "enteredAt" -> entered ? Optional.of(Field.ENTERED_AT) : Optional.empty();
            default -> entered && (!posted || ledger.timed(Field.ENTERED_AT) && !ledger.timed(Field.POSTED_AT))
                    ? Optional.of(Field.ENTERED_AT)
                    : moment(ledger, "postedAt");
        };
    }

    private static Outcome outcome(Task task, Moments moments, byte[] found) {
        Parameters parameters = task.parameters();
        Map<String, Object> criteria = new LinkedHashMap<>();
        int judged = 0;
        for (Criterion criterion : Criterion.values()) {
            String reason = moments.reasonAgainst(criterion, found, parameters.decimal("maximumShare"));
            judged |= reason.isEmpty() ? criterion.bit() : 0;
            criteria.put(criterion.name(), moments.figures(criterion, found, reason));
        }
        Map<String, Object> facts = Figures.of("rows", found.length, "dated", moments.dated(), "moment",
                moments.field().label(), "criteria", criteria);
        if (judged == 0) {
            return new Outcome.NotApplicable("No criterion can be judged: " + reasons(moments, found, parameters) + ".",
                    facts);
        }
        Selection selection = new Selection(parameters);
        int one = DECLARATION.weights().points("ONE");
        int more = DECLARATION.weights().points("MORE");
        int mask = judged;
        int[] rows = IntStream.range(0, found.length).filter(row -> (found[row] & mask) != 0).toArray();
        Documents.forEach(task.ledger(), rows, document -> {
            int bits = 0;
            for (int row : document) {
                bits |= found[row - 1] & mask;
            }
            int held = bits;
            int points = Integer.bitCount(bits) > 1 ? more : one;
            selection.add(points, Entries.largestAmount(task.ledger(), document), document,
                    () -> explanation(task, moments, document, held, points));
        });
        task.watch().at(0.9);
        return new Outcome.Applicable(
                with(facts, "rowsFound", rows.length, "documentsFound", selection.found(), "reported",
                        selection.reported()),
                selection.alerts());
    }

    private static String reasons(Moments moments, byte[] found, Parameters parameters) {
        List<String> reasons = new ArrayList<>();
        for (Criterion criterion : Criterion.values()) {
            reasons.add(criterion.words() + ": "
                    + moments.reasonAgainst(criterion, found, parameters.decimal("maximumShare")));
        }
        return String.join("; ", reasons);
    }

    private static Map<String, Object> with(Map<String, Object> facts, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.putAll(Figures.of(more));
        return all;
    }

    private static Explanation explanation(Task task, Moments moments, int[] document, int held, int points) {
        int row = document[0] - 1;
        Calendar calendar = moments.calendar();
        LocalDate day = LocalDate.ofEpochDay(moments.day(row));
        LocalTime time = LocalTime.ofSecondOfDay(moments.minute(row) * 60L);
        boolean timed = task.ledger().timed(moments.field());
        List<String> names = Criterion.names(held);
        List<String> words = Criterion.words(held);
        String at = day + (timed ? " " + time : "");
        return new Explanation("day in weekend OR day in holidays OR time < opens OR time >= closes",
                Figures.of("rows", Entries.listed(document), "moment", moments.field().label(), "local", at),
                Figures.of("timeZone", timed ? calendar.zone().getId() : "none: dates alone", "weekend",
                        task.parameters().texts("weekend"), "holidays", task.parameters().texts("holidays"), "opens",
                        task.parameters().text("opens"), "closes", task.parameters().text("closes")),
                Figures.of("weekday", day.getDayOfWeek().name(), "criteria", names, "points", points),
                String.join(" and ", names) + " at " + at,
                "The entry of " + document.length + " row" + (document.length == 1 ? "" : "s") + " is dated "
                        + weekday(day) + " " + at + ", " + String.join(" and ", words) + ".",
                SOURCE);
    }

    private static String weekday(LocalDate day) {
        String name = day.getDayOfWeek().name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
