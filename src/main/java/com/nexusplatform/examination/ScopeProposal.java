package com.nexusplatform.examination;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * The scope as a caller writes it, field by field, still to be judged: a whole one for a new examination, or some fields for a
 * change. All that is wrong is named at once.
 */
public final class ScopeProposal {

    private static final Set<String> FIELDS = Set.of("title", "institution", "periodStart", "periodEnd", "currency",
            "materiality");
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_WHOLE_DIGITS = 15;
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1," + MOST_WHOLE_DIGITS + "}(\\.[0-9]{1,6})?");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

    private final Map<String, @Nullable String> values;
    private final List<Map<String, String>> errors = new ArrayList<>();

    private ScopeProposal(Map<String, @Nullable String> values) {
        this.values = values;
    }

    /** A proposal of the fields given; a field given as null is to be emptied. */
    public static ScopeProposal of(Map<String, @Nullable String> values) {
        return new ScopeProposal(new HashMap<>(values));
    }

    /** The scope of a new examination; refused with VALIDATION_FAILED and {@code errors}, each with its field. */
    Scope asScope() {
        return judge();
    }

    /** The scope given with the proposed fields put in; refused like {@link #asScope()}. */
    Scope appliedTo(Scope present) {
        keep("title", present.title());
        keep("institution", present.institution());
        keep("periodStart", present.periodStart().toString());
        keep("periodEnd", present.periodEnd().toString());
        keep("currency", present.currency());
        BigDecimal materiality = present.materiality();
        keep("materiality", materiality == null ? null : materiality.toPlainString());
        return judge();
    }

    private void keep(String field, @Nullable String present) {
        if (!values.containsKey(field)) {
            values.put(field, present);
        }
    }

    private Scope judge() {
        errors.clear();
        values.keySet()
            .stream()
            .filter(field -> !FIELDS.contains(field))
            .sorted()
            .forEach(field -> refuse(field, "is not a field of an examination's scope"));
        String title = text("title");
        String institution = text("institution");
        LocalDate start = date("periodStart");
        LocalDate end = date("periodEnd");
        if (start.isAfter(end)) {
            refuse("periodEnd", "must not be before periodStart");
        }
        String currency = currency();
        BigDecimal materiality = materiality(currency);
        if (!errors.isEmpty()) {
            throw refusal(errors);
        }
        return new Scope(title, institution, start, end, currency, materiality);
    }

    private String text(String field) {
        String value = required(field).strip();
        if (value.codePointCount(0, value.length()) > LONGEST_TEXT) {
            refuse(field, "must not be longer than " + LONGEST_TEXT + " characters");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            refuse(field, "must not hold line breaks or other control characters");
        }
        return value;
    }

    /** The date; an unreadable one is refused, and an end that agrees with everything stands in for it. */
    private LocalDate date(String field) {
        LocalDate standIn = field.equals("periodStart") ? EARLIEST : LATEST;
        String value = required(field);
        if (value.isBlank()) {
            return standIn;
        }
        try {
            LocalDate date = LocalDate.parse(value);
            if (!date.isBefore(EARLIEST) && !date.isAfter(LATEST)) {
                return date;
            }
            refuse(field, "must be from " + EARLIEST + " to " + LATEST);
        } catch (DateTimeException unreadable) {
            refuse(field, "must be a date of the calendar, written like 2025-12-31");
        }
        return standIn;
    }

    private String currency() {
        String code = required("currency");
        if (!code.isEmpty() && !isCurrency(code)) {
            refuse("currency", "must be a code of ISO 4217, such as EUR");
        }
        return code;
    }

    private @Nullable BigDecimal materiality(String currency) {
        String value = values.get("materiality");
        if (value == null) {
            return null;
        }
        if (!DECIMAL.matcher(value).matches()) {
            refuse("materiality", "must be a plain decimal above 0, of at most " + MOST_WHOLE_DIGITS
                    + " digits before the point, such as 25000.00");
            return null;
        }
        BigDecimal amount = new BigDecimal(value);
        int decimals = isCurrency(currency) ? decimals(currency) : amount.scale();
        if (amount.signum() == 0) {
            refuse("materiality", "must be above 0");
        } else if (amount.stripTrailingZeros().scale() > decimals) {
            refuse("materiality", currency + " has " + decimals + " decimals");
        }
        return amount;
    }

    private String required(String field) {
        String value = values.get(field);
        if (value == null || value.isBlank()) {
            refuse(field, "must be given");
            return "";
        }
        return value;
    }

    private void refuse(String field, String message) {
        errors.add(Map.of("field", field, "message", message));
    }

    /** A refusal that names fields and what is wrong with each. */
    static ProblemException refusal(List<Map<String, String>> errors) {
        List<String> words = errors.stream().map(error -> error.get("field") + " " + error.get("message")).toList();
        return new ProblemException(ProblemType.VALIDATION_FAILED, String.join("; ", words) + ".")
            .with("field", String.valueOf(errors.getFirst().get("field")))
            .with("errors", List.copyOf(errors));
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream().anyMatch(known -> known.getCurrencyCode().equals(code));
    }

    /** Decimals of a currency's minor unit; 2 where ISO 4217 states none. */
    static int decimals(String currency) {
        int digits = Currency.getInstance(currency).getDefaultFractionDigits();
        return digits < 0 ? 2 : digits;
    }
}
