/** Examinations of one institution for one period, the team with its duties, and the life cycle. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "audit", "identity"})
package com.nexusplatform.examination;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
