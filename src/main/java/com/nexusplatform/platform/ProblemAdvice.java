package com.nexusplatform.platform;

import java.io.IOException;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.impl.FileCountLimitExceededException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.ReflectionUtils;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Turns every exception of a request into a problem document that says what to mend and nothing of the inside. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final String FIELD = "field";
    /** No limit of a whole body is as low as that of a part's header. */
    private static final long LONGEST_PART_HEADER = 1 << 13;
    private static final String UNIQUE_VIOLATION = "23505";
    /** What the triggers of the schema raise, which guard what was sealed and who may do what. */
    private static final String RESTRICT_VIOLATION = "23001";
    private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";
    private static final String UNTRANSLATABLE_CHARACTER = "22P05";
    /** Connection lost, no resources, shutting down. */
    private static final List<String> OUT_OF_ORDER = List.of("08", "53", "57P", "58");

    private final Problems problems;

    ProblemAdvice(Problems problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException refusal, HttpServletRequest request) {
        return problems.answer(refusal, request);
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, CannotCreateTransactionException.class,
            QueryTimeoutException.class, TransactionSystemException.class,
            TransientDataAccessException.class})
    ResponseEntity<Object> unavailable(Exception failure, HttpServletRequest request) {
        LOG.warn("A store does not answer: {}", failure.getClass().getSimpleName(), failure);
        return problems.answer(
                new ProblemException(ProblemType.UNAVAILABLE, "A store does not answer. Try again in a few seconds."),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> overtaken(OptimisticLockingFailureException overtaken, HttpServletRequest request) {
        return problems.answer(
                new ProblemException(ProblemType.STALE, "Someone changed it meanwhile. Read it again, then repeat."),
                request);
    }

    /**
     * What the database refused, told by its own code (PostgreSQL, appendix A). A transaction that cannot be ended has lost its
     * connection, and with it the code of what was refused before.
     */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> refusedByDatabase(DataAccessException refusal, HttpServletRequest request) {
        String code = NestedExceptionUtils.getMostSpecificCause(refusal) instanceof SQLException cause
                && cause.getSQLState() != null ? cause.getSQLState() : "";
        return switch (code) {
            case UNIQUE_VIOLATION ->
                problems.answer(new ProblemException(ProblemType.CONFLICT, "Such an object exists already."), request);
            case RESTRICT_VIOLATION -> {
                LOG.warn("The schema refuses what the code let pass", refusal);
                yield problems.answer(new ProblemException(ProblemType.CONFLICT,
                        "It, or what you may do, changed at the same moment. Read it again, then decide anew."),
                        request);
            }
            case CHARACTER_NOT_IN_REPERTOIRE, UNTRANSLATABLE_CHARACTER -> problems.answer(new ProblemException(
                    ProblemType.BAD_REQUEST, "A text holds a character that cannot be stored, such as NUL."), request);
            default -> OUT_OF_ORDER.stream().anyMatch(code::startsWith) || refusal.contains(TransactionException.class)
                    ? unavailable(refusal, request)
                    : unexpected(refusal, request);
        };
    }

    /** A body of parts that is cut off or has no boundary; one that is too large is told apart by Spring MVC. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unreadableParts(MultipartException unreadable, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(unreadable)) {
            LOG.debug("The caller went away", unreadable);
            return null;
        }
        LOG.warn("A multipart body cannot be read", unreadable);
        return problems.answer(new ProblemException(ProblemType.BAD_REQUEST,
                "The parts of the body cannot be read: it is cut off, or its boundary is missing. Send it as"
                        + " multipart/form-data, whole."),
                request);
    }

    /** Of a body of parts, what is beyond a limit: the whole, or its number of parts, or the line that names one. */
    @Override
    protected ResponseEntity<Object> handleMaxUploadSizeExceededException(MaxUploadSizeExceededException tooLarge,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(switch (NestedExceptionUtils.getMostSpecificCause(tooLarge)) {
            case FileCountLimitExceededException many ->
                new ProblemException(ProblemType.BAD_REQUEST, "The body has too many parts.");
            case SizeException lines when lines.getPermittedSize() <= LONGEST_PART_HEADER ->
                new ProblemException(ProblemType.BAD_REQUEST,
                        "The name of a part or of its file is too long: the header"
                                + " of a part may have at most " + lines.getPermittedSize() + " bytes.");
            default -> StatusProblem.of(status.value());
        }, request);
    }

    /** A query or form that is not percent-encoded UTF-8, or has too many parameters. */
    @ExceptionHandler
    ResponseEntity<Object> unreadableParameters(InvalidParameterException unreadable, HttpServletRequest request) {
        return problems.answer(unreadable.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                ? StatusProblem.of(unreadable.getErrorCode())
                : new ProblemException(ProblemType.BAD_REQUEST,
                        "A parameter cannot be read. Percent-encode names and values as UTF-8."),
                request);
    }

    /**
     * Headers are judged only when they are read, so that one that only an endpoint asks for is refused within it. Written without
     * looking at what is accepted, since that may be the header.
     */
    @ExceptionHandler
    void unreadableHeader(RequestRejectedException refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LOG.debug("A header is not passed on", refused);
        problems.write(new ProblemException(ProblemType.BAD_REQUEST,
                "A header holds a control character. Send visible characters and spaces only."), request, response);
    }

    /** Spring MVC fails on a body that claims to be of several media types as if the fault were ours. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> severalMediaTypes(IllegalArgumentException failure, HttpServletRequest request) {
        String claimed = request.getContentType();
        return claimed != null && claimed.contains("*")
                ? problems.answer(StatusProblem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value()), request)
                : unexpected(failure, request);
    }

    /** Everything that nobody foresaw: the caller learns an id, the log the rest. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception failure, HttpServletRequest request) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug("The caller went away", failure);
            return null;
        }
        String errorId = UUID.randomUUID().toString();
        LOG.error("Unexpected failure {}", errorId, failure);
        return problems.answer(new ProblemException(ProblemType.INTERNAL,
                "The act was not done. Tell the operator the error id; the log has the cause under it.")
            .with("errorId", errorId), request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException invalid,
            HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = invalid.getBindingResult()
            .getAllErrors()
            .stream()
            .map(error -> error(error instanceof FieldError field
                    ? sent(invalid.getParameter().getParameterType(), field.getField())
                    : error.getObjectName(), error.getDefaultMessage()))
            .sorted(Comparator.comparing(error -> error.getOrDefault(FIELD, "")))
            .toList();
        return answer(invalid(errors), request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(HandlerMethodValidationException invalid,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = invalid.getParameterValidationResults()
            .stream()
            .flatMap(result -> result.getResolvableErrors()
                .stream()
                .map(error -> error(error instanceof FieldError field
                        ? field.getField()
                        : String.valueOf(result.getMethodParameter().getParameterName()), error.getDefaultMessage())))
            .toList();
        return answer(invalid(errors), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return answer(NestedExceptionUtils.getMostSpecificCause(unreadable) instanceof BodyRefusedException refused
                ? refused.problem()
                : UnreadableBody.problem(unreadable), request);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(TypeMismatchException mismatch, HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (!(mismatch instanceof MethodArgumentTypeMismatchException argument)) {
            return answer(new ProblemException(ProblemType.VALIDATION_FAILED, "A value has the wrong form."), request);
        }
        // an id of the wrong form is the id of nothing
        return answer(argument.getParameter().hasParameterAnnotation(PathVariable.class)
                ? ProblemException.notFound("object")
                : new ProblemException(ProblemType.VALIDATION_FAILED,
                        "The parameter " + argument.getName() + " has the wrong form.")
                    .with(FIELD, argument.getName()),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(missing(missing.getParameterName(), "parameter"), request);
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestPart(MissingServletRequestPartException missing,
            HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        return answer(missing(missing.getRequestPartName(), "part"), request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(HttpRequestMethodNotSupportedException unknown,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String[] known = unknown.getSupportedMethods();
        String allowed = known == null ? "" : String.join(", ", known);
        return answer(
                new ProblemException(ProblemType.METHOD_NOT_ALLOWED, "Here one can " + allowed + ".").with("allow",
                        allowed),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotSupported(HttpMediaTypeNotSupportedException unknown,
            HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        String known = String.join(", ", unknown.getSupportedMediaTypes().stream().map(Object::toString).toList());
        return answer(new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                known.isEmpty()
                        ? "Send the body in the media type that the API description names."
                        : "Send " + known + "."),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(HttpMediaTypeNotAcceptableException unwanted,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String known = String.join(" or ", unwanted.getSupportedMediaTypes().stream().map(Object::toString).toList());
        return answer(known.isEmpty()
                ? StatusProblem.of(status.value())
                : new ProblemException(ProblemType.NOT_ACCEPTABLE,
                        "Ask for " + known + ", or leave the Accept header out."),
                request);
    }

    /** Everything else that Spring MVC refuses by itself. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception refusal, @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        HttpServletRequest failed = ((ServletWebRequest) request).getRequest();
        if (status.value() == 500) {
            return unexpected(refusal, failed);
        }
        return problems.answer(StatusProblem.of(status.value()), failed);
    }

    private ResponseEntity<Object> answer(ProblemException problem, WebRequest request) {
        return problems.answer(problem, ((ServletWebRequest) request).getRequest());
    }

    private static ProblemException missing(String name, String kind) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, "The " + kind + " " + name + " is missing.")
            .with(FIELD, name);
    }

    /** Name of a member as callers send it, where the class calls it otherwise, such as {@code new}. */
    private static String sent(Class<?> body, String member) {
        Field field = ReflectionUtils.findField(body, member);
        JsonProperty name = field == null ? null : field.getAnnotation(JsonProperty.class);
        return name == null || name.value().isEmpty() ? member : name.value();
    }

    private static Map<String, String> error(String field, @Nullable String message) {
        return Map.of(FIELD, field, "message", message == null ? "is not acceptable" : message);
    }

    private static ProblemException invalid(List<Map<String, String>> errors) {
        String detail = String.join("; ",
                errors.stream().map(error -> error.get(FIELD) + " " + error.get("message")).toList());
        ProblemException problem = new ProblemException(ProblemType.VALIDATION_FAILED, detail + ".");
        return errors.isEmpty()
                ? problem
                : problem.with(FIELD, String.valueOf(errors.getFirst().get(FIELD))).with("errors", errors);
    }
}
