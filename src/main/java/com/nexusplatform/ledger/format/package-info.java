/** Reading of table-shaped files: what a file is, how its values are written, and one record after the other as bytes. */
@NullMarked
package com.nexusplatform.ledger.format;

import org.jspecify.annotations.NullMarked;
