package com.nexusplatform.identity;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Sign-in with user name and password. Unknown users, wrong passwords and disabled users look the same in words and time. */
@Service
public class SignIns {

    private final UserRepository users;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final Sessions sessions;
    private final TransactionTemplate transaction;

    SignIns(UserRepository users, Passwords passwords, SignInThrottle throttle, Sessions sessions,
            TransactionTemplate transaction) {
        this.users = users;
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /**
     * Opens a session. The password is hashed outside of any transaction, since it may wait for its turn.
     *
     * @param address network address of the caller
     * @param client  what the client calls itself
     * @throws ProblemException SIGN_IN_REFUSED; TOO_MANY_REQUESTS or UNAVAILABLE with the time to wait
     */
    public Tokens signIn(String username, String password, String address, String client) {
        String name = User.normal(username);
        throttle.admit(name, address);
        Optional<User> user = users.findByUsername(name);
        boolean proven = passwords.matches(password, user.map(User::passwordHash).orElse(null));
        if (!proven || user.filter(User::isActive).isEmpty()) {
            Duration pause = throttle.failed(name, address);
            sessions.refused(name, user.isPresent(), address);
            if (pause.isPositive()) {
                sessions.slowed(name, user.isPresent(), address, pause);
            }
            throw new ProblemException(ProblemType.SIGN_IN_REFUSED, "The user name or the password is wrong.");
        }
        throttle.succeeded(name, address);
        upgrade(user.get(), password);
        Tokens tokens = transaction.execute(status -> sessions.open(user.get().facts(), address, client));
        if (tokens == null) {
            throw new IllegalStateException("a session always has tokens");
        }
        return tokens;
    }

    private void upgrade(User user, String password) {
        if (passwords.isOutdated(user.passwordHash())) {
            user.rehash(passwords.hash(password));
            users.save(user);
        }
    }
}
