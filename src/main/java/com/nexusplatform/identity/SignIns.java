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
        UserFacts user = proofs.prove(username, password, address);
        secondFactors.pass(user, code, address);
        Tokens tokens = transaction.execute(status -> sessions.open(user, address, client));
        if (tokens == null) {
            throw new IllegalStateException("a session always has tokens");
        }
        return tokens;
    }
}
