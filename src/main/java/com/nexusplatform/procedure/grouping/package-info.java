/** How families of procedures bring rows together: normal forms of texts, keys, equal keys, orders and limits; bounded and deterministic. */
@NullMarked
package com.nexusplatform.procedure.grouping;

import org.jspecify.annotations.NullMarked;
