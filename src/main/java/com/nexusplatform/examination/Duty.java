package com.nexusplatform.examination;

/** What a member of an examination's team does there. */
public enum Duty {
    LEAD, EXAMINER, REVIEWER, OBSERVER
}
