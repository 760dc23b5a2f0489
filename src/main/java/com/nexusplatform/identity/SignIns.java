package com.nexusplatform.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.shared.ProblemException;

/** Sign-in with user name and password, and with a code where a second factor is enrolled. */
@Service
public class SignIns {

    private final PasswordProofs proofs;
    private final SecondFactors secondFactors;
    private final Sessions sessions;
    private final TransactionTemplate transaction;

    SignIns(PasswordProofs proofs, SecondFactors secondFactors, Sessions sessions, TransactionTemplate transaction) {
        this.proofs = proofs;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /**
     * Opens a session.
     *
     * @param code    code of the second factor, or a recovery code; null where none was sent
     * @param address network address of the caller
     * @param client  what the client calls itself
     * @throws ProblemException SIGN_IN_REFUSED, SECOND_FACTOR_REQUIRED; TOO_MANY_REQUESTS or UNAVAILABLE with the time to wait
     */
    public Tokens signIn(String username, String password, @Nullable String code, String address, String client) {
        boolean passed = false;
        Tokens tokens = null;
        while (tokens == null) { // what was proven may have changed meanwhile, and then has to be proven anew
            User user = proofs.prove(username, password, address);
            passed = passed || secondFactors.pass(user.facts(), code, address);
            tokens = open(user, passed, address, client);
        }
        return tokens;
    }

    private @Nullable Tokens open(User user, boolean passed, String address, String client) {
        return transaction.execute(status -> proofs.hold(user) && (passed || !secondFactors.isEnrolled(user.id()))
                ? sessions.open(user.facts(), address, client)
                : null);
    }
}
