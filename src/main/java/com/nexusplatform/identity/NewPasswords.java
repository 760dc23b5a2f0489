package com.nexusplatform.identity;

import org.springframework.stereotype.Component;

import com.nexusplatform.shared.ProblemException;

/** Takes new passwords: judged by the rules, then hashed. */
@Component
class NewPasswords {

    private final PasswordRules rules;
    private final Passwords passwords;

    NewPasswords(PasswordRules rules, Passwords passwords) {
        this.rules = rules;
        this.passwords = passwords;
    }

    /**
     * The form to store of a password that is acceptable.
     *
     * @param field        name of the member with the password
     * @param secondFactor whether its owner has a second factor beside it
     * @param wordsAround  words that it must not be made of
     * @throws ProblemException VALIDATION_FAILED naming the field
     */
    String accept(String field, String password, boolean secondFactor, String... wordsAround) {
        rules.require(field, password, secondFactor, wordsAround);
        return passwords.hash(password);
    }
}
