/**
 * Values that the database keeps without being able to read them: sealed with the keys of {@code ENCRYPTION_KEY}, or with data keys
 * that these wrap. The modules that have such values call it, and it knows none of them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared", "audit"})
package com.nexusplatform.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
