/** Matching of parties that are spelled in several ways: normal keys without stop words, similarity, edits; never quadratic. */
@NullMarked
package com.nexusplatform.procedure.matching;

import org.jspecify.annotations.NullMarked;
