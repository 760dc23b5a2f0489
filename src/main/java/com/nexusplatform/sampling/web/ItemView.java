package com.nexusplatform.sampling.web;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.ledger.RecordView;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.sampling.InspectedItem;
import com.nexusplatform.sampling.Inspection;
import com.nexusplatform.sampling.InspectionOutcome;
import com.nexusplatform.sampling.Sample;

/** A row of a sample as shown: its record, and what was found of it, the last of which holds. */
record ItemView(int rowNo, boolean certain, @Nullable String bookAmount, RecordView record,
        @Nullable InspectionView inspection, List<InspectionView> inspections) {

    static ItemView of(InspectedItem item, Sample.@Nullable Money money) {
        List<InspectionView> all = item.inspections().stream().map(each -> InspectionView.of(each, money)).toList();
        return new ItemView(item.record().rowNo(), item.certain(), amount(item.book(), money), item.record(),
                all.isEmpty() ? null : all.getLast(), all);
    }

    /** An amount that is held without its sign. */
    static String signed(long minorUnits, Sample.Money money) {
        return Numerals.money(money.negative() ? -minorUnits : minorUnits, money.currency());
    }

    private static @Nullable String amount(@Nullable Long minorUnits, Sample.@Nullable Money money) {
        return minorUnits == null || money == null ? null : signed(minorUnits, money);
    }

    /** What one person found of a row. */
    record InspectionView(InspectionOutcome outcome, @Nullable String auditedAmount, @Nullable String note, String by,
            Instant at) {

        static InspectionView of(Inspection inspection, Sample.@Nullable Money money) {
            return new InspectionView(inspection.outcome(), amount(inspection.audited(), money), inspection.note(),
                    inspection.by(), inspection.at());
        }
    }
}
