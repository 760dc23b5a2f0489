package com.nexusplatform.procedure.laundering;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** Whose cash each row is: the text of a column, or the account to which it goes and else the one from which it comes. */
final class CashParty {

    /** The choice of counterAccount row by row, and of account where it is not given. */
    static final String AUTO = "auto";

    private final int[] codes;
    private final int[] receivers;
    private final Field column;

    private CashParty(int[] codes, int[] receivers, Field column) {
        this.codes = codes;
        this.receivers = receivers;
        this.column = column;
    }

    /** The parties of a ledger by {@link #AUTO} or by the name of a column that is mapped. */
    static CashParty of(ColumnarLedger ledger, String choice) {
        if (AUTO.equals(choice) && ledger.has(Field.COUNTER_ACCOUNT)) {
            return ofEither(ledger);
        }
        Field column = Field.named(choice).orElse(Field.ACCOUNT);
        return new CashParty(ledger.codes(column), new int[0], column);
    }

    private static CashParty ofEither(ColumnarLedger ledger) {
        Dictionary.Builder space = new Dictionary.Builder();
        int[] receivers = Parties.numbers(ledger.dictionary(Field.COUNTER_ACCOUNT), space);
        int[] payers = Parties.numbers(ledger.dictionary(Field.ACCOUNT), space);
        int[] to = ledger.codes(Field.COUNTER_ACCOUNT);
        int[] from = ledger.codes(Field.ACCOUNT);
        int[] codes = new int[to.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = to[row] == Dictionary.ABSENT ? payers[from[row]] : receivers[to[row]];
        }
        return new CashParty(codes, to, Field.COUNTER_ACCOUNT);
    }

    /** Number of the party of each row; {@link Dictionary#ABSENT} for none. */
    int[] codes() {
        return codes;
    }

    /** The column that names the party of a row. */
    Field column(int row) {
        return receivers.length > 0 && receivers[row] == Dictionary.ABSENT ? Field.ACCOUNT : column;
    }
}
