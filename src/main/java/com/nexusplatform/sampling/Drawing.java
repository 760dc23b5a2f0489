package com.nexusplatform.sampling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;

import org.springframework.stereotype.Component;

import com.nexusplatform.analysis.FlaggedRows;
import com.nexusplatform.analysis.Run;
import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.sampling.MonetaryDraw;
import com.nexusplatform.procedure.sampling.MonetaryPlan;
import com.nexusplatform.procedure.sampling.MonetaryPopulation;
import com.nexusplatform.procedure.sampling.SampleSize;
import com.nexusplatform.procedure.sampling.SeededDraw;
import com.nexusplatform.procedure.sampling.UpperBound;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Draws samples of the rows of runs: four bytes a row, or the column of amounts, are in memory while it does. */
@Component
class Drawing {

    private final LedgerReader ledgers;
    private final Datasets datasets;
    private final FlaggedRows flagged;

    Drawing(LedgerReader ledgers, Datasets datasets, FlaggedRows flagged) {
        this.ledgers = ledgers;
        this.datasets = datasets;
        this.flagged = flagged;
    }

    /** Draws what is asked for; the same for the same run, request and seed. Refused with SAMPLE_REFUSED when it cannot be. */
    Drawn draw(Run run, RequestedSample asked, String seed) {
        SeededDraw random = new SeededDraw(Long.parseUnsignedLong(seed, 16));
        return asked.drawnBy().monetary()
                ? money(ledgers.columns(run.datasetId(), EnumSet.of(Field.AMOUNT, Field.CURRENCY)), asked, random)
                : rows(population(run, asked.drawnBy()), asked, random);
    }

    private int[] population(Run run, SampleMethod method) {
        UUID dataset = run.datasetId();
        int rows = Math.toIntExact(datasets.facts(dataset).rows());
        BitSet touched = method == SampleMethod.BELOW_THE_LINE ? flagged.ofRun(run.id()) : new BitSet();
        int[] population = new int[rows - touched.cardinality()];
        int next = 0;
        for (int rowNo = touched.nextClearBit(1); next < population.length; rowNo = touched.nextClearBit(rowNo + 1)) {
            population[next++] = rowNo;
        }
        return population;
    }

    private static Drawn rows(int[] population, RequestedSample asked, SeededDraw random) {
        SampleMethod method = asked.drawnBy();
        if (population.length == 0) {
            throw refused("There are no " + method.population() + " to draw from.");
        }
        int size = size(population.length, asked);
        int[] drawn = random.rows(population, size);
        Arrays.sort(drawn);
        AttributeBound bound = AttributeBound.of(0, size, population.length, asked.confidenceOrUsual());
        List<SampleItem> items = Arrays.stream(drawn).mapToObj(rowNo -> new SampleItem(rowNo, false, null)).toList();
        return new Drawn(population.length, size, null, items,
                Numerals.grouped(size) + " of " + Numerals.grouped(population.length) + " " + method.population()
                        + ", drawn without replacement, each as likely as any other. If none of them is in error, "
                        + bound.words().replace("at most", "at most " + Numerals.grouped(bound.errors()) + " rows or")
                        + " are.");
    }

    private static int size(int rows, RequestedSample asked) {
        Integer size = asked.size();
        if (size != null) {
            if (size > rows) {
                throw refused("There are " + Numerals.grouped(rows) + " " + asked.drawnBy().population()
                        + "; a size of " + Numerals.grouped(size) + " is more.")
                    .with("populationRows", rows);
            }
            return size;
        }
        BigDecimal tolerable = Objects.requireNonNull(asked.tolerable());
        OptionalInt planned = rows <= SampleSize.SMALL_POPULATION
                ? SampleSize.attribute(asked.confidenceOrUsual(), tolerable, asked.expected(), rows)
                : SampleSize.attribute(asked.confidenceOrUsual(), tolerable, asked.expected());
        return planned.orElseThrow(() -> refused("No sample of up to " + Numerals.grouped(SampleSize.LARGEST)
                + " rows shows with " + AttributeBound.percent(asked.confidenceOrUsual())
                + " confidence that fewer than " + AttributeBound.percent(tolerable) + " are in error while "
                + AttributeBound.percent(asked.expected())
                + " are expected to be; tolerate more, expect less, or give a size."));
    }

