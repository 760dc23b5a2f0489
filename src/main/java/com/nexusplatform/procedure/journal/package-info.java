/** Journal procedures: number sequences, round amounts, unusual times, segregation of duties. */
@NullMarked
package com.nexusplatform.procedure.journal;

import org.jspecify.annotations.NullMarked;
