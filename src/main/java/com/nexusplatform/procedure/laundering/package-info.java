/**
 * Procedures on transfers between accounts, held as a graph in primitive arrays. A positive amount is paid by the account to
 * the counter account, a negative one the other way; a party is an account in one currency.
 */
@NullMarked
package com.nexusplatform.procedure.laundering;

import org.jspecify.annotations.NullMarked;
