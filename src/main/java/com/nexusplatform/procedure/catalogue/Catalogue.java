package com.nexusplatform.procedure.catalogue;

import java.util.List;
import java.util.Optional;

import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.anomaly.PeerOutlier;
import com.nexusplatform.procedure.digits.FirstDigit;
import com.nexusplatform.procedure.digits.FirstTwoDigits;
import com.nexusplatform.procedure.digits.NumberDuplication;
import com.nexusplatform.procedure.payments.RelativeSizeFactor;

/** The published procedures, in the order of the catalogue. */
public final class Catalogue {

    private static final List<Procedure> PROCEDURES = List.of(//
            new FirstDigit(), //
            new FirstTwoDigits(), //
            new NumberDuplication(), //
            new RelativeSizeFactor(), //
            new PeerOutlier());

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
