package com.nexusplatform.procedure.journal;

import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.Documents;
import com.nexusplatform.procedure.grouping.NormalForm;

/** Which accounts the documents of a ledger debit and credit together. Accounts and authors are numbered from 1; 0 is none. */
final class Postings {

    /** Most pairs of a document that debits and credits several accounts; nobody can say which belong together. */
    static final int MOST_PAIRS = 25;

    private static final int DOCUMENTS_A_LOOK = 1 << 17;
    private static final int[] NONE = {};

    private final boolean byCounterAccount;
    private final int[] rows;
    private final int[] starts;
    private final int[] accounts;
    private final int[] counterAccounts;
    private final int[] authors;
    private final long[] amounts;
    private final int numberOfAccounts;
    private final int numberOfAuthors;
    private final Uses debits;
    private final Uses credits;
    private final Uses byAuthor;
    private int paired;
    private int tooLarge;

    Postings(ColumnarLedger ledger, boolean byCounterAccount) {
        this.byCounterAccount = byCounterAccount;
        rows = new int[ledger.rows()];
        Arrays.setAll(rows, row -> row);
        starts = Documents.sort(ledger, rows);
        Dictionary.Builder forms = new Dictionary.Builder();
        accounts = classes(ledger, Field.ACCOUNT, forms);
        counterAccounts = byCounterAccount ? classes(ledger, Field.COUNTER_ACCOUNT, forms) : NONE;
        numberOfAccounts = forms.size();
        Dictionary.Builder people = new Dictionary.Builder();
        authors = ledger.has(Field.CREATED_BY) ? classes(ledger, Field.CREATED_BY, people) : NONE;
        numberOfAuthors = people.size();
        amounts = ledger.has(Field.AMOUNT) ? ledger.amounts() : new long[0];
        debits = new Uses(numberOfAccounts);
        credits = new Uses(numberOfAccounts);
        byAuthor = new Uses(numberOfAuthors);
    }

    /** Takes what is found in a document. */
    interface Receiver {

        /** A document, numbered from 1, uses an account, first in the row at an index. */
        void account(int document, int account, int row);

        /** An author posts to an account in a row of the document; it may be called again for the two. */
        void author(int document, int author, int account, int row);

        /** A document debits one account, first in a row, and credits another; it may be called again for the pair. */
        void pair(int document, int debit, int credit, int debitRow, int creditRow);
    }

    /** Goes through the documents, always in the same order. */
    void forEach(Receiver receiver, Watch watch, double from, double to) {
        paired = 0;
        tooLarge = 0;
        debits.forget();
        credits.forget();
        byAuthor.forget();
        for (int document = 0; document + 1 < starts.length; document++) {
            if (document % DOCUMENTS_A_LOOK == 0) {
                watch.at(from + (to - from) * document / starts.length);
            }
            debits.clear();
            credits.clear();
            byAuthor.clear();
            if (byCounterAccount) {
                readCounterAccounts(document, receiver);
            } else {
                readLines(document, receiver);
                pair(document + 1, starts[document + 1] - starts[document], receiver);
            }
            use(document + 1, receiver);
        }
    }

    int documents() {
        return starts.length - 1;
    }

    /** Documents with at least one pair, in the last pass. */
    int paired() {
        return paired;
    }

    /** Documents whose pairs were left out, in the last pass. */
    int tooLarge() {
        return tooLarge;
    }

    int numberOfAccounts() {
        return numberOfAccounts;
    }

    int numberOfAuthors() {
        return numberOfAuthors;
    }

    /** Documents that debit each account, in the last pass, whether they credit one or not. */
    int[] debits() {
        return debits.documents;
    }

    /** Documents that credit each account, in the last pass. */
    int[] credits() {
        return credits.documents;
    }

    /** Documents in which each author posts to an account, in the last pass. */
    int[] byAuthor() {
        return byAuthor.documents;
    }

