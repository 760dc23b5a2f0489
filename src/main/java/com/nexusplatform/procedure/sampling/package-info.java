/**
 * Samples: the exact distributions behind them, how many rows to draw, which ones, and what an inspection of them proves. A
 * module that draws samples depends on {@code procedure :: sampling}.
 */
@NullMarked
@NamedInterface("sampling")
package com.nexusplatform.procedure.sampling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
