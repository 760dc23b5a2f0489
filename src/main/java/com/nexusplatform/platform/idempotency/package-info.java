/** Acts that are repeated under an idempotency key: done once, and answered with the first answer. */
@NullMarked
package com.nexusplatform.platform.idempotency;

import org.jspecify.annotations.NullMarked;
