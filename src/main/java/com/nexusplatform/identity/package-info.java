/** Users, their roles, sign-in and tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "audit"})
package com.nexusplatform.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
