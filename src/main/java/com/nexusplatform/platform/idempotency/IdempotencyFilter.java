package com.nexusplatform.platform.idempotency;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.platform.BodyRefusedException;
import com.nexusplatform.platform.Problems;
import com.nexusplatform.platform.StatusProblem;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Permit;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Answers an act that is repeated under its {@code Idempotency-Key} as it was answered first, instead of doing it again. What is
 * kept, and how it survives a crash, tells {@link ActClaim}. Runs behind the security chain, which knows the caller.
 */
@Component
@Order(0)
class IdempotencyFilter extends OncePerRequestFilter {

    private static final String KEY = "Idempotency-Key";
    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
    /** A structured string as the draft says, or its content as most clients send it. */
    private static final Pattern FORM = Pattern.compile("\"([!#-\\[\\]-~]{1,255})\"|([!#-\\[\\]-~]{1,255})");

    private final FirstAnswerRepository answers;
    private final IdempotencyProperties properties;
    private final Problems problems;
    private final Repetition repetition;
    private final Set<String> running = Collections.newSetFromMap(new ConcurrentHashMap<>());

    IdempotencyFilter(FirstAnswerRepository answers, IdempotencyProperties properties, Problems problems,
            Repetition repetition) {
        this.answers = answers;
        this.properties = properties;
        this.problems = problems;
        this.repetition = repetition;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod()) || request.getHeader(KEY) == null
                || SecretivePaths.include(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || !(caller.getPrincipal() instanceof SignedIn signedIn)) {
            chain.doFilter(request, response);
            return;
        }
        try {
            alone(signedIn.actor(), key(request), request, response, chain);
        } catch (ProblemException refusal) {
            problems.write(refusal, request, response);
        } catch (BodyRefusedException refusal) {
            problems.write(refusal.problem(), request, response);
        } catch (DataAccessException | TransactionException withoutDatabase) {
            LOG.warn("An idempotency key cannot be looked up", withoutDatabase);
            problems.write(StatusProblem.of(HttpStatus.SERVICE_UNAVAILABLE.value()), request, response);
        }
    }

    private static String key(HttpServletRequest request) {
        List<String> given = Collections.list(request.getHeaders(KEY));
        Matcher key = FORM.matcher(given.getFirst().strip());
        if (given.size() > 1 || !key.matches()) {
            throw new ProblemException(ProblemType.BAD_REQUEST, KEY
                    + " is one value of 1 to 255 visible ASCII characters, such as a UUID, in double quotes or without.")
                .with("field", KEY);
        }
        return key.group(1) == null ? key.group(2) : key.group(1);
    }

    /** Of the requests with one key this instance works on one at a time; the others do not wait for it. */
    private void alone(Actor actor, String key, HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        String name = actor.userId() + key;
        if (!running.add(name)) {
            throw ActClaim.inProgress();
        }
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        try {
            HttpServletRequest readable = request;
            String fingerprint;
            if (Fingerprint.isInParts(request)) {
                fingerprint = ofParts(request);
            } else {
                ReadBody whole = ReadBody.of(request);
                readable = whole;
                fingerprint = whole.fingerprint();
            }
            if (fingerprint == null) {
                chain.doFilter(request, answer);
            } else {
                once(new KeyedRequest(actor, key, fingerprint), readable, answer, chain);
            }
        } finally {
            running.remove(name);
        }
        // only now: who has the answer may repeat the request at once
        answer.copyBodyToResponse();
    }

    /** Nothing for parts that cannot be read; the same failure then tells the caller why, further on. */
    private static @Nullable String ofParts(HttpServletRequest request) {
        try {
            return Fingerprint.ofParts(request);
        } catch (IOException | ServletException | IllegalStateException unreadable) {
            LOG.debug("parts without a fingerprint", unreadable);
            return null;
        }
    }

    private void once(KeyedRequest keyed, HttpServletRequest request, ContentCachingResponseWrapper answer,
            FilterChain chain) throws ServletException, IOException {
        Optional<KeptKey> first = answers.find(keyed);
        if (first.isPresent()) {
            repetition.answer(first.get(), keyed, answer);
            return;
        }
        request.setAttribute(KeyedRequest.ATTRIBUTE, keyed);
        chain.doFilter(request, answer);
        Optional<KeptKey> other = keep(keyed, answer);
        if (other.isPresent()) {
            answer.resetBuffer();
            repetition.answer(other.get(), keyed, answer);
        }
    }

    /** Keeps an answer; returns what another instance kept meanwhile for the same key, which then is the first. */
    private Optional<KeptKey> keep(KeyedRequest keyed, ContentCachingResponseWrapper response) {
        FirstAnswer answer = FirstAnswer.of(response, Permit.ofPresentRequest());
        UUID claim = keyed.claim();
        boolean kept = answer.isFinal() && answer.body().length <= properties.longestAnswer().toBytes();
        try {
            if (claim != null) {
                if (kept) {
                    answers.answer(claim, answer);
                }
                return Optional.empty();
            }
            return kept && answers.claim(keyed, null, answer).isPresent()
                    ? Optional.empty()
                    : answers.find(keyed);
        } catch (DataAccessException withoutDatabase) {
            // the act stands as it was answered; a repetition will learn where to see it
            LOG.warn("The answer to an idempotency key is not kept", withoutDatabase);
            return Optional.empty();
        }
    }
}
