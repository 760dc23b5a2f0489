package com.nexusplatform.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Texts;

import static org.assertj.core.api.Assertions.assertThat;

/** Problem documents have one form, and {@code docs/problems.md} lists every type. */
class ProblemTypesTests {

    private static final Path PROBLEMS = Path.of("docs/problems.md");

    private final Problems problems = new Problems(JsonMapper.builder().build());

    @Test
    void theListOfTypesIsUpToDate() throws IOException {
        String list = """
                # Problem types

                Refusals are `application/problem+json` (RFC 9457): `type` (`/problems/` and the name below), `title`, `status`, `detail` (what
                to mend), `instance` (the path), `requestId` (also the header `X-Request-Id`, and in the log), and members of the
                refusal's own such as `field`. Made by `./mvnw test -Dtest=ProblemTypesTests -Dnexus.regenerate=true`.

                """
                + Stream.of(ProblemType.values())
                    .map(type -> "## " + type.slug() + "\n\n" + type.status() + ". " + type.title() + ".\n")
                    .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("nexus.regenerate")) {
            Files.createDirectories(PROBLEMS.getParent());
            Files.writeString(PROBLEMS, list);
        }
        assertThat(Files.readString(PROBLEMS)).as("regenerate with -Dnexus.regenerate=true").isEqualTo(list);
    }

    @Test
    void namesTypeTitleStatusDetailInstanceAndTheRefusalsOwnMembers() {
        ProblemException refusal = new ProblemException(ProblemType.TOTALS_DISAGREE, "They differ.").with("rows", 3)
            .with("status", 200);
        Map<String, Object> document = Problems.document(refusal,
                new MockHttpServletRequest("POST", "/api/v1/datasets/1/seal"));
        assertThat(document).containsExactly(Map.entry("type", "/problems/totals-disagree"), Map.entry("title",
                "The control totals do not agree"), Map.entry("status", 409), Map.entry("detail", "They differ."),
                Map.entry("instance",
                        "/api/v1/datasets/1/seal"),
                Map.entry("requestId", ""), Map.entry("rows", 3));
    }

    @Test
    void saysWhenToComeBack() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        ResponseEntity<Object> busy = problems.answer(new ProblemException(ProblemType.UNAVAILABLE, "Busy."), request);
        assertThat(busy.getHeaders().getFirst("Retry-After")).isEqualTo("5");
        ResponseEntity<Object> paused = problems.answer(
                new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Pause.").with("retryAfter", 17),
                request);
        assertThat(paused.getHeaders().getFirst("Retry-After")).isEqualTo("17");
        assertThat(paused.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void leavesAnAnswerAloneThatIsUnderWay() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setCommitted(true);
        problems.write(new ProblemException(ProblemType.INTERNAL, "Too late."), new MockHttpServletRequest(), response);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 406, 413, 415, 429, 503})
    void hasATypeForTheStatusOfAServer(int status) {
        assertThat(StatusProblem.of(status).type().status()).isEqualTo(status);
    }

    @Test
    void generalisesOtherStatuses() {
        assertThat(StatusProblem.of(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()).type())
            .isEqualTo(ProblemType.BAD_REQUEST);
        assertThat(StatusProblem.of(HttpStatus.BAD_GATEWAY.value()).type()).isEqualTo(ProblemType.INTERNAL);
    }

    @Test
    void refusesTextThatWouldNotComeBackAsSent() {
        assertThat(Texts.isStorable("plain, ünï, 🦊, \u202e\n\t<script>")).isTrue();
        assertThat(Texts.isStorable("nul\0")).isFalse();
        assertThat(Texts.isStorable("half \ud83e")).isFalse();
        assertThat(Texts.isStorable("half \udd8a")).isFalse();
        assertThat(Texts.isStorable("halves \ud83ex")).isFalse();
    }
}
