package com.nexusplatform.analysis;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

import com.nexusplatform.vault.Place;
import com.nexusplatform.vault.SealingKey;

/**
 * Seals and opens texts of a run with the data key of its dataset, each for the place where it stands. What was kept before texts
 * were sealed is opened as it stands, and nothing else that is not sealed.
 */
public final class RunEnvelope {

    private final @Nullable SealingKey key;
    private final Supplier<Boolean> mayBeOpen;

    /**
     * An envelope.
     *
     * @param key       the key, null where there was none, or none is left
     * @param mayBeOpen whether some of what is in it can be from before texts were sealed; asked once, and only when something is open
     */
    RunEnvelope(@Nullable SealingKey key, Supplier<Boolean> mayBeOpen) {
        this.key = key;
        this.mayBeOpen = SingletonSupplier.of(mayBeOpen);
    }

    /** Seals a text for a column of a row. */
    public String seal(String table, String column, String row, String plain) {
        Place place = new Place(table, column, row);
        return key(place).sealText(plain, place);
    }

    /**
     * The text that was sealed for a column of a row.
     *
     * @throws com.nexusplatform.shared.ProblemException SEAL_BROKEN when it was changed or moved, when it is not sealed though it
     *                                                   must be, or the key was destroyed
     */
    public String open(String table, String column, String row, String stored) {
        Place place = new Place(table, column, row);
        return SealingKey.isSealed(stored) ? key(place).openText(stored, place) : asItStands(stored, place);
    }

    /** Seals JSON for a column of a row, as a JSON string: the text has no sign that JSON would escape. */
    String sealJson(String table, String column, String row, String json) {
        return '"' + seal(table, column, row, json) + '"';
    }

    /** The JSON that was sealed for a column of a row. */
    String openJson(String table, String column, String row, String stored) {
        return isSealedJson(stored)
                ? open(table, column, row, stored.substring(1, stored.length() - 1))
                : asItStands(stored, new Place(table, column, row));
    }

    /** A step whose words are sealed for a column of a row. */
    Plan.Step seal(String table, String column, String row, Plan.Step step, FreeWords words) {
        return words.changed(step, (parameter, place, word) -> seal(table, column, row + "/" + parameter + "/" + place,
                word));
    }

    /** The step that was sealed for a column of a row; words from before they were sealed, or whose key is gone, as they stand. */
    Plan.Step open(String table, String column, String row, Plan.Step stored) {
        return key == null
                ? stored
                : stored.with((parameter, place, text) -> SealingKey.isSealed(text)
                        ? open(table, column, row + "/" + parameter + "/" + place, text)
                        : text);
    }

    /** Whether what cannot be opened is so because there is no key any more. */
    boolean isDestroyed(String json) {
        return key == null && isSealedJson(json);
    }

    /** Of all that is kept as JSON only what is sealed is a string. */
    private static boolean isSealedJson(String stored) {
        return stored.startsWith("\"");
    }

    private String asItStands(String stored, Place place) {
        if (!Boolean.TRUE.equals(mayBeOpen.get())) {
            throw SealingKey.broken(place);
        }
        return stored;
    }

    private SealingKey key(Place place) {
        if (key == null) {
            throw SealingKey.broken(place);
        }
        return key;
    }
}
