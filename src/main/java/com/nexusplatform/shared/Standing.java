package com.nexusplatform.shared;

import java.util.Set;

/** Says whether somebody still may what a request of theirs was allowed; answered by the module that knows teams. */
public interface Standing {

    /**
     * Asks again for each permit.
     *
     * @throws ProblemException NOT_FOUND for whoever has lost an examination, NOT_ALLOWED for whoever has lost the duty there or
     *                          the role that it needs
     */
    void require(Set<Permit> permits, Actor actor);
}
