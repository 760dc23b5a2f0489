/** Procedures that compare an amount with those of its peers. */
@NullMarked
package com.nexusplatform.procedure.anomaly;

import org.jspecify.annotations.NullMarked;
