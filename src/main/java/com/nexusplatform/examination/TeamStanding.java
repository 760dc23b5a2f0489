package com.nexusplatform.examination;

import java.util.Set;

import org.springframework.stereotype.Component;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Permit;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.Standing;

/** Asks again whose examinations are whose. The state does not matter: what was done in time stays answered. */
@Component
class TeamStanding implements Standing {

    private final ExaminationIndex index;

    TeamStanding(ExaminationIndex index) {
        this.index = index;
    }

    @Override
    public void require(Set<Permit> permits, Actor actor) {
        for (Permit permit : permits) {
            ExaminationSummary found = index.find(permit.examinationId(), actor)
                .orElseThrow(() -> ProblemException.notFound("examination"));
            if (permit.kind() == Permit.Kind.WORK) {
                found.requirePreparer(actor);
            }
        }
    }
}
