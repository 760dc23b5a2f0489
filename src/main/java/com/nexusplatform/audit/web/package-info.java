/** The HTTP face of the module; nothing depends on it. */
@NullMarked
package com.nexusplatform.audit.web;

import org.jspecify.annotations.NullMarked;