    /** Draws by money from the amounts of a ledger. */
    static Drawn money(ColumnarLedger ledger, RequestedSample asked, SeededDraw random) {
        String currency = Objects.requireNonNullElse(asked.currency(), ledger.currency());
        String sign = asked.ofNegative() ? "negative" : "positive";
        MonetaryPopulation population = MonetaryPopulation.of(ledger, currency, asked.ofNegative())
            .orElseThrow(() -> refused("The " + sign + " amounts in " + currency
                    + " sum to more than 2^63 - 1 minor units; intervals of such a total are not reckoned."));
        if (population.rows() == 0) {
            throw refused("There is no " + sign + " amount in " + currency + " to draw from.").with("currency",
                    currency);
        }
        BigDecimal tolerable = Objects.requireNonNull(asked.tolerable());
        if (MonetaryPlan.tolerates(tolerable, population.value(), currency)) {
            throw refused("The " + sign + " amounts come to " + Numerals.money(population.value(), currency) + " "
                    + currency + "; no more could be wrong, and a misstatement of " + tolerable.toPlainString()
                    + " is tolerable. Tolerate less than the total.");
        }
        MonetaryPlan plan = MonetaryPlan
            .of(population.value(), currency, asked.confidenceOrUsual(), tolerable, asked.expected())
            .orElseThrow(() -> refused("No sample of up to " + Numerals.grouped(SampleSize.LARGEST)
                    + " items assures a misstatement below " + tolerable.toPlainString() + " in "
                    + Numerals.money(population.value(), currency) + " " + currency + " while "
                    + asked.expected().toPlainString() + " is expected; tolerate more, or expect less."));
        MonetaryDraw draw = MonetaryDraw.of(population.values(), plan.interval(),
                MonetaryDraw.Selection.FIXED_INTERVAL, random);
        List<SampleItem> items = new ArrayList<>();
        add(items, draw.certain(), true, population);
        add(items, draw.drawn(), false, population);
        items.sort(Comparator.comparingInt(SampleItem::rowNo));
        Sample.Money money = new Sample.Money(currency, asked.ofNegative(), plan.interval(), population.value());
        long others = population.value() - population.valueOf(draw.certain());
        return new Drawn(population.rows(), plan.size(), money, items, statement(money, others, sign, draw, asked));
    }

    private static void add(List<SampleItem> items, int[] indices, boolean certain, MonetaryPopulation population) {
        IntStream.of(indices).forEach(i -> items.add(new SampleItem(i + 1, certain, population.values()[i])));
    }

    private static String statement(Sample.Money money, long others, String sign, MonetaryDraw draw,
            RequestedSample asked) {
        String interval = Numerals.money(money.interval(), money.currency()) + " " + money.currency();
        return "Of the " + sign + " amounts in " + money.currency() + ", "
                + Numerals.money(money.value(), money.currency()) + " in all: every item of " + interval + " or more, "
                + Numerals.grouped(draw.certain().length) + " in number, and of the others "
                + Numerals.grouped(draw.drawn().length) + ", one for each interval of " + interval
                + " from a random start." + (others == 0
                        ? " Nothing is left to chance."
                        : " If none of these is misstated, those that were not drawn are overstated by at most "
                                + left(money, others, asked.confidenceOrUsual()));
    }

    /** What may be wrong with the items that are not drawn for their size; they may be worth less than the interval says. */
    private static String left(Sample.Money money, long others, BigDecimal confidence) {
        BigDecimal limit = MonetaryEvaluation.limit(money, others, List.of(), confidence);
        return limit.toPlainString() + (limit.compareTo(Currencies.decimal(others, money.currency())) == 0
                ? ", which is all that the others are worth."
                : " at " + AttributeBound.percent(confidence) + " confidence, by factor "
                        + UpperBound.poissonFactor(0, confidence).setScale(4, RoundingMode.HALF_EVEN) + ".");
    }

    private static ProblemException refused(String why) {
        return new ProblemException(ProblemType.SAMPLE_REFUSED, why);
    }
}
