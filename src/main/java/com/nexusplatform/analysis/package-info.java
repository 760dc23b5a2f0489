/** Plans and runs of procedures over a sealed dataset; their results, alerts, dispositions, scores and re-performance. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "examination", "columnar", "ledger", "procedure",
        "procedure :: catalogue"})
package com.nexusplatform.analysis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
