package com.nexusplatform.identity.web;

import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.identity.PasswordChanges;
import com.nexusplatform.identity.Sessions;
import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.identity.UserFacts;
import com.nexusplatform.identity.Users;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.Role;

/** What the signed-in person sees and changes of themselves. */
@RestController
@RequestMapping("/api/v1/me")
class MeController {

    private final Users users;
    private final PasswordChanges passwords;
    private final Sessions sessions;

    MeController(Users users, PasswordChanges passwords, Sessions sessions) {
        this.users = users;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    MeView me(SignedIn caller) {
        return users.find(caller.actor().userId())
            .map(user -> MeView.of(user, caller))
            .orElseThrow(() -> ProblemException.notFound("user"));
    }

    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    void changePassword(@Valid @RequestBody PasswordChange change, SignedIn caller) {
        passwords.change(caller, change.current(), change.chosen());
    }

    @GetMapping("/sessions")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    Page<SessionView> sessions(SignedIn caller) {
        return SessionView.page(sessions.list(caller.actor().userId()), caller);
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    void endSession(@PathVariable UUID id, SignedIn caller) {
        sessions.end(id, caller);
    }

    /** The present password and the one to take its place. */
    record PasswordChange(@NotBlank @Size(max = 1000) String current,
            @NotBlank @Size(max = 1000) @JsonProperty("new") String chosen) {

        @Override
        public String toString() {
            return "PasswordChange[hidden]";
        }
    }

    /** The person signed in. */
    record MeView(String username, String displayName, Set<Role> roles, boolean mustChangePassword,
            boolean secondFactor, boolean mustEnrolSecondFactor) {

        static MeView of(UserFacts user, SignedIn caller) {
            return new MeView(user.username(), user.displayName(), user.roles(), user.mustChangePassword(),
                    user.secondFactor(), caller.mustEnrolSecondFactor());
        }
    }
}
