package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;

/** Which keywords stand in each distinct description, and which of them say something in this ledger. */
final class KeywordHits {

    private static final int TEXTS_A_LOOK = 1 << 16;
    private static final int NONE = -1;

    private final List<Keyword> keywords;
    private final int[] codes;
    private final int[] starts;
    private final int[] strongest;
    private final long[] rows;
    private final int[] points;
    private final boolean[] ordinary;
    private int[] hits = new int[64];
    private int described;

    KeywordHits(ColumnarLedger ledger, List<Keyword> keywords, Weights weights, Watch watch) {
        this.keywords = keywords;
        codes = ledger.codes(Field.DESCRIPTION);
        Dictionary texts = ledger.dictionary(Field.DESCRIPTION);
        starts = new int[texts.size() + 2];
        strongest = new int[texts.size() + 1];
        rows = new long[keywords.size()];
        ordinary = new boolean[keywords.size()];
        points = keywords.stream().mapToInt(keyword -> weights.points(keyword.grade())).toArray();
        search(texts, watch);
        count();
    }

    /** Number of rows with a description. */
    int described() {
        return described;
    }

    /** Leaves out the keywords that more rows have than a share of those with a description, and names them with their rows. */
    Map<String, Object> leaveOutOrdinary(BigDecimal maximumShare) {
        Map<String, Object> left = new LinkedHashMap<>();
        for (int keyword = 0; keyword < rows.length; keyword++) {
            // of a few rows one is a large share already
            ordinary[keyword] = rows[keyword] > 1 && Figures.exceeds(rows[keyword], described, maximumShare);
            if (ordinary[keyword]) {
                left.put(keywords.get(keyword).words(), rows[keyword]);
            }
        }
        for (int code = 0; code < strongest.length; code++) {
            strongest[code] = strongest(code);
        }
        return left;
    }

    /** Rows of each keyword that was found and says something, in the order of the dictionary. */
    Map<String, Object> found() {
        Map<String, Object> found = new LinkedHashMap<>();
        for (int keyword = 0; keyword < rows.length; keyword++) {
            if (rows[keyword] > 0 && !ordinary[keyword]) {
                found.put(keywords.get(keyword).words(), rows[keyword]);
            }
        }
        return found;
    }

    /** Points of the row at an index; 0 without a keyword. */
    int points(int row) {
        int keyword = strongest[codes[row]];
        return keyword == NONE ? 0 : points[keyword];
    }

    /** Keywords of the row at an index that say something, the strongest first. */
    List<Keyword> of(int row) {
        List<Keyword> held = new ArrayList<>();
        int first = strongest[codes[row]];
        if (first != NONE) {
            held.add(keywords.get(first));
        }
        for (int i = starts[codes[row]]; i < starts[codes[row] + 1]; i++) {
            if (!ordinary[hits[i]] && hits[i] != first) {
                held.add(keywords.get(hits[i]));
            }
        }
        return held;
    }

    /** Number of rows that have a keyword. */
    long rows(Keyword keyword) {
        return rows[keywords.indexOf(keyword)];
    }

    private void search(Dictionary texts, Watch watch) {
        KeywordSearch search = new KeywordSearch(keywords);
        FoldedText text = new FoldedText();
        int[] lastSeen = new int[keywords.size()];
        int[] size = {0};
        for (int code = 1; code <= texts.size(); code++) {
            if (code % TEXTS_A_LOOK == 1) {
                watch.at(0.6 * code / texts.size());
            }
            starts[code] = size[0];
            text.fold(texts, code);
            int current = code;
            search.forEach(text, keyword -> {
                if (lastSeen[keyword] != current) {
                    lastSeen[keyword] = current;
                    hits = size[0] == hits.length ? Arrays.copyOf(hits, 2 * size[0]) : hits;
                    hits[size[0]++] = keyword;
                }
            });
        }
        starts[texts.size() + 1] = size[0];
    }

    private void count() {
        int[] rowsOfText = new int[strongest.length];
        for (int code : codes) {
            rowsOfText[code]++;
        }
        described = codes.length - rowsOfText[Dictionary.ABSENT];
        for (int code = 1; code < rowsOfText.length; code++) {
            for (int i = starts[code]; i < starts[code + 1]; i++) {
                rows[hits[i]] += rowsOfText[code];
            }
        }
    }

    private int strongest(int code) {
        int best = NONE;
        for (int i = starts[code]; i < starts[code + 1]; i++) {
            int keyword = hits[i];
            boolean stronger = best == NONE || stronger(keyword, best);
            best = !ordinary[keyword] && stronger ? keyword : best;
        }
        return best;
    }

    /** More points, or else the longer phrase, or else the one that the dictionary has first. */
    private boolean stronger(int one, int other) {
        if (points[one] != points[other]) {
            return points[one] > points[other];
        }
        int longer = keywords.get(one).folded().length() - keywords.get(other).folded().length();
        return longer > 0 || longer == 0 && one < other;
    }
}
