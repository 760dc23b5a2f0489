package com.nexusplatform.platform;

import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Supplier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.apache.catalina.connector.ClientAbortException;
import org.hibernate.TransactionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.databind.json.JsonMapper;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** Whatever is thrown, the caller gets a problem document that shows nothing of the inside. */
class ProblemAdviceTests {

    private final Failing failing = new Failing();
    private final MockMvc service = MockMvcBuilders.standaloneSetup(failing)
        .setControllerAdvice(new ProblemAdvice(new Problems(JsonMapper.builder().build())))
        .build();

    @Test
    void hidesTheCauseOfTheUnexpectedBehindAnId() throws Exception {
        failing.with(() -> new IllegalStateException("jdbc:postgresql://secret-host/nexus"));
        service.perform(get("/fail"))
            .andExpect(status().isInternalServerError())
            .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
            .andExpect(jsonPath("$.type").value("/problems/internal"))
            .andExpect(jsonPath("$.errorId").isNotEmpty())
            .andExpect(content().string(not(containsString("secret-host"))))
            .andExpect(content().string(not(containsString("Exception"))));
    }

    @Test
    void asksToComeBackWhenAStoreDoesNotAnswer() throws Exception {
        failing.with(() -> new DataAccessResourceFailureException("connection refused: secret-host"));
        service.perform(get("/fail"))
            .andExpect(status().isServiceUnavailable())
            .andExpect(header().string("Retry-After", "5"))
            .andExpect(content().string(not(containsString("secret-host"))));
        failing.with(() -> new CannotCreateTransactionException("no connection"));
        service.perform(get("/fail")).andExpect(status().isServiceUnavailable());
        failing.with(() -> new CannotAcquireLockException("waited"));
        service.perform(get("/fail")).andExpect(status().isServiceUnavailable());
    }

    @ParameterizedTest
    @CsvSource({"23505,409,conflict", "22021,400,bad-request", "22P05,400,bad-request", "08006,503,unavailable",
            "53300,503,unavailable",
            "57P01,503,unavailable", "23502,500,internal", ",500,internal"})
    void readsTheDatabasesOwnCode(String code, int status, String slug) throws Exception {
        failing.with(() -> new DataIntegrityViolationException("insert into app_user",
                new SQLException("a row of names", code)));
        service.perform(get("/fail"))
            .andExpect(status().is(status))
            .andExpect(jsonPath("$.type").value("/problems/" + slug))
            .andExpect(content().string(not(containsString("app_user"))))
            .andExpect(content().string(not(containsString("a row of"))));
    }

    @Test
    void asksToComeBackWhenTheDatabaseDiedWithinATransaction() throws Exception {
        failing.with(() -> new JpaSystemException(new TransactionException("Unable to rollback against JDBC Connection",
                new SQLException("Connection is closed"))));
        service.perform(get("/fail"))
            .andExpect(status().isServiceUnavailable())
            .andExpect(header().string("Retry-After", "5"));
        TransactionSystemException unended = new TransactionSystemException("Could not roll back",
                new SQLException("Connection is closed"));
        unended.initApplicationException(new DataAccessResourceFailureException("terminating connection"));
        failing.with(() -> unended);
        service.perform(get("/fail"))
            .andExpect(status().isServiceUnavailable())
            .andExpect(header().string("Retry-After", "5"));
    }

    @Test
    void saysThatSomeoneElseWasFaster() throws Exception {
        failing.with(() -> new OptimisticLockingFailureException("version"));
        service.perform(get("/fail"))
            .andExpect(status().isPreconditionFailed())
            .andExpect(jsonPath("$.type").value("/problems/stale"));
    }

    @Test
    void saysThatAnUploadIsTooLarge() throws Exception {
        failing.with(() -> new MaxUploadSizeExceededException(7));
        service.perform(get("/fail"))
            .andExpect(status().isContentTooLarge())
            .andExpect(jsonPath("$.type").value("/problems/too-large"));
    }

    @Test
    void saysThatPartsCannotBeRead() throws Exception {
        failing.with(() -> new MultipartException("Failed to parse multipart servlet request"));
        service.perform(get("/fail"))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.type").value("/problems/bad-request"));
    }

    @Test
    void saysNothingToACallerWhoWentAway() throws Exception {
        failing.with(() -> new ClientAbortException(new IOException("Broken pipe")));
        service.perform(get("/fail")).andExpect(content().string(""));
    }

    @Test
    void namesTheFieldThatIsMissingOrOfTheWrongForm() throws Exception {
        service.perform(get("/number"))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.field").value("count"));
        service.perform(get("/number?count=many"))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.field").value("count"))
            .andExpect(content().string(not(containsString("java"))));
        service.perform(post("/name").contentType(MediaType.APPLICATION_JSON).content("{\"name\":\" \"}"))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.type").value("/problems/validation-failed"))
            .andExpect(jsonPath("$.errors[0].field").value("name"));
    }

    @Test
    void saysWhereABodyIsWrong() throws Exception {
        service.perform(post("/name").contentType(MediaType.APPLICATION_JSON).content("{\"name\": "))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.detail").value(containsString("line 1, column")));
        service.perform(post("/name").contentType(MediaType.APPLICATION_JSON).content("{\"name\": {\"a\": 1}}"))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.field").value("name"));
        service
            .perform(post("/name").contentType(MediaType.APPLICATION_JSON)
                .content("{\"kind\": \"BLUE\", \"name\": \"x\"}"))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.detail").value("kind must be one of [RED, GREEN]."));
        service.perform(post("/name").contentType(MediaType.APPLICATION_JSON))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.type").value("/problems/bad-request"));
    }

    @ParameterizedTest
    @CsvSource({"1e20", "99999999999", "-1e20"})
    void saysWhichNumberABodyCannotHold(String number) throws Exception {
        service
            .perform(post("/name").contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\": \"x\", \"rowNo\": " + number + "}"))
            .andExpect(status().isBadRequest())
            .andExpect(jsonPath("$.field").value("rowNo"))
            .andExpect(jsonPath("$.detail").value(
                    "rowNo must be a whole number from -2147483648 to 2147483647."));
    }

    /** A colour. */
    enum Kind {
        RED, GREEN
    }

    /** A body with something to validate. */
    record Named(@NotBlank String name, Kind kind, Integer rowNo) {}

    /** Fails as told. */
    @RestController
    static class Failing {

        private Supplier<Exception> failure = IllegalStateException::new;

        void with(Supplier<Exception> next) {
            failure = next;
        }

        @GetMapping("/fail")
        void fail() throws Exception {
            throw failure.get();
        }

        @GetMapping("/number")
        int number(@RequestParam int count) {
            return count;
        }

        @PostMapping("/name")
        String name(@Valid @RequestBody Named named) {
            return named.name();
        }
    }
}
