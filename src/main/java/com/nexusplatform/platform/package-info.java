/** The edge of the service: security chain, problem documents, health, metrics, logs. No module depends on it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "audit", "vault", "identity"})
package com.nexusplatform.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
