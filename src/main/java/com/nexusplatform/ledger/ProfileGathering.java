package com.nexusplatform.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping;

/** Gathers the profile of a dataset while it is loaded. */
final class ProfileGathering {

    private final Layout layout;
    private final Mapping mapping;
    private final List<NumberProfile> numbers = new ArrayList<>();
    private final List<TextProfile> texts = new ArrayList<>();
    private long rows;

    ProfileGathering(Layout layout, Mapping mapping) {
        this.layout = layout;
        this.mapping = mapping;
        LongCounts.Allowance allowance = new LongCounts.Allowance(Profile.COUNTED_TOGETHER);
        numberFields().forEach(field -> numbers.add(new NumberProfile(
                field.type() == Field.Type.DATE ? ColumnarLedger.NO_DATE : ColumnarLedger.NO_INSTANT, allowance)));
        for (int column = 0; column < layout.textColumns(); column++) {
            texts.add(new TextProfile(allowance));
        }
    }

    void add(Segment segment) {
        rows += segment.rows();
        int next = 0;
        if (segment.amounts().length > 0) {
            addAll(segment.amounts(), segment.rows(), numbers.get(next++));
        }
        for (int column = 0; column < segment.instantColumns(); column++) {
            addAll(segment.instants(column), segment.rows(), numbers.get(next++));
        }
        for (int column = 0; column < segment.dateColumns(); column++) {
            NumberProfile profile = numbers.get(next++);
            int[] days = segment.dates(column);
            for (int row = 0; row < segment.rows(); row++) {
                profile.add(days[row]);
            }
        }
        for (int column = 0; column < texts.size(); column++) {
            texts.get(column).add(segment.text(column), segment.rows());
        }
    }

    /** Fields with more distinct values than were counted: their quantiles have to be asked of the database. */
    List<Field> uncounted() {
        List<Field> fields = numberFields();
        return fields.stream().filter(field -> !numbers.get(fields.indexOf(field)).isExact()).toList();
    }

    /** The profile, with the quantiles of the fields that were not counted. */
    Profile profile(Map<Field, List<Long>> quantiles) {
        List<Field> numberFields = numberFields();
        List<Field> textFields = layout.fields(Field.Type.TEXT);
        List<Profile.Column> columns = new ArrayList<>();
        for (Field field : layout.fields()) {
            int number = numberFields.indexOf(field);
            if (number < 0) {
                columns.add(texts.get(textFields.indexOf(field)).column(header(field), field));
            } else {
                NumberProfile profile = numbers.get(number);
                columns.add(profile.column(header(field), field, shown(field),
                        quantiles.getOrDefault(field, List.of())));
            }
        }
        for (int i = 0; i < layout.source().size(); i++) {
            columns.add(texts.get(textFields.size() + i).column(layout.source().get(i), null));
        }
        return new Profile(rows, columns);
    }

    private static void addAll(long[] values, int rows, NumberProfile profile) {
        for (int row = 0; row < rows; row++) {
            profile.add(values[row]);
        }
    }

    /** In the order in which a segment keeps them. */
    private List<Field> numberFields() {
        return Stream.of(Field.Type.MONEY, Field.Type.INSTANT, Field.Type.DATE)
            .flatMap(type -> layout.fields(type).stream())
            .toList();
    }

    private String header(Field field) {
        String header = mapping.fields().get(field.label());
        return header != null
                ? header
                : mapping.fields().getOrDefault(Mapping.DEBIT, "") + " / "
                        + mapping.fields().getOrDefault(Mapping.CREDIT, "");
    }

    private LongFunction<String> shown(Field field) {
        return switch (field.type()) {
            case MONEY -> minor -> Currencies.decimal(minor, mapping.currency()).toPlainString();
            case INSTANT -> mapping.timed(field)
                    ? micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString()
                    : micros -> LocalDate.ofEpochDay(Math.floorDiv(micros, 86_400_000_000L)).toString();
            case DATE -> day -> LocalDate.ofEpochDay(day).toString();
            case TEXT -> throw new IllegalArgumentException(field.label());
        };
    }
}
