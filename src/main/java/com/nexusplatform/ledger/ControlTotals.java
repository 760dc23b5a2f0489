package com.nexusplatform.ledger;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Currencies;

/**
 * What is agreed before a dataset is sealed: the number of rows and the exact sums of its amounts. With several currencies the
 * sums run over all of them, as a check of completeness, and each currency is shown by itself as well.
 *
 * @param rows       accepted rows
 * @param debits     sum of the positive amounts, a decimal
 * @param credits    sum of the negative amounts without their sign, a decimal
 * @param currency   currency of rows that name none
 * @param byCurrency each currency by itself, when there are several; otherwise empty
 */
public record ControlTotals(long rows, String debits, String credits, String currency,
        List<OfCurrency> byCurrency) {

    public ControlTotals {
        byCurrency = List.copyOf(byCurrency);
    }

    /** Whether the figures given are these; credits may be given with or without their sign. */
    public boolean agreeWith(long otherRows, BigDecimal otherDebits, BigDecimal otherCredits) {
        return rows == otherRows && new BigDecimal(debits).compareTo(otherDebits) == 0
                && new BigDecimal(credits).compareTo(otherCredits.abs()) == 0;
    }

    /**
     * The totals of one currency.
     *
     * @param currency ISO 4217
     * @param rows     rows in that currency
     * @param debits   sum of the positive amounts
     * @param credits  sum of the negative amounts without their sign
     */
    public record OfCurrency(String currency, long rows, String debits, String credits) {}

    /** Adds up segment after segment. */
    static final class Sum {

        private static final long SAFE = 1L << 47;

        private final String currency;
        private final int currencyColumn;
        private final Map<String, Part> parts = new TreeMap<>();

        /** Sums of a dataset whose currency column is the text column at an index, or -1 when it has none. */
        Sum(String currency, int currencyColumn) {
            this.currency = currency;
            this.currencyColumn = currencyColumn;
        }

        void add(Segment segment) {
            TextColumn codes = currencyColumn < 0 ? null : segment.text(currencyColumn);
            int currencies = codes == null ? 1 : codes.size() + 1;
            long[] rows = new long[currencies];
            long[] debits = new long[currencies];
            long[] credits = new long[currencies];
            long[] amounts = segment.amounts();
            for (int row = 0; row < segment.rows(); row++) {
                int code = codes == null ? 0 : codes.code(row);
                rows[code]++;
                long amount = amounts.length == 0 ? 0 : amounts[row];
                if (amount > SAFE || amount < -SAFE) {
                    part(codes, code).add(amount);
                } else if (amount > 0) {
                    debits[code] += amount;
                } else {
                    credits[code] -= amount;
                }
            }
            for (int code = 0; code < currencies; code++) {
                if (rows[code] > 0) {
                    part(codes, code).add(rows[code], debits[code], credits[code]);
                }
            }
        }

        ControlTotals totals() {
            int digits = Currencies.digits(currency);
            BigDecimal debits = BigDecimal.ZERO;
            BigDecimal credits = BigDecimal.ZERO;
            long rows = 0;
            List<OfCurrency> byCurrency = new ArrayList<>();
            for (Map.Entry<String, Part> entry : parts.entrySet()) {
                int scale = Currencies.digits(entry.getKey());
                digits = Math.max(digits, scale);
                Part part = entry.getValue();
                BigDecimal partDebits = new BigDecimal(part.debits, scale);
                BigDecimal partCredits = new BigDecimal(part.credits, scale);
                byCurrency.add(new OfCurrency(entry.getKey(), part.rows, partDebits.toPlainString(),
                        partCredits.toPlainString()));
                rows += part.rows;
                debits = debits.add(partDebits);
                credits = credits.add(partCredits);
            }
            return new ControlTotals(rows, debits.setScale(digits).toPlainString(),
                    credits.setScale(digits).toPlainString(), currency, byCurrency.size() > 1 ? byCurrency : List.of());
        }

        private Part part(@Nullable TextColumn codes, int code) {
            String name = codes == null || code == 0
                    ? currency
                    : new String(codes.bytes(), codes.start(code), codes.end(code) - codes.start(code),
                            StandardCharsets.US_ASCII);
            return parts.computeIfAbsent(name, _ -> new Part());
        }
    }

    private static final class Part {

        private long rows;
        private BigInteger debits = BigInteger.ZERO;
        private BigInteger credits = BigInteger.ZERO;

        private void add(long amount) {
            BigInteger exact = BigInteger.valueOf(amount);
            if (amount > 0) {
                debits = debits.add(exact);
            } else {
                credits = credits.subtract(exact);
            }
        }

        private void add(long moreRows, long moreDebits, long moreCredits) {
            rows += moreRows;
            debits = debits.add(BigInteger.valueOf(moreDebits));
            credits = credits.add(BigInteger.valueOf(moreCredits));
        }
    }
}
