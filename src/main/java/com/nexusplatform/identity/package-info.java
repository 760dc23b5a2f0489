/** Users, their roles, sign-in and tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "audit", "vault"})
package com.nexusplatform.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
