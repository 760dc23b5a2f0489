/** Plans and runs of procedures over a sealed dataset; their results, alerts, dispositions, scores, re-performance, what-if and measures. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "audit", "vault", "examination", "columnar", "ledger", "procedure",
        "procedure :: catalogue", "procedure :: sampling"})
package com.nexusplatform.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
