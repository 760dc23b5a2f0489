package com.nexusplatform.analysis;

import java.util.List;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How the procedures have done. Only counts over all examinations, which tell nothing of the content of one, so that whoever may
 * see the catalogue may see them.
 */
@Service
public class Measures {

    private final MeasureRepository measures;

    Measures(MeasureRepository measures) {
        this.measures = measures;
    }

    /** Every version of every procedure that was ever performed, by code, the newest version first. */
    @Transactional(readOnly = true)
    public List<Measure> all() {
        return measures.all();
    }

    /** Every version of one procedure that was ever performed, the newest first. */
    @Transactional(readOnly = true)
    public List<Measure> of(String procedure) {
        return measures.of(procedure);
    }
}
