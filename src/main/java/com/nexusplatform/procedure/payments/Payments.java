package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.grouping.AmountLevel;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Key;
import com.nexusplatform.procedure.grouping.NormalForm;
import com.nexusplatform.procedure.grouping.RowDays;

/**
 * The columns of a ledger as payments: who was paid, on which document, how much. In a double-entry ledger only debits are
 * payments; the credit lines of the same documents are the other side, not reversals.
 */
final class Payments {

    /** Share of negative amounts from which a ledger counts as double entry. */
    static final BigDecimal DOUBLE_ENTRY_SHARE = new BigDecimal("0.25");

    final ColumnarLedger ledger;
    final long[] amounts;
    final boolean doubleEntry;

    private final int[] days;
    private final int[] documentCodes;
    private final Dictionary documents;
    private final long[] documentKeys;
    private final int roundedNumbers;
    private final Parties parties;
    private final RowCurrencies currencies;
    private final int @Nullable [] accounts;
    private final AmountLevel leastAmount;

    private Payments(ColumnarLedger ledger, BigDecimal deMinimis) {
        this.ledger = ledger;
        amounts = ledger.amounts();
        days = RowDays.of(ledger);
        documentCodes = ledger.codes(Field.DOCUMENT_NO);
        documents = ledger.dictionary(Field.DOCUMENT_NO);
        documentKeys = NormalForm.DOCUMENT_NUMBER.keys(documents);
        roundedNumbers = leaveOutRoundedNumbers();
        parties = Parties.of(ledger);
        currencies = RowCurrencies.of(ledger);
        accounts = ledger.has(Field.ACCOUNT) ? ledger.codes(Field.ACCOUNT) : null;
        leastAmount = AmountLevel.of(ledger, deMinimis);
        doubleEntry = doubleEntry(ledger);
    }

    /** The payments of a ledger, of at least an amount. */
    static Payments of(ColumnarLedger ledger, BigDecimal deMinimis) {
        return new Payments(ledger, deMinimis);
    }

    /** Why a ledger cannot be read as payments, if it cannot. */
    static Optional<Outcome> refusal(ColumnarLedger ledger, Field... required) {
        for (Field field : required) {
            if (!ledger.has(field)) {
                return Optional.of(new Outcome.NotApplicable(
                        "The column " + field.label() + " is not mapped; it is needed to compare payments.",
                        Figures.of("missing", field.label())));
            }
        }
        return Parties.refusal(ledger);
    }

    /** Whether a row is a payment that is examined: positive, of some size, with counterparty and document number. */
    boolean examined(int row) {
        return amounts[row] > 0 && amounts[row] >= leastAmount.at(row) && identified(row);
    }

    /** Distinct document numbers that a spreadsheet has rounded; they say nothing and are left out. */
    int roundedNumbers() {
        return roundedNumbers;
    }

    /** Whether a row names a counterparty and a document. */
    boolean identified(int row) {
        return documentKeys[documentCodes[row]] != Key.NONE && party(row) != 0;
    }

    /** Number of the counterparty, equal where the id or else the name is; 0 where none is given. */
    int party(int row) {
        return parties.at(row);
    }

    /** Highest number of a counterparty. */
    int parties() {
        return parties.size();
    }

    /** Positive amounts in rows that name no counterparty. */
    int withoutCounterparty() {
        return parties.unnamed(amounts);
    }

    /** Account code; 0 where the column is not mapped. */
    int account(int row) {
        return accounts == null ? 0 : accounts[row];
    }

    /** Whether the account is mapped. */
    boolean hasAccount() {
        return accounts != null;
    }

    /** Code of the document number as spelled. */
    int documentCode(int row) {
        return documentCodes[row];
    }

    /** Document number as spelled. */
    String document(int row) {
        return documents.text(documentCodes[row]);
    }

    /** Document number in its normal form. */
    String normalDocument(int row) {
        return NormalForm.DOCUMENT_NUMBER.of(documents, documentCodes[row]);
    }

    /** Key of counterparty, document and size of the amount, whatever its sign. */
    long paymentKey(int row) {
        return Key.with(Key.with(partyKey(row), documentKeys[documentCodes[row]]), size(row));
    }

    /** Key of counterparty and amount; in a double-entry ledger of the account too. */
    long amountKey(int row) {
        return Key.with(Key.with(partyKey(row), size(row)), doubleEntry ? account(row) : 0);
    }

