package com.nexusplatform.identity;

import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.audit.Act;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Changes of one's own password. */
@Service
public class PasswordChanges {

    private final UserRepository users;
    private final PasswordProofs proofs;
    private final NewPasswords newPasswords;
    private final Sessions sessions;
    private final TransactionTemplate transaction;

    PasswordChanges(UserRepository users, PasswordProofs proofs, NewPasswords newPasswords, Sessions sessions,
            TransactionTemplate transaction) {
        this.users = users;
        this.proofs = proofs;
        this.newPasswords = newPasswords;
        this.sessions = sessions;
        this.transaction = transaction;
    }

    /**
     * Replaces the caller's password and ends the caller's other sessions.
     *
     * @throws ProblemException VALIDATION_FAILED naming the field, or TOO_MANY_REQUESTS after many wrong ones
     */
    public void change(SignedIn caller, String current, String chosen) {
        User user = proofs.proveAgain(caller, "current", current);
        if (chosen.equals(current)) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "The new password is the current one.")
                .with("field", "new");
        }
        String hash = newPasswords.accept("new", chosen, user.hasSecondFactor(), user.username(), user.displayName());
        transaction.executeWithoutResult(status -> {
            user.choosePassword(hash);
            users.save(user);
            sessions.accessChanged(caller, Act.PASSWORD_CHANGED);
        });
    }
}
