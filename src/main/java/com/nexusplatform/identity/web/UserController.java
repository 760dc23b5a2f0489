package com.nexusplatform.identity.web;

import java.net.URI;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.identity.GrantFacts;
import com.nexusplatform.identity.Grants;
import com.nexusplatform.identity.SecondFactors;
import com.nexusplatform.identity.Sessions;
import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.identity.UserFacts;
import com.nexusplatform.identity.UserStatus;
import com.nexusplatform.identity.Users;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.Role;

/** Administration of people. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {

    private final Users users;
    private final Grants grants;
    private final SecondFactors secondFactors;
    private final Sessions sessions;

    UserController(Users users, Grants grants, SecondFactors secondFactors, Sessions sessions) {
        this.users = users;
        this.grants = grants;
        this.secondFactors = secondFactors;
        this.sessions = sessions;
    }

    @GetMapping
    @AllowedTo(Role.ADMINISTRATOR)
    Page<UserView> list(@RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return users.list(cursor, Page.limit(limit)).map(UserView::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedTo(Role.ADMINISTRATOR)
    UserView create(@Valid @RequestBody NewUser user, Actor actor) {
        return UserView
            .of(users.create(user.username(), user.displayName(), user.password(), user.roles(), actor));
    }

    @PutMapping("/{username}/roles")
    @AllowedTo(Role.ADMINISTRATOR)
    @ApiResponse(responseCode = "200", description = "The roles hold", content = @Content(schema = @Schema(implementation = UserView.class)))
    @ApiResponse(responseCode = "202", description = "Another administrator must approve the grant", content = @Content(schema = @Schema(implementation = GrantFacts.class)))
    ResponseEntity<Object> grant(@PathVariable String username, @Valid @RequestBody Grant wish, Actor actor) {
        Grants.Outcome outcome = grants.grant(username, wish.roles(), actor);
        GrantFacts waiting = outcome.grant();
        return waiting == null
                ? ResponseEntity.ok(UserView.of(outcome.user()))
                : ResponseEntity.accepted().location(URI.create("/api/v1/grants/" + waiting.id())).body(waiting);
    }

    @DeleteMapping("/{username}/second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @AllowedTo(Role.ADMINISTRATOR)
    void resetSecondFactor(@PathVariable String username, Actor actor) {
        secondFactors.reset(user(username), actor);
    }

    @PutMapping("/{username}/status")
    @AllowedTo(Role.ADMINISTRATOR)
    UserView setStatus(@PathVariable String username, @Valid @RequestBody Standing standing, Actor actor) {
        return UserView.of(users.setStatus(username, standing.status(), actor));
    }

    @GetMapping("/{username}/sessions")
    @AllowedTo(Role.ADMINISTRATOR)
    Page<SessionView> sessions(@PathVariable String username, SignedIn caller) {
        return SessionView.page(sessions.list(user(username).id()), caller);
    }

    @DeleteMapping("/{username}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @AllowedTo(Role.ADMINISTRATOR)
    void endSessions(@PathVariable String username, Actor actor) {
        sessions.endAll(user(username), actor);
    }

    private UserFacts user(String username) {
        return users.find(username).orElseThrow(() -> ProblemException.notFound("user"));
    }

    /** A person to add, with a first password. */
    record NewUser(@NotBlank @Size(max = 64) String username, @NotBlank @Size(max = 200) String displayName,
            @NotBlank @Size(max = 1000) String password, @NotEmpty Set<@NotNull Role> roles) {

        @Override
        public String toString() {
            return "NewUser[hidden]";
        }
    }

    /** All roles that the user is to have. */
    record Grant(@NotEmpty Set<@NotNull Role> roles) {}

    /** Whether the user is to sign in. */
    record Standing(@NotNull UserStatus status) {}

    /** A user without anything secret. */
    record UserView(UUID id, String username, String displayName, Set<Role> roles, UserStatus status,
            boolean mustChangePassword, boolean secondFactor, Instant createdAt) {

        static UserView of(UserFacts user) {
            return new UserView(user.id(), user.username(), user.displayName(), user.roles(), user.status(),
                    user.mustChangePassword(), user.secondFactor(), user.createdAt());
        }
    }
}
