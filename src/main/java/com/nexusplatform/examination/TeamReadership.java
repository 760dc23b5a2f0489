package com.nexusplatform.examination;

import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import com.nexusplatform.audit.Readership;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Role;

/** Tells the trail whose examinations are whose: administering gives no share in them, whatever team the user is still on. */
@Component
class TeamReadership implements Readership {

    private final ExaminationIndex index;

    TeamReadership(ExaminationIndex index) {
        this.index = index;
    }

    @Override
    public Set<UUID> examinationsOf(Actor actor) {
        Set<Role> ofContent = actor.roles()
            .stream()
            .filter(role -> role != Role.ADMINISTRATOR)
            .collect(Collectors.toSet());
        return index.ofMember(actor.userId(), ofContent);
    }
}
