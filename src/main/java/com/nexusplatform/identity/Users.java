package com.nexusplatform.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Identifiers;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

/** The people who may sign in, and what they may do. */
@Service
public class Users {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{1,63}");

    private final UserRepository users;
    private final NewPasswords newPasswords;
    private final Grants grants;
    private final Sessions sessions;
    private final Trail trail;

    Users(UserRepository users, NewPasswords newPasswords, Grants grants, Sessions sessions, Trail trail) {
        this.users = users;
        this.newPasswords = newPasswords;
        this.grants = grants;
        this.sessions = sessions;
        this.trail = trail;
    }

    /** The user of that name, in any case. */
    @Transactional(readOnly = true)
    public Optional<UserFacts> find(String username) {
        return users.findByUsername(User.normal(username)).map(User::facts);
    }

    /** The user of that identity. */
    @Transactional(readOnly = true)
    public Optional<UserFacts> find(UUID userId) {
        return users.findById(userId).map(User::facts);
    }

    /** Users in the order of their names. */
    @Transactional(readOnly = true)
    public Page<UserFacts> list(@Nullable String cursor, int limit) {
        String after = cursor == null ? "" : Cursor.decode(cursor);
        List<UserFacts> read = users.page(after, Limit.of(limit + 1)).stream().map(User::facts).toList();
        return Page.of(read, limit, UserFacts::username);
    }

    /**
     * Adds a user, who must change the password at first sign-in. Where there are two administrators, the roles wait for the other.
     *
     * @throws ProblemException VALIDATION_FAILED naming the field, or CONFLICT when the name is taken
     */
    @Transactional
    public UserFacts create(String username, String displayName, String password, Set<Role> roles, Actor actor) {
        String name = User.normal(username);
        if (!USERNAME.matcher(name).matches()) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED,
                    "username must have 2 to 64 of the characters a-z 0-9 . _ @ + - and begin with a letter or digit.")
                .with("field", "username");
        }
        Grants.requireRoles(roles);
        if (users.existsByUsername(name)) {
            throw new ProblemException(ProblemType.CONFLICT, "A user of this name exists already.").with("field",
                    "username");
        }
        Instant now = trail.now();
        String hash = newPasswords.accept("password", password, false, name, displayName);
        lockAdministration();
        Set<Role> held = grants.isAlone() ? roles : Set.of();
        User user = users
            .saveAndFlush(new User(Identifiers.next(now.toEpochMilli()), name, displayName, held, hash, now));
        trail.record(Entry.of(Act.USER_CREATED, actor, name)
            .after(Map.of("displayName", Entry.hashed(displayName), "roles", Grants.names(held))));
        if (held.isEmpty()) {
            grants.propose(user, roles, actor);
        }
        return user.facts();
    }

    /**
     * Lets a user sign in, or no longer; whoever may not is signed out everywhere.
     *
     * @throws ProblemException NOT_FOUND, or CONFLICT when nobody would administer any more
     */
    @Transactional
    public UserFacts setStatus(String username, UserStatus status, Actor actor) {
        lockAdministration();
        User user = users.findByUsername(User.normal(username)).orElseThrow(() -> ProblemException.notFound("user"));
        if (status == UserStatus.DISABLED) {
            grants.requireAnotherAdministrator(user, Set.of());
            sessions.disabled(user.id());
        }
        trail
            .record(Entry.of(status == UserStatus.ACTIVE ? Act.USER_ENABLED : Act.USER_DISABLED, actor, user.username())
                .before(Map.of("status", user.facts().status().name())));
        user.become(status);
        return users.save(user).facts();
    }

    /** Records a first user, whom the service itself added. */
    void addedFirst(User user) {
        trail.record(Entry.ofService(Act.USER_CREATED, user.username())
            .after(Map.of("displayName", Entry.hashed(user.displayName()), "roles",
                    Grants.names(user.facts().roles()))));
    }

    /** Lets one change of roles be judged at a time, so that two administrators cannot remove each other at once. */
    void lockAdministration() {
        users.lockAdministration();
    }
}
