/** Payment procedures: the same payment twice, exactly or nearly. */
@NullMarked
package com.nexusplatform.procedure.payments;

import org.jspecify.annotations.NullMarked;
