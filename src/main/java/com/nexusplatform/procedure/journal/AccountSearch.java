package com.nexusplatform.procedure.journal;

import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Figures;

/** The two passes of LED-5 over the documents, and what can be judged after them. */
final class AccountSearch {

    private final Parameters parameters;
    private final Postings postings;
    private final RarePairs pairs;
    private final RarePairs authors;
    private final AccountUses uses;

    AccountSearch(Task task, boolean byCounterAccount) {
        ColumnarLedger ledger = task.ledger();
        parameters = task.parameters();
        task.watch().at(0);
        postings = new Postings(ledger, byCounterAccount);
        task.watch().at(0.2);
        int support = parameters.integer("support");
        int accounts = postings.numberOfAccounts();
        pairs = new RarePairs(accounts, accounts, support, parameters.decimal("confidence"));
        authors = new RarePairs(postings.numberOfAuthors(), accounts, support, parameters.decimal("confidence"));
        uses = new AccountUses(ledger, accounts, parameters.integer("usesAYear"));
        postings.forEach(new Counting(), task.watch(), 0.2, 0.4);
        pairs.allot();
        authors.allot();
        postings.forEach(new Collecting(), task.watch(), 0.4, 0.7);
        pairs.decide(postings.debits(), postings.credits());
        authors.decide(postings.byAuthor(), uses.documentsOf());
        task.watch().at(0.8);
    }

    Postings postings() {
        return postings;
    }

    RarePairs pairs() {
        return pairs;
    }

    RarePairs authors() {
        return authors;
    }

    AccountUses uses() {
        return uses;
    }

    /** Why rare pairs are not judged; empty when they are. */
    String reasonAgainstPairs() {
        return tooMany(pairs.documents(), postings.paired());
    }

    /** Why seldom used accounts are not judged; empty when they are. */
    String reasonAgainstAccounts() {
        return tooMany(uses.documents(), postings.documents());
    }

    /** Why accounts that are unusual for an author are not judged; empty when they are. */
    String reasonAgainstAuthors() {
        if (postings.numberOfAuthors() < 2) {
            return "fewer than two authors are named";
        }
        return tooMany(authors.documents(), postings.documents());
    }

    /** Figures of a criterion. */
    Map<String, Object> figures(String reason, int found, int documents) {
        return Figures.of("judged", reason.isEmpty(), "found", found, "documents", documents, "reason", reason);
    }

    /** Figures of the three criteria. */
    Map<String, Object> figures() {
        return Figures.of("UNUSUAL_PAIR", figures(reasonAgainstPairs(), pairs.rare(), pairs.documents()),
                "SELDOM_ACCOUNT",
                figures(reasonAgainstAccounts(), uses.size(), uses.documents()), "UNUSUAL_AUTHOR",
                figures(reasonAgainstAuthors(), authors.rare(), authors.documents()));
    }

    private String tooMany(int documents, int all) {
        return Figures.exceeds(documents, all, parameters.decimal("maximumShare"))
                ? documents + " of " + Numerals.counted(all, "document meets", "documents meet") + " it, a share above "
                        + parameters.decimal("maximumShare").toPlainString() + "; it is ordinary here"
                : "";
    }

    private final class Counting implements Postings.Receiver {

        @Override
        public void account(int document, int account, int row) {
            uses.count(account);
        }

        @Override
        public void author(int document, int author, int account, int row) {
            authors.count(author);
        }

        @Override
        public void pair(int document, int debit, int credit, int debitRow, int creditRow) {
            pairs.count(debit);
        }
    }

    private final class Collecting implements Postings.Receiver {

        @Override
        public void account(int document, int account, int row) {
            uses.collect(document, account, row);
        }

        @Override
        public void author(int document, int author, int account, int row) {
            authors.collect(document, author, account, row, row);
        }

        @Override
        public void pair(int document, int debit, int credit, int debitRow, int creditRow) {
            pairs.collect(document, debit, credit, debitRow, creditRow);
        }
    }
}
