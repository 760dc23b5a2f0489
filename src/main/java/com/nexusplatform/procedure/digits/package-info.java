/** Digit procedures: digits from integers, proportions against Benford's law, repeated amounts. */
@NullMarked
package com.nexusplatform.procedure.digits;

import org.jspecify.annotations.NullMarked;
