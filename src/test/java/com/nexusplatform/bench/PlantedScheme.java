package com.nexusplatform.bench;

/** Schemes that are planted among payables, from the literature of occupational fraud and payables audits. */
enum PlantedScheme {

    /** An invoice paid again, its number at most spelled otherwise. */
    PAID_TWICE,
    /** An invoice paid again under a number altered in one place. */
    ALTERED_NUMBER,
    /** An invoice paid again to another vendor. */
    OTHER_VENDOR,
    /** A vendor that does not exist, with round amounts. */
    ROUND_GHOST,
    /** A vendor that has no other customer: its invoices run on. */
    SHELL_SEQUENCE,
    /** One purchase in parts, each below the limit of approval. */
    SPLIT,
    /** Single payments just below the limit of approval. */
    JUST_BELOW,
    /** A decimal point slipped by one or two places, to more than the vendor has ever billed. */
    DECIMAL_SLIP,
    /** A bill of several times the largest that the vendor has sent. */
    OVERBILLING,
    /** A vendor that appears on weekends only, once or twice. */
    WEEKEND_STRANGER
}
