/** What deploys, watches, saves and heals the service, held against what the service is: rows of the operations guide as assertions. */
@NullMarked
package com.nexusplatform.operations;

import org.jspecify.annotations.NullMarked;
