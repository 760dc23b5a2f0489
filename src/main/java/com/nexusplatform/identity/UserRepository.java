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

    /** Waits until no other transaction changes roles or first users, and keeps them from it until this one ends. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtext('nexus.identity.administration'))", nativeQuery = true)
    int lockAdministration();
}
