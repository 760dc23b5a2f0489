/** Users, their roles, sign-in and tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package com.nexusplatform.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
