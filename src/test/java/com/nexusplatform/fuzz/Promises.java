package com.nexusplatform.fuzz;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nexusplatform.fuzz.Wire.Reply;

/** What no answer may be, whatever was asked. */
final class Promises {

    /** Class names, stack traces, words of the database, paths of the machine. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\b(?:com|org|net|io|java|javax|jakarta|jdk|sun|tools)\\.[a-z]\\w*\\.[\\w.$]*[A-Z]\\w+"
                    + "|\\b[A-Z]\\w*(?:Exception|Error)\\b|\\bat [\\w.$]+\\(\\w+\\.java|SQLSTATE|\\bERROR: |syntax error"
                    + "|violates [\\w-]+ constraint|(?i:\\b(?:select|insert into|delete from)\\s[^.\"]{0,80}\\b(?:from|values|where)\\b)"
                    + "|(?:^|[\"\\s:(])/(?:home|root|tmp|usr|opt|var|work|etc)/|target/classes|StreamReadConstraints|JdbcTemplate");

    /** They tell the state of the service in the same body whether it is well or not, by their contract with load balancers. */
    private static final Pattern PROBE = Pattern.compile("/(?:health|ready|livez|healthz(?:/\\w+)?)(?:\\?.*)?");

    private Promises() {}

    /** What is wrong with an answer, if anything is. */
    static Optional<String> breach(Shot shot, Reply reply) {
        boolean problem = reply.header("content-type").startsWith("application/problem+json");
        boolean told = !shot.method().equals("HEAD");
        if (reply.status() == 503 && PROBE.matcher(shot.target()).matches()
                && (!told || reply.text().contains("\"status\":\""))) {
            return inside(reply).map(word -> "tells of the inside: " + word);
        }
        if (reply.status() >= 500 && !(reply.status() == 503 && problem && !reply.header("retry-after").isEmpty())) {
            return Optional.of("answers " + reply.status());
        }
        if (reply.status() >= 400 && told && !problem) {
            return Optional.of("refuses without a problem document, as " + reply.header("content-type"));
        }
        if (reply.headers().containsKey("x-injected")) {
            return Optional.of("lets a header be made");
        }
        return inside(reply).map(word -> "tells of the inside: " + word);
    }

    private static Optional<String> inside(Reply reply) {
        String type = reply.header("content-type");
        if (type.contains("html") || type.contains("javascript") || type.contains("css")) {
            return Optional.empty(); // files of the workbench, the same for everyone
        }
        Matcher found = INSIDE.matcher(reply.headers() + "\n" + reply.text());
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
