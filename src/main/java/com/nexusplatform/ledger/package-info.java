/** Datasets: a file is uploaded, surveyed, mapped, loaded, its control totals agreed, and sealed. Rows go in and out by binary COPY. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "audit", "vault", "examination", "columnar"})
package com.nexusplatform.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