    /** The column in which a row has an account. */
    Field side(int account, int row) {
        return accounts[row] == account ? Field.ACCOUNT : Field.COUNTER_ACCOUNT;
    }

    private void readLines(int document, Receiver receiver) {
        for (int place = starts[document]; place < starts[document + 1]; place++) {
            int row = rows[place];
            if (accounts[row] != 0 && amounts[row] != 0) {
                (amounts[row] > 0 ? debits : credits).add(document + 1, accounts[row], row);
                author(document + 1, accounts[row], row, receiver);
            }
        }
    }

    private void readCounterAccounts(int document, Receiver receiver) {
        boolean pairs = false;
        for (int place = starts[document]; place < starts[document + 1]; place++) {
            int row = rows[place];
            boolean debit = amounts.length == 0 || amounts[row] >= 0;
            int debited = debit ? accounts[row] : counterAccounts[row];
            int credited = debit ? counterAccounts[row] : accounts[row];
            use(debits, document + 1, debited, row, receiver);
            use(credits, document + 1, credited, row, receiver);
            if (debited != 0 && credited != 0) {
                receiver.pair(document + 1, debited, credited, row, row);
                pairs = true;
            }
        }
        paired += pairs ? 1 : 0;
    }

    /** An account is used, and by whom it is, whether the other side of the row stands or not. */
    private void use(Uses side, int document, int account, int row, Receiver receiver) {
        if (account != 0) {
            side.add(document, account, row);
            author(document, account, row, receiver);
        }
    }

    private void pair(int document, int lines, Receiver receiver) {
        long pairs = (long) debits.size * credits.size;
        if (pairs > Math.max(lines, MOST_PAIRS)) {
            tooLarge++;
            return;
        }
        paired += pairs > 0 ? 1 : 0;
        for (int d = 0; d < debits.size; d++) {
            for (int c = 0; c < credits.size; c++) {
                int debit = debits.used[d];
                int credit = credits.used[c];
                receiver.pair(document, debit, credit, debits.rows[debit], credits.rows[credit]);
            }
        }
    }

    private void use(int document, Receiver receiver) {
        for (int d = 0; d < debits.size; d++) {
            int account = debits.used[d];
            int row = debits.rows[account];
            receiver.account(document, account,
                    credits.seen[account] == document ? Math.min(row, credits.rows[account]) : row);
        }
        for (int c = 0; c < credits.size; c++) {
            int account = credits.used[c];
            if (debits.seen[account] != document) {
                receiver.account(document, account, credits.rows[account]);
            }
        }
    }

    private void author(int document, int account, int row, Receiver receiver) {
        if (authors.length > 0 && authors[row] != 0) {
            byAuthor.add(document, authors[row], row);
            receiver.author(document, authors[row], account, row);
        }
    }

    private static int[] classes(ColumnarLedger ledger, Field field, Dictionary.Builder forms) {
        int[] classes = NormalForm.IDENTIFIER.classes(ledger.dictionary(field), forms);
        int[] codes = ledger.codes(field);
        int[] numbers = new int[codes.length];
        for (int row = 0; row < codes.length; row++) {
            numbers[row] = classes[codes[row]];
        }
        return numbers;
    }

    /** What a document uses in one way, such as the accounts that it debits, each with its first row; and how many documents do. */
    private static final class Uses {

        private final int[] seen;
        private final int[] documents;
        private final int[] rows;
        private int[] used = new int[16];
        private int size;

        private Uses(int things) {
            seen = new int[things + 1];
            documents = new int[things + 1];
            rows = new int[things + 1];
        }

        private void forget() {
            Arrays.fill(seen, 0);
            Arrays.fill(documents, 0);
        }

        private void clear() {
            size = 0;
        }

        private void add(int document, int thing, int row) {
            if (seen[thing] != document) {
                seen[thing] = document;
                documents[thing]++;
                rows[thing] = row;
                used = size == used.length ? Arrays.copyOf(used, 2 * size) : used;
                used[size++] = thing;
            }
        }
    }
}
