/** Words that every module uses: actors and roles, problems, pages, canonical JSON, digests. No beans, no database. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package com.nexusplatform.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
