package com.nexusplatform.procedure.catalogue;

import java.util.List;
import java.util.Optional;

import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.anomaly.IsolationForest;
import com.nexusplatform.procedure.anomaly.PeerOutlier;
import com.nexusplatform.procedure.digits.FirstDigit;
import com.nexusplatform.procedure.digits.FirstTwoDigits;
import com.nexusplatform.procedure.digits.LastTwoDigits;
import com.nexusplatform.procedure.digits.NumberDuplication;
import com.nexusplatform.procedure.digits.SecondDigit;
import com.nexusplatform.procedure.digits.Summation;
import com.nexusplatform.procedure.journal.DescriptionKeywords;
import com.nexusplatform.procedure.journal.PeriodEndEntries;
import com.nexusplatform.procedure.journal.RoundAmounts;
import com.nexusplatform.procedure.journal.SegregationOfDuties;
import com.nexusplatform.procedure.journal.SequenceGaps;
import com.nexusplatform.procedure.journal.UnusualAccounts;
import com.nexusplatform.procedure.journal.UnusualTimes;
import com.nexusplatform.procedure.laundering.CircularFlow;
import com.nexusplatform.procedure.laundering.DormantReactivation;
import com.nexusplatform.procedure.laundering.FanInOut;
import com.nexusplatform.procedure.laundering.PassThrough;
import com.nexusplatform.procedure.laundering.Structuring;
import com.nexusplatform.procedure.laundering.VelocitySpike;
import com.nexusplatform.procedure.payments.EmployeeVendors;
import com.nexusplatform.procedure.payments.ExactDuplicates;
import com.nexusplatform.procedure.payments.JustBelowLimit;
import com.nexusplatform.procedure.payments.NearDuplicates;
import com.nexusplatform.procedure.payments.PurchaseSplits;
import com.nexusplatform.procedure.payments.RelativeSizeFactor;
import com.nexusplatform.procedure.payments.UnknownVendors;
import com.nexusplatform.procedure.sampling.AttributeSample;
import com.nexusplatform.procedure.sampling.MonetaryUnitSample;
import com.nexusplatform.procedure.sampling.Stratification;

/** The published procedures, in the order of the catalogue. */
public final class Catalogue {

    private static final List<Procedure> PROCEDURES = List.of(//
            new FirstDigit(), //
            new FirstTwoDigits(), //
            new SecondDigit(), //
            new Summation(), //
            new LastTwoDigits(), //
            new NumberDuplication(), //
            new ExactDuplicates(), //
            new NearDuplicates(), //
            new JustBelowLimit(), //
            new PurchaseSplits(), //
            new RelativeSizeFactor(), //
            new EmployeeVendors(), //
            new UnknownVendors(), //
            new SequenceGaps(), //
            new RoundAmounts(), //
            new UnusualTimes(), //
            new PeriodEndEntries(), //
            new UnusualAccounts(), //
            new SegregationOfDuties(), //
            new DescriptionKeywords(), //
            new Structuring(), //
            new DormantReactivation(), //
            new VelocitySpike(), //
            new PassThrough(), //
            new FanInOut(), //
            new CircularFlow(), //
            new PeerOutlier(), //
            new IsolationForest(), //
            new MonetaryUnitSample(), //
            new AttributeSample(), //
            new Stratification());

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
