package com.nexusplatform.platform;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Says where a body of JSON is wrong, in the caller's words: never in those of the classes that read it. */
final class UnreadableBody {

    private UnreadableBody() {}

    static ProblemException problem(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                at(ProblemType.BAD_REQUEST, unknown, "is not a member that this act knows");
            case InvalidFormatException word when word.getTargetType().isEnum() ->
                at(ProblemType.BAD_REQUEST, word,
                        "must be one of " + Arrays.toString(word.getTargetType().getEnumConstants()));
            case InputCoercionException number ->
                at(ProblemType.BAD_REQUEST, number, wholeNumber(number.getTargetType()));
            case MismatchedInputException number when isWhole(number.getTargetType()) ->
                at(ProblemType.BAD_REQUEST, number, wholeNumber(number.getTargetType()));
            case MismatchedInputException mismatch -> at(ProblemType.BAD_REQUEST, mismatch, "has the wrong form");
            case JacksonException malformed -> new ProblemException(ProblemType.BAD_REQUEST,
                    "The body is not JSON" + place(malformed) + ".");
            case null, default ->
                new ProblemException(ProblemType.BAD_REQUEST, "The body is missing or cannot be read.");
        };
    }

    private static ProblemException at(ProblemType type, JacksonException failure, String flaw) {
        String path = failure.getPath()
            .stream()
            .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
            .collect(Collectors.joining());
        return said(type, path.startsWith(".") ? path.substring(1) : path, flaw);
    }

    private static ProblemException said(ProblemType type, String path, String flaw) {
        return path.isEmpty()
                ? new ProblemException(type, "The body " + flaw + ".")
                : new ProblemException(type, path + " " + flaw + ".").with("field", path);
    }

    private static boolean isWhole(@Nullable Class<?> target) {
        return target != null && (isInt(target) || target == long.class || target == Long.class);
    }

    private static boolean isInt(Class<?> target) {
        return target == int.class || target == Integer.class;
    }

    private static String wholeNumber(Class<?> target) {
        return isInt(target)
                ? "must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                : "must be a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
    }

    private static String place(JacksonException malformed) {
        TokenStreamLocation place = malformed.getLocation();
        return place == null || place.getLineNr() < 1
                ? ""
                : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
