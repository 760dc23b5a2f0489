package com.nexusplatform.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.RegularLook;

/**
 * The measures of the published versions as metrics: one row for each procedure, or five where it is by outcome, however long the
 * service has run. Every instance shows the same figures, so that they are not to be added up.
 */
@Component
class MeasureGauges extends RegularLook {

    private final MeasureRepository measures;
    private final PublishedProcedures procedures;
    private final MultiGauge results;
    private final MultiGauge alerts;
    private final MultiGauge dispositions;
    private final MultiGauge precision;
    private final MultiGauge lower;
    private final MultiGauge upper;

    MeasureGauges(MeasureRepository measures, PublishedProcedures procedures, MeterRegistry registry,
            AnalysisProperties properties) {
        super("analysis-measures", properties.measuresInterval());
        this.measures = measures;
        this.procedures = procedures;
        results = gauge("results", "Times that a procedure was performed, over all examinations", registry);
        alerts = gauge("alerts", "Alerts that a procedure raised, over all examinations", registry);
        dispositions = gauge("dispositions", "Alerts of a procedure by the judgement that holds", registry);
        precision = gauge("precision", "Share of CONFIRMED among CONFIRMED, EXPLAINED and REFUTED alerts", registry);
        lower = gauge("precision.lower", "Lower end of the precision at 95 % confidence after Wilson", registry);
        upper = gauge("precision.upper", "Upper end of the precision at 95 % confidence after Wilson", registry);
    }

    @Override
    protected void read() {
        List<String> published = procedures.declarations().stream().map(each -> each.reference()).toList();
        List<Measure> shown = measures.all()
            .stream()
            .filter(measure -> published.contains(measure.procedure() + "@" + measure.version()))
            .toList();
        results.register(rows(shown, Measure::results), true);
        alerts.register(rows(shown, Measure::alerts), true);
        dispositions.register(byOutcome(shown), true);
        precision.register(precisions(shown, Measure.Precision::share), true);
        lower.register(precisions(shown, Measure.Precision::lower), true);
        upper.register(precisions(shown, Measure.Precision::upper), true);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder("nexus.procedure." + name).description(description).register(registry);
    }

    private static List<MultiGauge.Row<?>> rows(List<Measure> measures, Function<Measure, Long> figure) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        measures.forEach(measure -> rows.add(MultiGauge.Row.of(tags(measure), figure.apply(measure))));
        return rows;
    }

    private static List<MultiGauge.Row<?>> byOutcome(List<Measure> measures) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        measures.forEach(measure -> measure.dispositions()
            .forEach((outcome, judged) -> rows
                .add(MultiGauge.Row.of(tags(measure).and("outcome", outcome.name()), judged))));
        return rows;
    }

    private static List<MultiGauge.Row<?>> precisions(List<Measure> measures,
            Function<Measure.Precision, BigDecimal> figure) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        measures.forEach(measure -> measure.precision()
            .ifPresent(known -> rows.add(MultiGauge.Row.of(tags(measure), figure.apply(known)))));
        return rows;
    }

    private static Tags tags(Measure measure) {
        return Tags.of("procedure", measure.procedure(), "version", String.valueOf(measure.version()));
    }
}
