/** The catalogue of analytic procedures: pure functions over a columnar ledger. No clock, no locale, no database, no Spring. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "columnar"})
package com.nexusplatform.procedure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
