package com.nexusplatform.audit;

import java.util.Set;
import java.util.UUID;

import com.nexusplatform.shared.Actor;

/** Says whose examinations are whose; answered by the module that knows teams. */
public interface Readership {

    /** The examinations whose team the actor is on by a duty that fits a role of theirs other than ADMINISTRATOR. */
    Set<UUID> examinationsOf(Actor actor);
}
