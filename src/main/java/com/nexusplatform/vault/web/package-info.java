/** The HTTP face of the module; nothing depends on it. */
@NullMarked
package com.nexusplatform.vault.web;

import org.jspecify.annotations.NullMarked;
