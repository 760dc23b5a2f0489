package com.nexusplatform.identity.web;

import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.identity.Sessions;
import com.nexusplatform.identity.SignIns;
import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.identity.Tokens;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Open;
import com.nexusplatform.shared.Role;

/** Sign-in, renewal of tokens, sign-out. */
@RestController
@RequestMapping("/api/v1/auth")
class AuthenticationController {

    private final SignIns signIns;
    private final Sessions sessions;

    AuthenticationController(SignIns signIns, Sessions sessions) {
        this.signIns = signIns;
        this.sessions = sessions;
    }

    @PostMapping("/login")
    @Open("it is how a caller signs in")
    TokenView login(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
        String client = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        return TokenView
            .of(signIns.signIn(credentials.username(), credentials.password(), credentials.code(),
                    request.getRemoteAddr(), client));
    }

    @PostMapping("/refresh")
    @Open("the refresh token is the proof")
    TokenView refresh(@Valid @RequestBody Renewal renewal) {
        return TokenView.of(sessions.refresh(renewal.refreshToken()));
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    void logout(SignedIn caller) {
        sessions.signOut(caller);
    }

    /**
     * Name, password, and the code where a second factor is enrolled; the longest password allowed is longer in bytes than in
     * characters.
     */
    record Credentials(@NotBlank @Size(max = 200) String username, @NotBlank @Size(max = 1000) String password,
            @Nullable @Size(max = 100) String code) {

        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    /** The token of the last answer. */
    record Renewal(@NotBlank @Size(max = 200) String refreshToken) {

        @Override
        public String toString() {
            return "Renewal[hidden]";
        }
    }

    /** A pair of tokens; {@code expiresIn} in seconds. */
    record TokenView(String accessToken, String tokenType, long expiresIn, String refreshToken) {

        static TokenView of(Tokens tokens) {
            return new TokenView(tokens.accessToken(), "Bearer", tokens.expiresIn().toSeconds(), tokens.refreshToken());
        }

        @Override
        public String toString() {
            return "TokenView[hidden]";
        }
    }
}
