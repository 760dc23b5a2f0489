package com.nexusplatform.shared;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list in its stated order.
 *
 * @param items      the items, at most the limit asked for
 * @param nextCursor opaque position after the last item, or null on the last page
 * @param <T>        what is listed
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Smallest, usual and largest number of items on a page. */
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAXIMUM_LIMIT = 500;

    /** Makes a page of {@code limit} items from up to {@code limit + 1} that were read, so that the last page is known. */
    public static <T> Page<T> of(List<T> read, int limit, Function<T, String> position) {
        if (read.size() <= limit) {
            return new Page<>(List.copyOf(read), null);
        }
        List<T> items = List.copyOf(read.subList(0, limit));
        return new Page<>(items, Cursor.encode(position.apply(items.getLast())));
    }

    /** The same page with each item shown differently. */
    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<R>(items.stream().<R>map(view).toList(), nextCursor);
    }

    /** The limit to read with: the default when none is asked for; an unusable one is refused. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAXIMUM_LIMIT) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "limit must be from 1 to " + MAXIMUM_LIMIT + ".");
        }
        return asked;
    }
}
