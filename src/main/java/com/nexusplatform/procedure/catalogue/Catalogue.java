package com.nexusplatform.procedure.catalogue;

import java.util.List;
import java.util.Optional;

import com.nexusplatform.procedure.Procedure;

/** The published procedures, in the order of the catalogue. */
public final class Catalogue {

    private static final List<Procedure> PROCEDURES = List.of();

    private Catalogue() {}

    /** Every procedure. */
    public static List<Procedure> procedures() {
        return PROCEDURES;
    }

    /** The procedure of a code, such as {@code DIG-2}. */
    public static Optional<Procedure> find(String code) {
        return PROCEDURES.stream().filter(procedure -> procedure.declaration().code().equals(code)).findFirst();
    }
}
