package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.matching.Likeness;
import com.nexusplatform.procedure.matching.NearKeys;
import com.nexusplatform.procedure.matching.PartyKey;

/** Which keys of vendors are keys of employees, or similar ones; a key that many employees share tells nothing. */
final class EmployeeKeys {

    private final Map<PartyKey, Map<Integer, List<Hit>>> hits = new EnumMap<>(PartyKey.class);
    private final Map<PartyKey, boolean[]> marks = new EnumMap<>(PartyKey.class);
    private final Map<PartyKey, String> bounds = new EnumMap<>(PartyKey.class);
    private int commonKeys;
    private long comparisons;

    private EmployeeKeys() {}

    /**
     * A vendor's key that is an employee's.
     *
     * @param employee row of the employee, from 0
     */
    record Hit(PartyKey key, int employee, Likeness likeness) {}

    /** The hits of every key that both files have. */
    static EmployeeKeys of(PartyFile vendors, PartyFile employees, BigDecimal leastSimilarity, int commonRows,
            Watch watch) {
        EmployeeKeys found = new EmployeeKeys();
        double done = 0.1;
        for (PartyKey key : PartyKey.values()) {
            watch.at(done);
            done += 0.1;
            if (vendors.has(key) && employees.has(key)) {
                found.look(key, vendors, found.telling(key, employees, commonRows), leastSimilarity);
            }
        }
        return found;
    }

    /** Hits of a vendor's text by its code. */
    List<Hit> of(PartyKey key, int code) {
        return hits.getOrDefault(key, Map.of()).getOrDefault(code, List.of());
    }

    /** Whether there are hits, by the code of a vendor's text. */
    boolean[] marks(PartyKey key) {
        return marks.getOrDefault(key, new boolean[0]);
    }

    /** Keys that both files have. */
    List<PartyKey> compared() {
        return List.copyOf(hits.keySet());
    }

    /** Keys that more employees share than tell anything. */
    int commonKeys() {
        return commonKeys;
    }

    /** Comparisons of similar keys. */
    long comparisons() {
        return comparisons;
    }

    /** Which bound was met by key, in words. */
    Map<String, Object> bounds() {
        Map<String, Object> words = new LinkedHashMap<>();
        bounds.forEach((key, bound) -> words.put(key.name(), bound));
        return words;
    }

    private Map<String, List<Integer>> telling(PartyKey key, PartyFile employees, int commonRows) {
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        String[] keys = employees.keys(key);
        int[] codes = employees.codes(key);
        for (int row = 0; row < codes.length; row++) {
            if (!keys[codes[row]].isEmpty()) {
                rows.computeIfAbsent(keys[codes[row]], absent -> new ArrayList<>(1)).add(row);
            }
        }
        int before = rows.size();
        rows.values().removeIf(sharing -> sharing.size() > commonRows);
        commonKeys += before - rows.size();
        return rows;
    }

    private void look(PartyKey key, PartyFile vendors, Map<String, List<Integer>> employees, BigDecimal least) {
        List<String> ours = List.copyOf(employees.keySet());
        Map<String, Integer> places = new HashMap<>();
        List<String> theirs = new ArrayList<>();
        String[] keys = vendors.keys(key);
        int[] placeOf = new int[keys.length];
        for (int code = 0; code < keys.length; code++) {
            Integer known = keys[code].isEmpty() ? Integer.valueOf(-1) : places.putIfAbsent(keys[code], theirs.size());
            placeOf[code] = known == null ? theirs.size() : known;
            if (known == null) {
                theirs.add(keys[code]);
            }
        }
        Map<Integer, List<Hit>> byPlace = new HashMap<>();
        for (NearKeys.Match match : matches(key, ours, theirs, places, least)) {
            for (int employee : employees.getOrDefault(ours.get(match.left()), List.of())) {
                byPlace.computeIfAbsent(match.right(), absent -> new ArrayList<>())
                    .add(new Hit(key, employee, match.likeness()));
            }
        }
        Map<Integer, List<Hit>> byCode = new HashMap<>();
        boolean[] marked = new boolean[placeOf.length];
        for (int code = 0; code < placeOf.length; code++) {
            List<Hit> hit = byPlace.get(placeOf[code]);
            if (hit != null) {
                byCode.put(code, hit);
                marked[code] = true;
            }
        }
        hits.put(key, byCode);
        marks.put(key, marked);
    }

    private List<NearKeys.Match> matches(PartyKey key, List<String> ours, List<String> theirs,
            Map<String, Integer> places, BigDecimal least) {
        if (key.fuzzy()) {
            NearKeys near = NearKeys.between(key, ours, theirs, least, Watch.NONE);
            comparisons += near.comparisons();
            bounds.put(key, near.bound());
            return near.matches();
        }
        List<NearKeys.Match> equal = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            Integer place = places.get(ours.get(i));
            if (place != null) {
                equal.add(new NearKeys.Match(i, place,
                        Likeness.of(key, ours.get(i), theirs.get(place), BigDecimal.ONE).orElseThrow()));
            }
        }
        return equal;
    }
}
