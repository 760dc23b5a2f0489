package com.nexusplatform.analysis;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A procedure that a caller asks for.
 *
 * @param procedure  code, such as {@code DIG-2}
 * @param parameters values that differ from the defaults, as read from JSON with exact decimals
 */
public record RequestedProcedure(String procedure, Map<String, ? extends @Nullable Object> parameters) {}
