package com.nexusplatform.identity;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Proof by the password: at sign-in, and again before what a stolen session must not do. Wrong ones are slowed down and told to the
 * trail. Passwords are hashed outside of any transaction, since they may wait for their turn.
 */
@Component
class PasswordProofs {

    private final UserRepository users;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Sessions sessions;

    PasswordProofs(UserRepository users, Passwords passwords, SignInThrottle throttle, Sessions sessions) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
    }

    /**
     * The user of that name, who has that password. Unknown users, wrong passwords and disabled users look the same in words and time.
     *
     * @throws ProblemException SIGN_IN_REFUSED; TOO_MANY_REQUESTS or UNAVAILABLE with the time to wait
     */
    User prove(String username, String password, String address) {
        String name = User.normal(username);
        try (var _ = throttle.admit(name, address)) {
            Optional<User> user = users.findByUsername(name);
            boolean proven = passwords.matches(password, user.map(User::passwordHash).orElse(null));
            if (!proven || user.filter(User::isActive).isEmpty()) {
                failed(name, user.isPresent(), address);
                throw new ProblemException(ProblemType.SIGN_IN_REFUSED, "The user name or the password is wrong.");
            }
            throttle.succeeded(name, address);
            return upgraded(user.get(), password);
        }
    }

    /**
     * Lets the caller's own user pass, whose password it is.
     *
     * @param field name of the member with the password, to say which was wrong
     * @throws ProblemException VALIDATION_FAILED; TOO_MANY_REQUESTS or UNAVAILABLE with the time to wait
     */
    User proveAgain(SignedIn caller, String field, String password) {
        String name = caller.actor().username();
        String session = "session " + caller.sessionId();
        try (var _ = throttle.admit(name, session)) {
            User user = users.findById(caller.actor().userId()).orElseThrow(() -> ProblemException.notFound("user"));
            if (!passwords.matches(password, user.passwordHash())) {
                failed(name, true, session);
                throw wrong(field);
            }
            throttle.succeeded(name, session);
            return user;
        }
    }

    /** Keeps a user who has proven the password as it was then until the transaction ends; false where it is another by now. */
    boolean hold(User proven) {
        return users.holdUnchanged(proven.id(), proven.passwordHash()).isPresent();
    }

    /** The refusal of a password that is not, or no longer, the present one. */
    static ProblemException wrong(String field) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, "The present password is wrong.").with("field",
                field);
    }

    private void failed(String name, boolean known, String source) {
        Duration pause = throttle.failed(name, source);
        sessions.refused(name, known, source, "password");
        if (pause.isPositive()) {
            sessions.slowed(name, known, source, pause);
        }
    }

    private User upgraded(User user, String password) {
        if (!passwords.isOutdated(user.passwordHash())) {
            return user;
        }
        user.rehash(passwords.hash(password));
        return users.save(user);
    }
}
