/** The HTTP face of the module; nothing depends on it. */
@NullMarked
package com.nexusplatform.sampling.web;

import org.jspecify.annotations.NullMarked;
