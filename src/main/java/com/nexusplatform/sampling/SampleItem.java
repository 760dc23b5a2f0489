package com.nexusplatform.sampling;

import org.jspecify.annotations.Nullable;

/**
 * A row of a sample.
 *
 * @param rowNo   number of the record
 * @param certain whether it was drawn for its size alone
 * @param book    its amount in minor units without the sign, null in a sample by rows
 */
record SampleItem(int rowNo, boolean certain, @Nullable Long book) {}
