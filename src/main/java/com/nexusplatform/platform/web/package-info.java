/** The HTTP face of the module; nothing depends on it. */
@NullMarked
package com.nexusplatform.platform.web;

import org.jspecify.annotations.NullMarked;
