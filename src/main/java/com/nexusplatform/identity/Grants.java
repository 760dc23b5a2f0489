package com.nexusplatform.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
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

/**
 * Grants of roles. A lone administrator's hold at once; where there are two, one proposes and another approves. Whoever's roles
 * change is signed out everywhere. The last administrator stays one.
 */
@Service
public class Grants {

    private final UserRepository users;
    private final GrantRepository grants;
    private final Sessions sessions;
    private final Trail trail;

    Grants(UserRepository users, GrantRepository grants, Sessions sessions, Trail trail) {
        this.users = users;
        this.grants = grants;
        this.sessions = sessions;
        this.trail = trail;
    }

    /**
     * What became of a wish to grant roles.
     *
     * @param user  the user as it is now
     * @param grant the grant that waits for another administrator; null where the roles hold already
     */
    public record Outcome(UserFacts user, @Nullable GrantFacts grant) {}

    /**
     * Grants exactly these roles, or proposes to.
     *
     * @throws ProblemException NOT_FOUND, VALIDATION_FAILED without a role, CONFLICT when nobody would administer any more, or when
     *                          another grant for the user waits
     */
    @Transactional
    public Outcome grant(String username, Set<Role> roles, Actor administrator) {
        requireRoles(roles);
        users.lockAdministration();
        User user = user(username);
        requireAnotherAdministrator(user, roles);
        if (isAlone()) {
            return new Outcome(change(user, roles, administrator, null), null);
        }
        return new Outcome(user.facts(), propose(user, roles, administrator));
    }

    /**
     * Approves a grant that another administrator proposed.
     *
     * @throws ProblemException NOT_FOUND, NOT_ALLOWED for one's own, CONFLICT when it does not wait, its proposer does not
     *                          administer any more, or nobody would
     */
    @Transactional
    public GrantFacts approve(UUID id, Actor administrator) {
        users.lockAdministration();
        GrantFacts grant = get(id);
        if (grant.proposedBy().equals(administrator.username())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED,
                    "You proposed this grant; another administrator must approve it.");
        }
        User proposer = user(grant.proposedBy());
        if (!proposer.isActive() || !proposer.is(Role.ADMINISTRATOR)) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "Who proposed this grant does not administer any more. Withdraw it, and propose it anew.");
        }
        User user = user(grant.username());
        requireAnotherAdministrator(user, grant.roles());
        decide(id, GrantStatus.APPROVED, administrator);
        change(user, grant.roles(), administrator, grant);
        return get(id);
    }

    /**
     * Withdraws a grant that waits; any administrator may.
     *
     * @throws ProblemException NOT_FOUND, or CONFLICT when it does not wait
     */
    @Transactional
    public void withdraw(UUID id, Actor administrator) {
        GrantFacts grant = get(id);
        decide(id, GrantStatus.WITHDRAWN, administrator);
        trail.record(Entry.of(Act.GRANT_WITHDRAWN, administrator, grant.username()).before(told(grant)));
    }

    /** The grant of that identity. */
    @Transactional(readOnly = true)
    public GrantFacts get(UUID id) {
        return grants.find(id).orElseThrow(() -> ProblemException.notFound("grant"));
    }

    /** Grants that needed two, the newest first. */
    @Transactional(readOnly = true)
    public Page<GrantFacts> list(@Nullable String cursor, int limit) {
        UUID before = cursor == null ? null : Cursor.decodeId(cursor);
        return Page.of(grants.page(before, limit + 1), limit, grant -> grant.id().toString());
    }

    /** Whether one administrator decides alone, since there is no other. */
    boolean isAlone() {
        return grants.administrators() < 2;
    }

    /** Proposes a grant, within a transaction that holds the lock of administration. */
    GrantFacts propose(User user, Set<Role> roles, Actor administrator) {
        if (grants.isWaitingFor(user.id())) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "Another grant for this user waits. Have it approved, or withdraw it with DELETE /api/v1/grants/{id}.");
        }
        Instant now = trail.now();
        UUID id = Identifiers.next(now.toEpochMilli());
        grants.propose(id, user.id(), roles, administrator.userId(), now);
        GrantFacts grant = get(id);
        trail.record(Entry.of(Act.GRANT_PROPOSED, administrator, user.username())
            .before(Map.of("roles", names(user.facts().roles())))
            .after(told(grant)));
        return grant;
    }

    /** Refuses roles that would take the last administrator away. */
    void requireAnotherAdministrator(User user, Set<Role> roles) {
        boolean leaves = user.isActive() && user.is(Role.ADMINISTRATOR) && !roles.contains(Role.ADMINISTRATOR);
        if (leaves && users.countActive(Role.ADMINISTRATOR) == 1) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "This is the last administrator. Grant ADMINISTRATOR to someone else first.");
        }
    }

    static void requireRoles(Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "roles must name at least one role.")
                .with("field", "roles");
        }
    }

    static List<String> names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().toList();
    }

    private UserFacts change(User user, Set<Role> roles, Actor administrator, @Nullable GrantFacts grant) {
        Set<Role> before = user.facts().roles();
        trail.record(Entry.of(Act.ROLES_GRANTED, administrator, user.username())
            .before(Map.of("roles", names(before)))
            .after(grant == null ? Map.of("roles", names(roles)) : told(grant)));
        user.grant(roles);
        UserFacts facts = users.save(user).facts();
        if (!before.equals(facts.roles())) {
            sessions.rolesChanged(facts.id());
        }
        return facts;
    }

    private void decide(UUID id, GrantStatus decision, Actor administrator) {
        if (!grants.decide(id, decision, administrator.userId(), trail.now())) {
            throw new ProblemException(ProblemType.CONFLICT, "This grant was decided already.");
        }
    }

    private User user(String username) {
        return users.findByUsername(User.normal(username)).orElseThrow(() -> ProblemException.notFound("user"));
    }

    private static Map<String, Object> told(GrantFacts grant) {
        return Map.of("grant", grant.id().toString(), "proposedBy", grant.proposedBy(), "roles", names(grant.roles()));
    }
}
