package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.calendar.HolidayCalendar;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** AML-1: cash in parts that each stay below the amount to be reported, and together exceed it. */
public final class Structuring implements Procedure {

    private static final String CODE = "AML-1";
    private static final Weights WEIGHTS = Weights.of(CODE);
    private static final String CASH_TYPES = "cashTypes";
    private static final String PARTY = "party";
    private static final String CALENDAR = "calendar";
    private static final String PROPOSAL = "NEXUS's proposal";
    private static final String SOURCE = "31 CFR 1010.311, 1010.313 (cash of one business day together, in and out apart) and"
            + " 1010.314; FFIEC BSA/AML Manual, appendix G, structuring; points: NEXUS's proposals";

    private static final Declaration DECLARATION = new Declaration(CODE, 5, "Structuring of cash",
            Family.MONEY_LAUNDERING, Set.of(DatasetKind.TRANSFERS),
            Set.of(Field.AMOUNT, Field.POSTED_AT, Field.ACCOUNT),
            Set.of(Field.COUNTER_ACCOUNT, Field.COUNTERPARTY_ID, Field.TYPE, Field.CURRENCY), parameters(),
            "The rows of cash (type one of cashTypes, in any case; all rows where no type is mapped) of each party, of one sign and"
                    + " one currency, each below the threshold. The statute adds up cash by or on behalf of one person: party auto is"
                    + " the counterAccount of a row, to which the cash goes whoever brings it, or its account where it names no"
                    + " counterAccount; account adds up what one payer brings or draws. Those of one business day of the calendar, weekends and holidays"
                    + " counting for the next, are selected where there are minimumParts or more and they sum to more than the"
                    + " threshold: DAY_NEAR where at least nearShare of them are within nearBand below it, otherwise DAY. Among the"
                    + " rows left, windows of 3 and then of 5 business days are selected where also nearShare is reached:"
                    + " THREE_DAYS and FIVE_DAYS, of less weight, since the statute aggregates one business day. A window begins"
                    + " with a day that has such rows, the earliest first, and holds all of them of each of its days. Without types"
                    + " single days need nearShare too. Each row is in one alert at most. Cash without a moment, of amount 0 or"
                    + " without a party is left out and counted. " + calendarText(),
            "At least one row of cash; the days of all rows span fewer than 4,194,304. The examiner must know what counterAccount"
                    + " names: where it is the bank's own cash account, party auto adds up the cash of all customers as if it were"
                    + " one person's; choose account then.",
            SOURCE,
            "linear in rows; 16 bytes a row");

    private static String calendarText() {
        HolidayCalendar federal = HolidayCalendar.of("US");
        return "Calendar US holds the holidays of federal employees by 5 U.S.C. 6103, " + federal.firstYear() + " to "
                + federal.lastYear()
                + ", and differs from that of banks: a holiday on a Saturday is kept on the Friday before,"
                + " on which the Federal Reserve Banks are open. Cash of such a Friday, 3 July 2020 for one, counts for the Monday"
                + " after; WEEKENDS keeps them apart. Beyond the years of a calendar weekends alone are known, and"
                + " rowsBeyondCalendar counts the rows there.";
    }

