/** Samples of the rows of a run: planned, drawn by a stated seed, inspected by people, and evaluated into an upper bound. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "audit", "columnar", "ledger", "procedure", "procedure :: sampling",
        "analysis"})
package com.nexusplatform.sampling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
