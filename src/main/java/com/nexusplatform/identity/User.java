package com.nexusplatform.identity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.Role;

/** A person who signs in. */
@Entity
@Table(name = "app_user")
class User {

    @Id
    private UUID id;
    private String username;
    private String displayName;
    private String passwordHash;
    @Enumerated(EnumType.STRING)
    private UserStatus status;
    private boolean mustChangePassword;
    @Formula("exists (select 1 from second_factor f where f.user_id = id and f.confirmed_at is not null)")
    private boolean secondFactor;
    private Instant createdAt;
    @Version
    private @Nullable Long version;
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_role", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "role")
    @Enumerated(EnumType.STRING)
    private Set<Role> roles;

    protected User() {}

    User(UUID id, String username, String displayName, Set<Role> roles, String passwordHash, Instant now) {
        this.id = id;
        this.username = normal(username);
        this.displayName = displayName;
        this.passwordHash = passwordHash;
        this.status = UserStatus.ACTIVE;
        this.mustChangePassword = true;
        this.createdAt = now;
        this.roles = EnumSet.noneOf(Role.class);
        this.roles.addAll(roles);
    }

    /** The one form of a user name, so that Lead and lead are one person. */
    static String normal(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    /** Takes the password that the person chose. */
    void choosePassword(String hash) {
        passwordHash = hash;
        mustChangePassword = false;
    }

    /** Stores the same password under stronger parameters. */
    void rehash(String hash) {
        passwordHash = hash;
    }

    void grant(Set<Role> granted) {
        roles.retainAll(granted);
        roles.addAll(granted);
    }

    /** Lets the person sign in, or no longer. */
    void become(UserStatus status) {
        this.status = status;
    }

    boolean isActive() {
        return status == UserStatus.ACTIVE;
    }

    /** Whether a code is asked for at sign-in. */
    boolean hasSecondFactor() {
        return secondFactor;
    }

    boolean is(Role role) {
        return roles.contains(role);
    }

    UUID id() {
        return id;
    }

    String username() {
        return username;
    }

    String displayName() {
        return displayName;
    }

    String passwordHash() {
        return passwordHash;
    }

    UserFacts facts() {
        return new UserFacts(id, username, displayName, roles, status, mustChangePassword, secondFactor, createdAt);
    }
}
