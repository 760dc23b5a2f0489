/** A ledger as columns of primitives in memory: dictionary-encoded text, minor units, epoch microseconds. Pure: no clock, no database. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package com.nexusplatform.columnar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
