/** Embedded PostgreSQL and Redis for a machine that has neither; left out of the packaged jar. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package com.nexusplatform.local;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
