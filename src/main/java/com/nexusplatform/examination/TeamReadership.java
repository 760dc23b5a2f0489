package com.nexusplatform.examination;

import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.nexusplatform.audit.Readership;
import com.nexusplatform.shared.Actor;

/** Tells the trail whose examinations are whose. */
@Component
class TeamReadership implements Readership {

    private final ExaminationIndex index;

    TeamReadership(ExaminationIndex index) {
        this.index = index;
    }

    @Override
    public Set<UUID> examinationsOf(Actor actor) {
        return index.ofMember(actor.userId());
    }
}
