/**
 * The list of published procedures, the one place that knows them all. It stands in a package of its own so that the arrows
 * point one way: {@code catalogue} to the families ({@code digits}, {@code payments}, {@code ledger}, {@code anomaly}), and these
 * to the contract in {@code procedure}. A module that needs the list depends on {@code procedure :: catalogue}.
 */
@NullMarked
@NamedInterface("catalogue")
package com.nexusplatform.procedure.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
