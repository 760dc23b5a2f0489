package com.nexusplatform.identity.web;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.identity.SecondFactors;
import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Role;

/** The second factor of the signed-in person. */
@RestController
@RequestMapping("/api/v1/me/second-factor")
class SecondFactorController {

    private final SecondFactors secondFactors;

    SecondFactorController(SecondFactors secondFactors) {
        this.secondFactors = secondFactors;
    }

    @GetMapping
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    SecondFactors.State state(SignedIn caller) {
        return secondFactors.of(caller);
    }

    @PostMapping
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    SecondFactors.Enrolment begin(@Valid @RequestBody Beginning beginning, SignedIn caller) {
        return secondFactors.begin(caller, beginning.password());
    }

    @PostMapping("/confirm")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    RecoveryView confirm(@Valid @RequestBody Confirmation confirmation, SignedIn caller) {
        return new RecoveryView(secondFactors.confirm(caller, confirmation.code()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    void remove(@Valid @RequestBody Removal removal, SignedIn caller) {
        secondFactors.remove(caller, removal.password(), removal.code());
    }

    /** The password anew, for a session may have been left open. */
    record Beginning(@NotBlank @Size(max = 1000) String password) {

        @Override
        public String toString() {
            return "Beginning[hidden]";
        }
    }

    /** A code of the seed that waits for it. */
    record Confirmation(@NotBlank @Size(max = 100) String code) {

        @Override
        public String toString() {
            return "Confirmation[hidden]";
        }
    }

    /** Password and code, both anew. */
    record Removal(@NotBlank @Size(max = 1000) String password, @NotBlank @Size(max = 100) String code) {

        @Override
        public String toString() {
            return "Removal[hidden]";
        }
    }

    /** Codes for the day the authenticator is lost, each good for one sign-in; shown this once. */
    record RecoveryView(List<String> recoveryCodes) {

        @Override
        public String toString() {
            return "RecoveryView[hidden]";
        }
    }
}