    /** Key of counterparty and document. */
    long documentKey(int row) {
        return Key.with(partyKey(row), documentKeys[documentCodes[row]]);
    }

    /** Key of document and amount, whoever was paid. */
    long sharedKey(int row) {
        return Key.with(Key.with(Key.of(currency(row)), documentKeys[documentCodes[row]]), size(row));
    }

    /** Key of the amount and its currency alone. */
    long sizeKey(int row) {
        return Key.with(Key.of(currency(row)), size(row));
    }

    private long partyKey(int row) {
        return Key.with(Key.of(party(row)), currency(row));
    }

    private int currency(int row) {
        return currencies.at(row);
    }

    private long size(int row) {
        return Math.abs(amounts[row]);
    }

    /** Whether counterparty and currency are the same. */
    boolean sameParty(int one, int other) {
        return party(one) == party(other) && currency(one) == currency(other);
    }

    /** Whether the size of the amount and its currency are the same. */
    boolean sameAmount(int one, int other) {
        return size(one) == size(other) && currency(one) == currency(other);
    }

    /** Whether the document number is the same in its normal form. */
    boolean sameDocument(int one, int other) {
        int a = documentCodes[one];
        int b = documentCodes[other];
        return documentKeys[a] == documentKeys[b] && NormalForm.DOCUMENT_NUMBER.same(documents, a, b);
    }

    /** Order of two payments by what can tell them apart wherever they stand: day, account, number as spelled. */
    int compare(int one, int other) {
        int byDay = Integer.compare(day(one), day(other));
        int byAccount = byDay != 0 ? byDay : accountText(one).compareTo(accountText(other));
        return byAccount != 0 ? byAccount : document(one).compareTo(document(other));
    }

    private String accountText(int row) {
        return accounts == null ? "" : ledger.text(Field.ACCOUNT, row);
    }

    /** The entry that a row is a line of: rows of one spelling and one instant, or else day, are lines of one; without either each is its own. */
    Entry entry(int row) {
        if (day(row) == ColumnarLedger.NO_DATE) {
            return new Entry(Dictionary.ABSENT, row); // no moment is not one moment
        }
        return new Entry(documentCodes[row],
                ledger.has(Field.POSTED_AT) ? ledger.instants(Field.POSTED_AT)[row] : days[row]);
    }

    /** A document as entered: code of its number, instant or day of posting; or a row alone. */
    record Entry(int documentCode, long moment) {}

    /** Day of posting, or of taking effect, since 1970-01-01; {@link ColumnarLedger#NO_DATE} where absent. */
    int day(int row) {
        return days.length == 0 ? ColumnarLedger.NO_DATE : days[row];
    }

    /** Date as text; empty where absent. */
    String date(int row) {
        return RowDays.text(day(row));
    }

    /** Amount as an exact decimal, written out. */
    String amount(int row) {
        return Numerals.money(amounts[row], ledger.currency(row));
    }

    /** A number such as 2.11011E+13 has lost digits: two of them that are equal may stand for different documents. */
    private int leaveOutRoundedNumbers() {
        int left = 0;
        for (int code = 1; code <= documents.size(); code++) {
            if (rounded(documents.bytes(), documents.start(code), documents.end(code))) {
                documentKeys[code] = Key.NONE;
                left++;
            }
        }
        return left;
    }

    private static boolean rounded(byte[] text, int from, int to) {
        int plus = to - 1;
        while (plus > from && text[plus] >= '0' && text[plus] <= '9') {
            plus--;
        }
        if (plus == to - 1 || plus < from + 2 || text[plus] != '+' || (text[plus - 1] | 0x20) != 'e') {
            return false;
        }
        for (int i = from; i < plus - 1; i++) {
            if ((text[i] < '0' || text[i] > '9') && text[i] != '.' && text[i] != ',') {
                return false;
            }
        }
        return true;
    }

    /** Whether so many amounts are negative that they are the other sides of entries. */
    static boolean doubleEntry(ColumnarLedger ledger) {
        long negatives = 0;
        for (long amount : ledger.amounts()) {
            negatives += amount >>> 63;
        }
        return Figures.exceeds(negatives, ledger.rows(), DOUBLE_ENTRY_SHARE);
    }
}
