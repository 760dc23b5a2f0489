package com.nexusplatform.sampling;

import java.util.List;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.ledger.RecordView;

/**
 * A row of a sample with its record and the history of its inspections.
 *
 * @param certain     whether it was drawn for its size alone
 * @param book        its amount in minor units without the sign, null in a sample by rows
 * @param record      the record
 * @param inspections in the order in which they were recorded; the last one holds
 * @param masked      whether its reader sees personal data masked
 */
public record InspectedItem(boolean certain, @Nullable Long book, RecordView record, List<Inspection> inspections,
        boolean masked) {}
