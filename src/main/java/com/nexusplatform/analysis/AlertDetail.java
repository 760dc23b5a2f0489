package com.nexusplatform.analysis;

import java.util.List;

import com.nexusplatform.ledger.RecordView;

/**
 * An alert with everything that is known of it.
 *
 * @param summary      as in a list
 * @param resultNo     place of the procedure in the plan, from 0
 * @param explanation  the arithmetic, a JSON object
 * @param records      its first 100 records
 * @param dispositions every judgement, the oldest first; their number is the version of the alert
 * @param masked       whether its reader sees personal data masked
 */
public record AlertDetail(AlertSummary summary, int resultNo, String explanation, List<RecordView> records,
        List<Disposition> dispositions, boolean masked) {}
