package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * When a way of billing is a question.
 *
 * @param minimumPayments least payments of a vendor whose numbers and amounts are looked at
 * @param roundMultiple   units of which round amounts are multiples
 * @param strangerShare   most positive amounts that reach the level of a large one, as a share
 */
record HabitRule(int minimumPayments, BigDecimal roundMultiple, BigDecimal strangerShare) {

    /** Most payments of a vendor whose numbers and amounts are looked at: about one a week. */
    static final int MOST_PAYMENTS = 60;
    /** Most payments of a stranger. */
    static final int STRANGER_PAYMENTS = 2;
    /** Greatest step between the numbers of one that has no other customer. */
    static final long MOST_STEP = 2;
    /** Least different amounts of a vendor whose amounts are round: one amount again and again is a fee. */
    static final int DIFFERENT_AMOUNTS = 3;
    /** Most steps or amounts of another kind, as a share. */
    static final BigDecimal OTHER_SHARE = new BigDecimal("0.2");
    /** Share of round amounts in the ledger above which they say nothing. */
    static final BigDecimal RARE_SHARE = new BigDecimal("0.1");

    /** The parameters that state the rule. */
    static List<Parameter> parameters() {
        return List.of(
                Parameter.integer("minimumPayments", 4, 3, 60,
                        "least payments of a vendor whose numbers and amounts are looked at", "NEXUS"),
                Parameter.decimal("roundMultiple", "100", "1", "1000000",
                        "units of each row's currency of which round amounts are multiples; none is where whole minor"
                                + " units do not make it up, such as 100.5 in JPY",
                        "NEXUS"),
                Parameter.decimal("strangerShare", "0.10", "0.0001", "1",
                        "most positive amounts that reach the level of a large one, as a share", "NEXUS"));
    }

    /** The rule that parameters state. */
    static HabitRule of(Parameters parameters) {
        return new HabitRule(parameters.integer("minimumPayments"), parameters.decimal("roundMultiple"),
                parameters.decimal("strangerShare"));
    }

    /** The constants of the rule, by name. */
    Map<String, Object> constants() {
        return Figures.of("minimumPayments", minimumPayments, "mostPayments", MOST_PAYMENTS, "mostStep", MOST_STEP,
                "otherShare", OTHER_SHARE, "roundMultiple", roundMultiple, "differentAmounts", DIFFERENT_AMOUNTS,
                "rareShare", RARE_SHARE, "strangerPayments", STRANGER_PAYMENTS, "strangerShare", strangerShare);
    }
}
