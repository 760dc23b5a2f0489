package com.nexusplatform.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import com.nexusplatform.shared.Role;

/** Users in the database. */
interface UserRepository extends Repository<User, UUID> {

    User save(User user);

    User saveAndFlush(User user);

    Optional<User> findById(UUID id);

    Optional<User> findByUsername(String username);

    boolean existsByUsername(String username);

    long count();

    @Query("select u from User u where u.username > :after order by u.username")
    List<User> page(String after, Limit limit);

    @Query("select count(u) from User u where u.status = com.nexusplatform.identity.UserStatus.ACTIVE and :role member of u.roles")
    long countActive(Role role);

    /** Keeps the user as it is until the transaction ends, if it may sign in and has still that password. */
    @Query(value = "select id from app_user where id = :id and password_hash = :hash and status = 'ACTIVE' for share", nativeQuery = true)
    Optional<UUID> holdUnchanged(UUID id, String hash);

    /** Waits until no other transaction changes roles or first users, and keeps them from it until this one ends. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtext('nexus.identity.administration'))", nativeQuery = true)
    int lockAdministration();
}
