package com.nexusplatform.identity;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

/**
 * The roles that need a second factor: those that the operator's settings name, and those that administrators add. Whoever has such a
 * role and no second factor can sign in only to enrol one.
 */
@Service
public class SecondFactorDemands {

    private final JdbcClient database;
    private final Callers callers;
    private final Trail trail;
    private final Set<Role> bySetting;

    SecondFactorDemands(JdbcClient database, Callers callers, Trail trail, IdentityProperties properties) {
        this.database = database;
        this.callers = callers;
        this.trail = trail;
        this.bySetting = properties.secondFactorRoles();
    }

    /** All roles that need one. */
    public Set<Role> roles() {
        Set<Role> roles = new TreeSet<>(bySetting);
        roles.addAll(database.sql("select role from second_factor_demand")
            .query((row, number) -> Role.valueOf(row.getString(1)))
            .list());
        return roles;
    }

    /** The roles that need one by the operator's settings. */
    public Set<Role> bySetting() {
        return new TreeSet<>(bySetting);
    }

    /**
     * Demands one of exactly these roles.
     *
     * @throws ProblemException CONFLICT when a role is left out that the settings name
     */
    @Transactional
    public Set<Role> demand(Set<Role> roles, Actor administrator) {
        if (!roles.containsAll(bySetting)) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "The setting nexus.identity.second-factor-roles demands it of " + names(bySetting)
                            + ". Name these too, or have the operator change the setting.");
        }
        Set<Role> before = roles();
        database.sql("delete from second_factor_demand").update();
        for (Role role : roles) {
            database.sql("insert into second_factor_demand (role) values (:role)").param("role", role.name()).update();
        }
        trail.record(Entry.of(Act.SECOND_FACTOR_DEMANDED, administrator, "roles")
            .before(Map.of("roles", names(before)))
            .after(Map.of("roles", names(roles))));
        callers.forgetAll();
        return roles();
    }

    private static List<String> names(Collection<Role> roles) {
        return roles.stream().map(Role::name).sorted().toList();
    }
}
