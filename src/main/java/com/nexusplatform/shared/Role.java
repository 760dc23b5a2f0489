package com.nexusplatform.shared;

/** What a user may be; the duty on an examination's team narrows it further. */
public enum Role {
    /** Uploads, runs procedures, dispositions alerts, drafts findings. */
    EXAMINER,
    /** Creates examinations and names their team; everything an examiner does. */
    LEAD_EXAMINER,
    /** Approves scope and report, reviews findings. */
    REVIEWER,
    /** Reads and verifies everything, writes nothing. */
    AUDITOR,
    /** Manages people and the system; sees no content. */
    ADMINISTRATOR
}
