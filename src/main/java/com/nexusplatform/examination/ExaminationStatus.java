package com.nexusplatform.examination;

/** States of an examination's life cycle. */
public enum ExaminationStatus {
    PLANNED, FIELDWORK, IN_REVIEW, ISSUED, CLOSED, CANCELLED
}
