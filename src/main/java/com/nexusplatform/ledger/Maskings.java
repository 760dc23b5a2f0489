package com.nexusplatform.ledger;

import java.util.UUID;

import org.springframework.stereotype.Service;

import com.nexusplatform.examination.Examinations;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.vault.Marks;

/** Says how much of personal data a reader sees. Whatever shows a row needs the {@link Masking} that this gives out. */
@Service
public class Maskings {

    private final Examinations examinations;
    private final Marks marks;

    Maskings(Examinations examinations, Marks marks) {
        this.examinations = examinations;
        this.marks = marks;
    }

    /** For an answer about an examination; the marks are those of the examination, so that datasets can be compared. */
    public Masking of(UUID examinationId, Actor actor) {
        return examinations.onlyVerifies(examinationId, actor) ? Masking.by(marks.of(examinationId)) : Masking.none();
    }
}
