/**
 * The trail of acts: one event each, in the act's own transaction; chained by hashes soon after, signed at intervals, verified here
 * or offline. The other modules call it, and it knows none of them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package com.nexusplatform.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
