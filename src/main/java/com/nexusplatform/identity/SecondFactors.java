package com.nexusplatform.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.identity.SecondFactorRepository.Held;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Second factors: codes of an authenticator, each taken once, and recovery codes for the day it is lost. Beginning and removing one
 * needs the password anew. After five wrong codes each further one doubles the pause before the next is looked at, in the database, so
 * that it holds on every replica; recovery codes cannot be guessed and are looked at all the while, so that whoever knows the
 * password cannot keep its owner out.
 */
@Service
public class SecondFactors {

    private static final Duration TIME_TO_CONFIRM = Duration.ofMinutes(10);
    private static final int FREE_FAILURES = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final String CODE = "code";

    private final SecondFactorRepository factors;
    private final PasswordProofs proofs;
    private final Sessions sessions;
    private final Trail trail;
    private final TransactionTemplate transaction;

    SecondFactors(SecondFactorRepository factors, PasswordProofs proofs, Sessions sessions, Trail trail,
            TransactionTemplate transaction) {
        this.factors = factors;
        this.proofs = proofs;
        this.sessions = sessions;
        this.trail = trail;
        this.transaction = transaction;
    }

    /**
     * What an authenticator is given.
     *
     * @param secret     the seed in base32, to be typed
     * @param otpauthUri the same for authenticators that open addresses or read them from a QR code
     */
    public record Enrolment(String secret, String otpauthUri) {

        @Override
        public String toString() {
            return "Enrolment[hidden]";
        }
    }

    /**
     * Makes a seed for the caller, which counts for nothing until a code of it is confirmed.
     *
     * @throws ProblemException VALIDATION_FAILED for a wrong password, CONFLICT beside a second factor that is enrolled
     */
    public Enrolment begin(SignedIn caller, String password) {
        proofs.proveAgain(caller, "password", password);
        byte[] seed = OneTimeCodes.seed();
        UUID userId = caller.actor().userId();
        transaction.executeWithoutResult(status -> {
            if (!factors.begin(userId, seed, trail.now())) {
                throw new ProblemException(ProblemType.CONFLICT,
                        "You have a second factor. Remove it with DELETE /api/v1/me/second-factor before you begin another.");
            }
            trail.record(Entry.of(Act.SECOND_FACTOR_BEGUN, caller.actor(), caller.actor().username()));
        });
        String secret = OneTimeCodes.base32(seed);
        String label = URLEncoder.encode("NEXUS:" + caller.actor().username(), StandardCharsets.UTF_8);
        return new Enrolment(secret, "otpauth://totp/" + label + "?secret=" + secret
                + "&issuer=NEXUS&algorithm=SHA1&digits=" + OneTimeCodes.DIGITS + "&period="
                + OneTimeCodes.STEP.toSeconds());
    }

    /**
     * Enrols the caller's seed by a code of it, and ends the caller's other sessions.
     *
     * @return the recovery codes, shown this once
     * @throws ProblemException VALIDATION_FAILED for a wrong code, CONFLICT when nothing waits for one
     */
    public List<String> confirm(SignedIn caller, String code) {
        UUID userId = caller.actor().userId();
        List<String> recoveryCodes = RecoveryCodes.fresh();
        committed(() -> {
            factors.lockOwner(userId); // a sign-in under way without a code opens no session any more
            Held held = factors.lock(userId).orElse(null);
            if (held == null || held.confirmed()
                    || held.begunAt().plus(TIME_TO_CONFIRM).isBefore(trail.now())) {
                return new ProblemException(ProblemType.CONFLICT,
                        "No second factor waits for its code. Begin with POST /api/v1/me/second-factor and confirm within "
                                + TIME_TO_CONFIRM.toMinutes() + " minutes.");
            }
            ProblemException refusal = judged(held, userId, code, Try.of(caller));
            if (refusal == null) {
                factors.confirm(userId, trail.now(), recoveryCodes);
                sessions.accessChanged(caller, Act.SECOND_FACTOR_ENROLLED);
            }
            return refusal;
        });
        return recoveryCodes;
    }

