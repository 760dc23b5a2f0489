/** Holidays of countries as data with a version, for the families of procedures that ask which days are business days. */
@NullMarked
package com.nexusplatform.procedure.calendar;

import org.jspecify.annotations.NullMarked;
