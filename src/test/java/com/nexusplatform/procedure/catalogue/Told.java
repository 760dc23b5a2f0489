package com.nexusplatform.procedure.catalogue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.shared.CanonicalJson;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An alert as whoever reads it sees it, after its way through JSON: nothing of the ledger and nothing of the procedure.
 *
 * @param code        the procedure
 * @param points      points of the alert
 * @param rows        its rows
 * @param explanation its explanation as JSON says it
 */
record Told(String code, int points, List<Integer> rows, Map<?, ?> explanation) {

    private static final double CLOSE = 1e-9;

    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();

    static Told of(String code, Alert alert) {
        return new Told(code, alert.points(), Arrays.stream(alert.rows()).boxed().toList(),
                JSON.readValue(CanonicalJson.write(alert.explanation().asMap()), Map.class));
    }

    /** A part of the explanation by its path, such as {@code inputs.amount}. */
    Object at(String path) {
        Object value = explanation;
        for (String name : path.split("[.]", -1)) {
            value = ((Map<?, ?>) value).get(name);
            assertThat(value).as("%s says nothing of %s: %s", code, path, explanation).isNotNull();
        }
        return value;
    }

    boolean has(String path) {
        int dot = path.indexOf('.');
        return ((Map<?, ?>) at(path.substring(0, dot))).containsKey(path.substring(dot + 1));
    }

    /** A map of the explanation read as an explanation of its own. */
    Told inner(Object part) {
        return new Told(code, points, rows, (Map<?, ?>) part);
    }

    String text(String path) {
        return at(path).toString();
    }

    BigDecimal decimal(String path) {
        return new BigDecimal(text(path));
    }

    /** An amount of money: text, so that no reader takes it for a binary number. */
    BigDecimal money(String path) {
        return money(path, at(path));
    }

    /** Amounts of money. */
    List<BigDecimal> moneys(String path) {
        return list(path).stream().map(value -> money(path, value)).toList();
    }

    private BigDecimal money(String path, Object value) {
        assertThat(value).as("%s of %s is money, and text", path, code).isInstanceOf(String.class);
        return new BigDecimal((String) value);
    }

    boolean flag(String path) {
        return (Boolean) at(path);
    }

    double number(String path) {
        return decimal(path).doubleValue();
    }

    long whole(String path) {
        return decimal(path).longValueExact();
    }

    List<?> list(String path) {
        return (List<?>) at(path);
    }

    List<BigDecimal> decimals(String path) {
        return list(path).stream().map(value -> new BigDecimal(value.toString())).toList();
    }

    List<String> texts(String path) {
        return list(path).stream().map(Object::toString).toList();
    }

    String verdict() {
        return text("verdict");
    }

    /** The grade is this one, and the points those that the explanation states for it. */
    void hasPointsOf(String grade) {
        assertThat(text("steps.grade")).isEqualTo(grade);
        assertThat((long) points).as(grade).isEqualTo(pointsOf(grade));
    }

    /** The points that the explanation states for a grade. */
    long pointsOf(String grade) {
        return whole("constants.points." + grade);
    }

    /** A figure is what was computed again, but for the last of its digits. */
    void says(String path, double again) {
        double said = number(path);
        assertThat(Math.abs(said - again)).as("%s of %s: %s, computed again %s", path, code, said, again)
            .isLessThanOrEqualTo(CLOSE * Math.max(Math.abs(again), Double.MIN_NORMAL) + Double.MIN_NORMAL);
    }

    /** A figure of so many significant digits is what was computed again. */
    void says(String path, double again, int digits) {
        BigDecimal rounded = new BigDecimal(again).round(new MathContext(digits));
        BigDecimal said = decimal(path);
        assertThat(said.subtract(rounded).abs()).as("%s of %s: %s, computed again %s", path, code, said, again)
            .isLessThanOrEqualTo(rounded.abs().scaleByPowerOfTen(1 - digits));
    }

    /** A figure is exactly what was computed again. */
    void says(String path, BigDecimal again) {
        assertThat(decimal(path)).as("%s of %s", path, code).isEqualByComparingTo(again);
    }
}