    /**
     * Removes the caller's second factor, and ends the caller's other sessions.
     *
     * @throws ProblemException VALIDATION_FAILED for a wrong password or code, CONFLICT without a second factor, or when the password
     *                          is too short to stand alone
     */
    public void remove(SignedIn caller, String password, String code) {
        UUID userId = caller.actor().userId();
        User user = proofs.proveAgain(caller, "password", password);
        if (PasswordRules.needsSecondFactor(password)) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "Your password is too short to stand alone. Choose one of at least "
                            + PasswordRules.SHORTEST
                            + " characters with PUT /api/v1/me/password, then remove the second factor.");
        }
        committed(() -> {
            factors.lockOwner(userId);
            if (!proofs.hold(user)) {
                return PasswordProofs.wrong("password");
            }
            Held held = factors.lock(userId).filter(Held::confirmed).orElse(null);
            if (held == null) {
                return none();
            }
            ProblemException refusal = accepted(held, userId, code, Try.of(caller));
            if (refusal == null) {
                factors.remove(userId);
                sessions.accessChanged(caller, Act.SECOND_FACTOR_REMOVED);
            }
            return refusal;
        });
    }

    /**
     * Takes the second factor from someone who lost it, and ends all sessions of that person, who must choose a password next.
     *
     * @throws ProblemException CONFLICT when there is none, or it is the administrator's own
     */
    public void reset(UserFacts user, Actor administrator) {
        if (user.id().equals(administrator.userId())) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "This is your own. Remove it with DELETE /api/v1/me/second-factor, or ask another administrator.");
        }
        committed(() -> {
            factors.lockOwner(user.id());
            if (factors.lock(user.id()).filter(Held::confirmed).isEmpty()) {
                return none();
            }
            factors.remove(user.id());
            sessions.secondFactorReset(user, administrator);
            return null;
        });
    }

    /**
     * What the caller has.
     *
     * @param enrolled          whether a second factor is asked for at sign-in
     * @param recoveryCodesLeft recovery codes that were not used yet
     */
    public record State(boolean enrolled, int recoveryCodesLeft) {}

    /** What the caller has. */
    public State of(SignedIn caller) {
        UUID userId = caller.actor().userId();
        return new State(factors.isEnrolled(userId), factors.recoveryCodesLeft(userId));
    }

    /** Whether a code is asked of a user at sign-in. */
    boolean isEnrolled(UUID userId) {
        return factors.isEnrolled(userId);
    }

    /**
     * Passes a user whose password is proven, if no second factor is enrolled or the code is one of it.
     *
     * @return whether a code was taken
     * @throws ProblemException SECOND_FACTOR_REQUIRED, or TOO_MANY_REQUESTS with the time to wait
     */
    boolean pass(UserFacts user, @Nullable String code, String address) {
        AtomicBoolean taken = new AtomicBoolean();
        committed(() -> {
            Held held = factors.lock(user.id()).filter(Held::confirmed).orElse(null);
            if (held == null) {
                return null;
            }
            taken.set(true);
            if (code == null || code.isBlank()) {
                sessions.refused(user.username(), true, address, "code missing");
                return new ProblemException(ProblemType.SECOND_FACTOR_REQUIRED,
                        "Send the code of your authenticator, or a recovery code, as the member code.");
            }
            ProblemException refusal = accepted(held, user.id(), code, new Try(user.asActor(), address));
            return refusal != null && refusal.type() == ProblemType.VALIDATION_FAILED
                    ? new ProblemException(ProblemType.SECOND_FACTOR_REQUIRED,
                            "The code is wrong or was used already. Take the next one, or a recovery code.")
                    : refusal;
        });
        return taken.get();
    }

    /** Who tries, and the address, or the session that the code was asked for in. */
    private record Try(Actor actor, String source) {

        static Try of(SignedIn caller) {
            return new Try(caller.actor(), "session " + caller.sessionId());
        }
    }

    private @Nullable ProblemException accepted(Held held, UUID userId, String code, Try by) {
        Actor actor = by.actor();
        if (!RecoveryCodes.isOne(code)) {
            return judged(held, userId, code, by);
        }
        if (!factors.spend(userId, code, trail.now())) {
            return wrong(by);
        }
        trail.record(Entry.of(Act.RECOVERY_CODE_USED, actor, actor.username())
            .after(Map.of("left", factors.recoveryCodesLeft(userId))));
        return null;
    }

    /**
     * Takes a code of the authenticator, or counts a wrong one and tells the trail, of the pause that follows too; answers with
     * the refusal. What comes within the pause is told by the pause.
     */
    private @Nullable ProblemException judged(Held held, UUID userId, String code, Try by) {
        Instant now = trail.now();
        if (held.heldUntil() != null && now.isBefore(held.heldUntil())) {
            long seconds = Duration.between(now, held.heldUntil()).plusMillis(999).toSeconds();
            return new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Too many wrong codes. Try again in " + seconds
                    + " s, or use a recovery code.")
                .with("retryAfter", seconds);
        }
        OptionalLong step = OneTimeCodes.stepOf(code.strip(), held.seed(), now, held.lastStep());
        if (step.isPresent()) {
            factors.taken(userId, step.getAsLong());
            return null;
        }
        int failures = held.failures() + 1;
        Duration pause = failures < FREE_FAILURES ? Duration.ZERO : pause(failures - FREE_FAILURES);
        factors.failed(userId, failures, pause.isPositive() ? now.plus(pause) : null);
        ProblemException refusal = wrong(by);
        if (pause.isPositive()) {
            sessions.slowed(by.actor().username(), true, by.source(), pause);
        }
        return refusal;
    }

    private static Duration pause(int failuresOverFree) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(failuresOverFree, 20));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private ProblemException wrong(Try by) {
        sessions.refused(by.actor().username(), true, by.source(), CODE);
        return new ProblemException(ProblemType.VALIDATION_FAILED,
                "The code is wrong or was used already. Wait for the next one.")
            .with("field", CODE);
    }

    private static ProblemException none() {
        return new ProblemException(ProblemType.CONFLICT, "There is no second factor to remove.");
    }

    /** Commits what the act did, wrong codes counted above all, and only then throws its refusal. */
    private void committed(Supplier<@Nullable ProblemException> act) {
        ProblemException refusal = transaction.execute(status -> act.get());
        if (refusal != null) {
            throw refusal;
        }
    }
}
