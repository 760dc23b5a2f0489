package com.nexusplatform.examination;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.repository.Repository;

/** Examinations in the database. */
interface ExaminationRepository extends Repository<Examination, UUID> {

    Examination save(Examination examination);

    /** Writes what changed now, so that whoever was overtaken learns it here and not at the end of the transaction. */
    void flush();

    /** The examination with its team, in one query. */
    @EntityGraph(attributePaths = "team")
    Optional<Examination> findById(UUID id);
}
