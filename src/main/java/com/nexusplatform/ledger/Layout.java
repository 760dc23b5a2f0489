package com.nexusplatform.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping;

/**
 * Where the columns of a file are kept, by its mapping alone: the same for loading, reading and hashing.
 *
 * @param fields canonical fields that are mapped, in the order of {@link Field}
 * @param source headers of the columns that no field takes, in the order of the file
 */
record Layout(List<Field> fields, List<String> source) {

    /** Number in {@code dataset_text_block} of the first column that no field takes. */
    static final int FIRST_SOURCE_COLUMN = 1000;

    static Layout of(Mapping mapping) {
        List<Field> fields = Arrays.stream(Field.values()).filter(mapping::has).toList();
        return new Layout(fields, mapping.unmapped());
    }

    /** Fields of one type, in order. */
    List<Field> fields(Field.Type type) {
        return fields.stream().filter(field -> field.type() == type).toList();
    }

    /** Number of text columns: text fields first, then the columns that no field takes. */
    int textColumns() {
        return fields(Field.Type.TEXT).size() + source.size();
    }

    /** Number in {@code dataset_text_block} of the text column at an index. */
    int columnNo(int textColumn) {
        List<Field> texts = fields(Field.Type.TEXT);
        return textColumn < texts.size()
                ? columnNo(texts.get(textColumn))
                : FIRST_SOURCE_COLUMN + textColumn - texts.size();
    }

    /** Number in {@code dataset_text_block} of a text field. */
    @SuppressWarnings("EnumOrdinal") // Field promises that its order is only appended to
    static int columnNo(Field field) {
        return field.ordinal();
    }

    /** Name of a field's column in the table {@code record}. */
    static String sqlColumn(Field field) {
        StringBuilder name = new StringBuilder();
        for (char c : field.label().toCharArray()) {
            if (Character.isUpperCase(c)) {
                name.append('_');
            }
            name.append(c);
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** Columns of the table {@code record} that a load fills, in the order in which it does. */
    List<String> sqlColumns() {
        List<String> columns = new ArrayList<>(List.of("dataset", "row_no", "line"));
        for (Field.Type type : Field.Type.values()) {
            fields(type).forEach(field -> columns.add(sqlColumn(field)));
        }
        if (!source.isEmpty()) {
            columns.add("source");
        }
        return columns;
    }
}
