package com.nexusplatform.procedure.journal;

import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** In how many documents each account is used, and the rows of those that are seldom used. */
final class AccountUses {

    private static final int DAYS_OF_FOUR_YEARS = 1_461;

    private final long days;
    private final int years;
    private final long limit;
    private final int[] uses;
    private final int[] ranks;
    private int[] seldom = new int[16];
    private int size;
    private int[] occurrences = new int[64];
    private int collected;
    private int documents;
    private int lastDocument;

    /** No uses yet; an account with at most so many a year is seldom used. */
    AccountUses(ColumnarLedger ledger, int accounts, int usesAYear) {
        days = ledger.has(Field.POSTED_AT) ? days(ledger.days(Field.POSTED_AT)) : 0;
        years = (int) Math.max(1, (4 * days + DAYS_OF_FOUR_YEARS / 2) / DAYS_OF_FOUR_YEARS);
        limit = (long) usesAYear * years;
        uses = new int[accounts + 1];
        ranks = new int[accounts + 1];
        Arrays.fill(ranks, -1);
    }

    /** First pass: one more document uses the account. */
    void count(int account) {
        uses[account]++;
    }

    /** Second pass: a document, numbered from 1, uses the account in a row. */
    void collect(int document, int account, int row) {
        if (uses[account] > limit) {
            return;
        }
        if (ranks[account] < 0) {
            seldom = size == seldom.length ? Arrays.copyOf(seldom, 2 * size) : seldom;
            seldom[size] = account;
            ranks[account] = size++;
        }
        documents += lastDocument == document ? 0 : 1;
        lastDocument = document;
        occurrences = collected + 2 > occurrences.length
                ? Arrays.copyOf(occurrences, 2 * occurrences.length)
                : occurrences;
        occurrences[collected++] = ranks[account];
        occurrences[collected++] = row;
    }

    /** First row of each document of every seldom used account, in the order in which they were collected. */
    int[][] rows() {
        int[][] rows = new int[size][];
        Arrays.setAll(rows, rank -> new int[uses[seldom[rank]]]);
        int[] next = new int[size];
        for (int i = 0; i < collected; i += 2) {
            rows[occurrences[i]][next[occurrences[i]]++] = occurrences[i + 1];
        }
        return rows;
    }

    /** The seldom used account whose rows stand at a place. */
    int account(int place) {
        return seldom[place];
    }

    /** Documents that use each account. */
    int[] documentsOf() {
        return uses;
    }

    /** Documents that use a seldom used account. */
    int documents() {
        return documents;
    }

    /** Number of seldom used accounts. */
    int size() {
        return size;
    }

    /** Most documents of a seldom used account. */
    long limit() {
        return limit;
    }

    /** Days from the first to the last, both counted; 0 where no row is dated. */
    long days() {
        return days;
    }

    /** Days in years of 365.25 days, rounded, at least one. */
    int years() {
        return years;
    }

    private static long days(int... column) {
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int day : column) {
            if (day != ColumnarLedger.NO_DATE) {
                first = Math.min(first, day);
                last = Math.max(last, day);
            }
        }
        return first > last ? 0 : (long) last - first + 1;
    }
}
