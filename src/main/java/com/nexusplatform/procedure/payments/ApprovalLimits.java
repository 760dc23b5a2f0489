package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.grouping.Figures;

/** Approval limits as an examiner gives them: exact decimals, each in the units of one currency or of every currency. */
final class ApprovalLimits {

    /** What a procedure's page says of the figures of {@link #leftOut}. */
    static final String LEFT_OUT = "Positive amounts in currencies without a limit are counted only (amountsWithoutLimit,"
            + " currenciesWithoutLimit), and limits in currencies without a positive amount named (limitsWithoutAmounts).";

    private static final String NAME = "limits";
    private static final String ANY = "";
    private static final int MOST = 50;
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,17}(?:\\.[0-9]{1,4})?)(?: ([A-Z]{3}))?");

    private ApprovalLimits() {}

    /** The parameter that holds them. */
    static Parameter parameter() {
        return Parameter.texts(NAME, List.of(), List.of(),
                "approval limits, such as 5000 (in units of each row's currency) or 5000 EUR; at most " + MOST,
                "no default: an organisation's own limits")
            .written(new Parameter.Form(
                    "limits above 0 such as 5000 or 5000 EUR, with a currency of ISO 4217, at most " + MOST,
                    limits -> limits.size() <= MOST && limits.stream().allMatch(ApprovalLimits::readable)));
    }

    /** Why there is no limit to examine, if there is none: none is given, or none in a currency that is paid. */
    static Optional<Outcome> refusal(String procedure, Parameters parameters, ColumnarLedger ledger) {
        List<String> written = parameters.texts(NAME);
        if (written.isEmpty()) {
            return Optional.of(new Outcome.NotApplicable(procedure
                    + " needs the approval limits of the organisation in the parameter limits; none is given.",
                    Figures.of("limits", 0)));
        }
        List<String> currencies = written.stream().map(ApprovalLimits::currency).distinct().sorted().toList();
        List<String> paid = RowCurrencies.of(ledger).ofPositive(ledger.amounts());
        if (paid.isEmpty() || currencies.contains(ANY) || !Collections.disjoint(currencies, paid)) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.NotApplicable(procedure
                + " compares amounts with limits in their own currency: the limits are in "
                + String.join(", ", currencies) + ", the positive amounts in " + String.join(", ", paid) + ".",
                Figures.of("limits", written.size(), "limitCurrencies", currencies, "ledgerCurrencies", paid)));
    }

    /** The currency that a limit names, or {@link #ANY}. */
    private static String currency(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches() && matcher.group(2) != null ? matcher.group(2) : ANY;
    }

    private static boolean readable(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches() && new BigDecimal(matcher.group(1)).signum() > 0
                && (currency(text).equals(ANY) || Currencies.exists(currency(text)));
    }

    /** Every limit in every currency of the ledger that it is meant for, in the order given, each once. */
    static List<Limit> of(Parameters parameters, RowCurrencies currencies) {
        List<Limit> limits = new ArrayList<>();
        for (String text : parameters.texts(NAME)) {
            Matcher matcher = WRITTEN.matcher(text);
            if (matcher.matches()) {
                BigDecimal amount = new BigDecimal(matcher.group(1)).stripTrailingZeros();
                for (int currency = 0; currency < currencies.codes().size(); currency++) {
                    Limit limit = new Limit(amount, currency, currencies.code(currency));
                    boolean meant = currency(text).equals(ANY) || currency(text).equals(limit.code);
                    if (meant && !limits.contains(limit)) {
                        limits.add(limit);
                    }
                }
            }
        }
        return limits;
    }

    /** Positive amounts in currencies without a limit, and limits in currencies without a positive amount. */
    static Map<String, Object> leftOut(Parameters parameters, RowCurrencies currencies, long[] amounts) {
        int[] paid = new int[currencies.codes().size()];
        for (int row = 0; row < amounts.length; row++) {
            if (amounts[row] > 0) {
                paid[currencies.at(row)]++;
            }
        }
        List<Limit> limits = of(parameters, currencies);
        int[] without = IntStream.range(0, paid.length)
            .filter(number -> paid[number] > 0 && limits.stream().noneMatch(limit -> limit.currency == number))
            .toArray();
        List<String> unused = parameters.texts(NAME)
            .stream()
            .filter(text -> !currency(text).equals(ANY))
            .filter(text -> limits.stream()
                .noneMatch(limit -> limit.code.equals(currency(text)) && paid[limit.currency] > 0))
            .distinct()
            .toList();
        return Figures.of("amountsWithoutLimit", Arrays.stream(without).map(number -> paid[number]).sum(),
                "currenciesWithoutLimit", Arrays.stream(without).mapToObj(currencies::code).toList(),
                "limitsWithoutAmounts", unused);
    }

    /**
     * One limit in one currency.
     *
     * @param amount   in units of the currency
     * @param currency number of the currency
     * @param code     its ISO 4217 code
     */
    record Limit(BigDecimal amount, int currency, String code) {

        /** The least whole number of minor units that is not below a multiple of the limit. */
        long times(BigDecimal factor) {
            return amount.multiply(factor)
                .movePointRight(Currencies.digits(code))
                .setScale(0, RoundingMode.CEILING)
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .longValueExact();
        }

        /** The amount written out, such as {@code 5000}. */
        String money() {
            return amount.toPlainString();
        }

        /** The limit as text, such as {@code 5000 EUR}. */
        String words() {
            return money() + " " + code;
        }
    }
}
