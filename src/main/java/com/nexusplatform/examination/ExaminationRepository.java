package com.nexusplatform.examination;

import java.util.Optional;
import java.util.UUID;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Examinations in the database. */
interface ExaminationRepository extends Repository<Examination, UUID> {

    Examination save(Examination examination);

    /** Writes what changed now, so that whoever was overtaken learns it here and not at the end of the transaction. */
    void flush();

    /** The examination with its team, in one query; a join, since an entity graph has the query translated at every call. */
    @Query("select e from Examination e left join fetch e.team where e.id = :id")
    Optional<Examination> findById(UUID id);

    /** The same where the user is on the team, else nothing: asked of the database, so that no clock tells foreign from absent. */
    @Query("""
            select e from Examination e left join fetch e.team where e.id = :id
            and exists (select 1 from Examination o join o.team m where o.id = :id and key(m) = :userId)""")
    Optional<Examination> findOfMember(UUID id, UUID userId);
}