    private static List<Parameter> parameters() {
        List<String> calendars = new ArrayList<>(List.of(BusinessDays.WEEKENDS));
        calendars.addAll(HolidayCalendar.codes());
        return List.of(
                Parameter.decimal("threshold", "10000", "1", "100000000",
                        "amount that is reported when exceeded, in units of each row's currency", "31 CFR 1010.311"),
                Parameter.texts(CASH_TYPES,
                        List.of("cash", "cash deposit", "cash withdrawal", "cash_in", "cash_out", "cash-in",
                                "cash-out"),
                        List.of(), "types that are cash, in any case", PROPOSAL),
                Parameter.text(PARTY, CashParty.AUTO,
                        List.of(CashParty.AUTO, Field.ACCOUNT.label(), Field.COUNTER_ACCOUNT.label(),
                                Field.COUNTERPARTY_ID.label()),
                        "whose cash is added up; auto is the counterAccount of a row, or its account where it names none",
                        "31 CFR 1010.313 (b): by or on behalf of any person"),
                Parameter.text(CALENDAR, "US", calendars,
                        "business days; US keeps those of federal employees, WEEKENDS knows no holidays",
                        "31 CFR 1010.313; version " + HolidayCalendar.version() + " of the calendars"),
                Parameter.integer("minimumParts", 2, 2, 1_000, "fewest amounts", "FFIEC appendix G"),
                Parameter.decimal("nearBand", "0.2", "0", "1", "part below the threshold that is near it", PROPOSAL),
                Parameter.decimal("nearShare", "0.5", "0", "1",
                        "part of the amounts that must be near in windows of several days", PROPOSAL),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        String party = task.parameters().text(PARTY);
        if (Field.named(party).filter(field -> !ledger.has(field)).isPresent()) {
            return new Outcome.NotApplicable("The dataset has no column mapped to " + party
                    + ". Map one, or choose another party.", Map.of("missing", List.of(party)));
        }
        task.watch().at(0);
        long[] span = BusinessDays.span(ledger.days(Field.POSTED_AT));
        if (span[1] - span[0] >= BusinessDays.MOST_DAYS) {
            return new Outcome.NotApplicable("The days of the rows span " + (span[1] - span[0] + 1)
                    + "; fewer than " + BusinessDays.MOST_DAYS + " are needed.",
                    Map.of("days", span[1] - span[0] + 1));
        }
        return new Performance(task, CashParty.of(ledger, party)).outcome();
    }

    /** One performance. */
    private static final class Performance {

        private final Task task;
        private final ColumnarLedger ledger;
        private final CashParty party;
        private final RowCurrencies currencies;
        private final CashRule rule;
        private final boolean @Nullable [] cash;
        private final Selection selection;

        Performance(Task task, CashParty party) {
            this.task = task;
            ledger = task.ledger();
            this.party = party;
            currencies = RowCurrencies.of(ledger);
            rule = CashRule.of(task.parameters(), currencies);
            cash = ledger.has(Field.TYPE)
                    ? CashRule.cash(ledger.dictionary(Field.TYPE), task.parameters().texts(CASH_TYPES))
                    : null;
            selection = new Selection(task.parameters());
        }

        Outcome outcome() {
            BusinessDays business = BusinessDays.over(ledger.days(Field.POSTED_AT), task.parameters().text(CALENDAR));
            CashSearch search = new CashSearch(ledger, currencies, rule, party, cash, business, task.watch());
            Map<String, Object> statistics = new LinkedHashMap<>();
            statistics.put("judged", cash == null ? "all rows: no type is mapped" : "rows whose type is cash");
            statistics.put("party", task.parameters().text(PARTY));
            statistics.putAll(search.figures());
            if (search.judged() == 0) {
                return new Outcome.NotApplicable(cash == null
                        ? "No row has a party, a moment and an amount other than 0."
                        : "No row with a party, a moment and an amount has one of the types "
                                + task.parameters().texts(CASH_TYPES) + ".",
                        statistics);
            }
            search.search(this::select, task.watch());
            statistics.put("found", selection.found());
            statistics.put("reported", selection.reported());
            return new Outcome.Applicable(statistics, selection.alerts());
        }

        private void select(int window, int[] rows, int[] days, long sum, int near) {
            String grade = switch (window) {
                case 1 -> rule.isNear(near, rows.length) ? "DAY_NEAR" : "DAY";
                case 3 -> "THREE_DAYS";
                default -> "FIVE_DAYS";
            };
            selection.add(WEIGHTS.points(grade), sum,
                    Arrays.stream(rows).map(row -> row + 1).sorted().toArray(),
                    () -> explanation(window, rows, days, sum, near, grade));
        }

        private Explanation explanation(int window, int[] rows, int[] days, long sum, int near, String grade) {
            String currency = currencies.code(currencies.at(rows[0]));
            String total = Numerals.money(sum, currency);
            BigDecimal threshold = task.parameters().decimal("threshold");
            List<Map<String, Object>> parts = new ArrayList<>();
            for (int i = 0; i < Math.min(rows.length, Evidence.LISTED); i++) {
                parts.add(Figures.of("row", rows[i] + 1, "at",
                        Evidence.moment(ledger, ledger.instants(Field.POSTED_AT)[rows[i]],
                                ledger.timed(Field.POSTED_AT)),
                        "businessDay", days[i] - days[0] + 1, "amount",
                        Numerals.money(ledger.amounts()[rows[i]], currency)));
            }
            String what = (cash == null ? " amounts" : " amounts of cash")
                    + (ledger.amounts()[rows[0]] > 0 ? " (positive)" : " (negative)");
            return new Explanation(
                    "every |amount| < threshold; sum |amount| > threshold; parts >= minimumParts; near = number of |amount| >="
                            + " threshold (1 - nearBand); businessDay < 1 + window; window > 1 needs near >= nearShare x parts",
                    Figures.of("party", "the " + party.column(rows[0]).label() + " of row " + (rows[0] + 1), "parts",
                            rows.length,
                            "amounts", parts, "sum", total, "currency", currency, "judged",
                            cash == null ? "all rows" : "cash"),
                    Figures.of("threshold", threshold, "minimumParts", rule.minimumParts(), "nearBand",
                            task.parameters().decimal("nearBand"), "nearShare", rule.reviewShare(), CALENDAR,
                            task.parameters().text(CALENDAR), "points", WEIGHTS.grades()),
                    Figures.of("window", window, "businessDays", days[days.length - 1] - days[0] + 1, "near", near,
                            "share", Figures.share(near, rows.length), "grade", grade, "points",
                            WEIGHTS.points(grade)),
                    rows.length + " >= " + rule.minimumParts() + " and " + total + " > " + threshold.toPlainString()
                            + " within " + Numerals.counted(window, "business day", "business days"),
                    Numerals.grouped(rows.length) + what + " of one party, each below " + threshold.toPlainString()
                            + " " + currency + ", come to " + total + " within "
                            + Numerals.counted(window, "business day", "business days") + "; "
                            + Numerals.counted(near, "of them is", "of them are") + " near the amount.",
                    SOURCE);
        }
    }
}
