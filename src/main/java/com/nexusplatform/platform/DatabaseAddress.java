package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * A database as {@code postgresql://user:password@host:port,host:port/name?parameters} tells it. The JDBC driver does not take a user in that place,
 * and {@link java.net.URI} knows no lists of hosts, so it is taken apart here.
 *
 * @param url      JDBC address without user and password
 * @param user     name of the user, decoded
 * @param password its password, decoded
 */
record DatabaseAddress(String url, @Nullable String user, @Nullable String password) {

    private static final Pattern FORM = Pattern
        .compile(
                "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<place>[^@?/]+)(?<rest>/[^@]*|/?\\?.*)?");

    /** Takes an address apart; refuses, without repeating a password, what is not one. */
    static DatabaseAddress parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "DATABASE_URL is not of the form postgresql://user:password@host:5432/name?parameters."
                            + " Percent-encode the characters @ : / ? in user and password.");
        }
        String rest = matcher.group("rest");
        String url = "jdbc:postgresql://" + matcher.group("place")
                + (rest == null ? "/" : rest.startsWith("?") ? "/" + rest : rest);
        return new DatabaseAddress(url, decode(matcher.group("user")), decode(matcher.group("password")));
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return url;
    }

    private static @Nullable String decode(@Nullable String text) {
        return text == null || text.isEmpty() ? null : UriUtils.decode(text, StandardCharsets.UTF_8);
    }
}
