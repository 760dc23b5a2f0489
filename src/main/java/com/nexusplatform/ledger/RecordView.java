package com.nexusplatform.ledger;

import java.util.Map;

/**
 * One record as shown.
 *
 * @param rowNo  number of the record, from 1
 * @param line   line of the source file, from 1 with the header
 * @param fields canonical fields that are filled, by name: amounts as decimal strings, dates and instants as ISO 8601
 * @param source columns that are not mapped, by their header, as they stood in the file
 */
public record RecordView(int rowNo, long line, Map<String, Object> fields, Map<String, String> source) {}
