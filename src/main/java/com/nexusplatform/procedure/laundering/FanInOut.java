package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Selection;

/** AML-5: accounts that are paid by many others, or pay many others, within hours. */
public final class FanInOut implements Procedure {

    static final String CODE = "AML-5";
    static final String MINIMUM_PARTIES = "minimumParties";
    static final String HOURS = "hours";
    static final String SHORT_HOURS = "shortHours";
    static final String ONWARD_HOURS = "onwardHours";

    /** Probability from which downwards a fan is out of the ordinary. */
    static final BigDecimal UNUSUAL = new BigDecimal("0.001");

    /** Probability from which downwards a fan is rare. */
    static final BigDecimal RARE = new BigDecimal("0.000001");

    static final String SOURCE = "Tazama rules 002, 016 and 017 (five in 24 or 8 hours); AMLSim, patterns fan-in, fan-out,"
            + " scatter-gather and gather-scatter; points: NEXUS's proposals";

    private static final Declaration DECLARATION = new Declaration(CODE, 6, "Fan-in and fan-out",
            Family.MONEY_LAUNDERING, Set.of(DatasetKind.TRANSFERS),
            Set.of(Field.AMOUNT, Field.POSTED_AT, Field.ACCOUNT, Field.COUNTER_ACCOUNT), Set.of(Field.CURRENCY),
            List.of(Parameter.integer(MINIMUM_PARTIES, 5, 2, 1_000_000, "fewest distinct others in a window",
                    "Tazama 002, 016, 017"),
                    Parameter.integer(HOURS, 24, 1, 87_600,
                            "window: the last transfer comes less than so many hours after the first; where postedAt is a"
                                    + " date alone, 24 hours are that date",
                            "Tazama")
                        .notBelow(SHORT_HOURS),
                    Parameter.integer(SHORT_HOURS, 8, 1, 87_600, "shorter window, looked for within a fan found",
                            "Tazama"),
                    Parameter.integer(ONWARD_HOURS, 24, 1, 87_600,
                            "window in which the money goes on, for scatter-gather and gather-scatter",
                            "NEXUS's proposal"),
                    Selection.limit()),
            "For each account in one currency, as payee and as payer, a window of hours slides over its transfers in the order of"
                    + " time. Where minimumParties distinct others or more are in it, the window with the most is selected, of equals the"
                    + " one that begins first, with all its transfers; then, in the same way, what lies beside it: every window with"
                    + " so many others is selected or overlaps one that is. Its strength is how improbable so many are: the upper"
                    + " tail of Poisson's distribution at the mean number of transfers in such a window, the greater of that of the"
                    + " account outside this window and that of all accounts with transfers in this direction. Grade RARE up to"
                    + " 0.000001, UNUSUAL up to 0.001, otherwise USUAL. The others of an outward fan are followed for onwardHours"
                    + " from their first transfer: where minimumParties of them pay one party, the grade is SCATTER_GATHER, and the"
                    + " first transfer of each to that party is a row. Where the payee of an inward fan pays minimumParties distinct others within"
                    + " onwardHours of the transfer that brings the last of its payers, the grade is GATHER_SCATTER. At most 200,000"
                    + " transfers are followed for one fan and 100,000,000 in all; the statistics say for how many fans that ended the search. Of more than 1,000"
                    + " transfers of a fan and onward the first 500 of each are rows, or more of one where the other has fewer.",
            "At least one transfer between two accounts." + Transfers.DIRECTION, SOURCE,
            "linear in the transfers, n log n in those of accounts with fans, the following on bounded; 120 bytes a row");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 150;
    }

    @Override
    public Outcome perform(Task task) {
        Transfers transfers = new Transfers(task.ledger(), true, task.watch());
        Optional<Outcome> none = transfers.none();
        return none.isPresent() ? none.get() : new FanSelection(task, transfers).outcome();
    }
}
