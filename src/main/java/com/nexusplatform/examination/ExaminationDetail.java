package com.nexusplatform.examination;

import java.util.List;

/**
 * An examination as its readers see it.
 *
 * @param summary what a list says of it
 * @param team    its members in the order of user names
 */
public record ExaminationDetail(ExaminationSummary summary, List<Membership> team) {}
