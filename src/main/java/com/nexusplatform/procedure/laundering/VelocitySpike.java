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

/** AML-3: days on which an account moves more, or more often, than on all its days before, and pairs that repeat themselves. */
public final class VelocitySpike implements Procedure {

    static final String CODE = "AML-3";
    static final String SIGMAS = "sigmas";
    static final String MINIMUM_DAYS = "minimumDays";
    static final String MINIMUM_RATIO = "minimumRatio";
    static final String FOLLOW_UP_SECONDS = "followUpSeconds";
    static final String MINIMUM_REPEATS = "minimumRepeats";
    static final String REPEAT_SHARE = "repeatShare";

    /** Share of the pairs and days up to which a repeat is rare. */
    static final BigDecimal RARE_SHARE = new BigDecimal("0.001");

    static final String SOURCE = "Tazama rules 010 and 011 (increased activity of debtor and creditor) and 076 (time since the"
            + " last transaction); points: NEXUS's proposals";
    private static final String PROPOSAL = "NEXUS's proposal";

    private static final Declaration DECLARATION = new Declaration(CODE, 6, "Velocity and volume spike",
            Family.MONEY_LAUNDERING, Set.of(DatasetKind.TRANSFERS),
            Set.of(Field.AMOUNT, Field.POSTED_AT, Field.ACCOUNT), Set.of(Field.COUNTER_ACCOUNT, Field.CURRENCY),
            List.of(Parameter.decimal(SIGMAS, "3", "0", "100", "standard deviations above the mean", "Tazama"),
                    Parameter.integer(MINIMUM_DAYS, 20, 2, 100_000,
                            "earlier days with transfers below which an account is not judged", PROPOSAL),
                    Parameter.decimal(MINIMUM_RATIO, "2", "1", "1000000",
                            "least ratio to the mean, so that a little more than ever the same is no spike", PROPOSAL),
                    Parameter.integer(FOLLOW_UP_SECONDS, 300, 1, 86_400,
                            "a transfer less than so many seconds after the one before it follows up",
                            "Tazama 076: five minutes"),
                    Parameter.integer(MINIMUM_REPEATS, 2, 2, 1_000_000,
                            "fewest transfers from one party to another on one day", PROPOSAL),
                    Parameter.decimal(REPEAT_SHARE, "0.01", "0", "1",
                            "greatest share of all pairs and days that repeat as often or more", PROPOSAL),
                    Selection.limit()),
            "For each account in one currency, as payer and as payee, number and sum of the transfers of each local day with any. A"
                    + " day is compared with all such days before it, minimumDays or more: selected where number or sum is at least"
                    + " their mean plus sigmas standard deviations (of a sample, from exact whole sums) and minimumRatio times"
                    + " their mean, and more than their mean. Grades COUNT, SUM and COUNT_AND_SUM. Beside that, transfers from one party to another on"
                    + " one day: the fewest repeats, minimumRepeats or more, that at most repeatShare of all pairs and days reach,"
                    + " are selected, REPEATED_RARELY where at most 0.001 of them repeat as often, otherwise REPEATED; they are"
                    + " searched only where 100 pairs and days or more can be compared, and repeatsSearched says so. Follow-ups"
                    + " less than followUpSeconds after the transfer before are counted where postedAt has a time of day. Sums stay"
                    + " at 9223372036854775807 minor units.",
            "At least one account has more than minimumDays days with transfers, or at least 100 pairs and days can be compared."
                    + Transfers.DIRECTION,
            SOURCE, "linear in the transfers; 80 bytes a row");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 230;
    }

    @Override
    public Outcome perform(Task task) {
        Transfers transfers = Transfers.byDay(task.ledger(), task.watch());
        Optional<Outcome> none = transfers.none();
        return none.isPresent() ? none.get() : new SpikeSelection(task, transfers).outcome();
    }
}
