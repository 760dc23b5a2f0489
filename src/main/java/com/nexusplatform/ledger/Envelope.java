package com.nexusplatform.ledger;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.vault.Place;
import com.nexusplatform.vault.SealingKey;

/**
 * Seals and opens the parts of one dataset with its data key, each for the place where it stands. A dataset from before there were
 * data keys has none, and nothing that is sealed.
 */
final class Envelope {

    /** What is shown in place of a text whose key was destroyed. */
    static final String DESTROYED = "(data key destroyed)";

    private final UUID dataset;
    private final @Nullable SealingKey key;

    Envelope(UUID dataset, @Nullable SealingKey key) {
        this.dataset = dataset;
        this.key = key;
    }

    /** Whether there is a key. */
    boolean hasKey() {
        return key != null;
    }

    /** Seals a chunk of the uploaded file. */
    byte[] sealChunk(byte[] bytes, int number) {
        Place place = chunk(number);
        return key(place).seal(bytes, place);
    }

    byte[] openChunk(byte[] sealed, int number) {
        Place place = chunk(number);
        return key(place).open(sealed, place);
    }

    /** Seals the first bytes of an array as a block of texts, into another; returns the bytes used. */
    int sealTexts(byte[] packed, int length, byte[] sealed, Block block) {
        Place place = texts(block);
        return key(place).seal(packed, length, sealed, place);
    }

    byte[] openTexts(byte[] sealed, Block block) {
        Place place = texts(block);
        return key(place).open(sealed, place);
    }

    /** Seals a text of a column of the dataset's own row. */
    String seal(String column, String plain) {
        Place place = new Place("dataset", column, dataset.toString());
        return key(place).sealText(plain, place);
    }

    /** The text of such a column; as it stands, where it is from before texts were sealed. */
    String open(String column, String stored) {
        Place place = new Place("dataset", column, dataset.toString());
        return SealingKey.isSealed(stored) ? key(place).openText(stored, place) : stored;
    }

    /** The text of such a column for a list, which one destroyed key must not spoil. */
    String show(String column, String stored) {
        return SealingKey.isSealed(stored) && key == null ? DESTROYED : open(column, stored);
    }

    /** Seals the value of a row that could not be read. */
    String sealReject(long number, String plain) {
        Place place = reject(number);
        return key(place).sealText(plain, place);
    }

    String openReject(long number, String stored) {
        Place place = reject(number);
        return SealingKey.isSealed(stored) ? key(place).openText(stored, place) : stored;
    }

    /**
     * Identity of a block of texts, and what is needed to unpack it.
     *
     * @param column   number of the column
     * @param firstRow first row of its segment
     * @param entries  number of texts
     * @param rawSize  bytes when unpacked
     */
    record Block(int column, int firstRow, int entries, int rawSize) {}

    private Place chunk(int number) {
        return new Place("dataset_file_chunk", "bytes", dataset + "/" + number);
    }

    private Place texts(Block block) {
        return new Place("dataset_text_block", "bytes", dataset + "/" + block.column + "/" + block.firstRow + "/"
                + block.entries + "/" + block.rawSize);
    }

    private Place reject(long number) {
        return new Place("dataset_reject", "value", dataset + "/" + number);
    }

    private SealingKey key(Place place) {
        if (key == null) {
            throw SealingKey.broken(place);
        }
        return key;
    }
}
