package io.plumbline.engine.metadata;

import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.step.SinkTarget;
import java.util.Locale;

/// Makes the record of an ended run from what its runner reported.
public final class ReportedRun {
    private ReportedRun() {}

    /// Returns the run ended as reported.
    ///
    /// @param started what was recorded when it began
    /// @param pipeline what ran, for the steps' types
    public static RunRecord of(RunRecord started, RunReport report, CompiledPipeline pipeline) {
        return started.shipping(
                        report.crossings().stream()
                                .map(c ->
                                        new ShipmentAccount(
                                                c.connection(),
                                                c.relation(),
                                                c.rows(),
                                                c.bytes(),
                                                c.whole()))
                                .toList())
                .ended(
                        state(report.state()),
                        report.finished(),
                        report.accounts().stream().map(a -> step(a, pipeline)).toList(),
                        report.checks().stream()
                                .map(c ->
                                        new CheckAccount(
                                                c.step(),
                                                c.check().name(),
                                                c.check().action().name().toLowerCase(Locale.ROOT),
                                                c.rows(),
                                                c.failing()))
                                .toList(),
                        report.outputs().stream()
                                .map(o ->
                                        new OutputAccount(
                                                o.step(),
                                                o.dataset(),
                                                o.version().isEmpty() ? null : o.version(),
                                                o.rows(),
                                                mode(pipeline, o.step())))
                                .toList(),
                        report.problems());
    }

    private static RunState state(RunReport.State state) {
        return switch (state) {
            case COMPLETE -> RunState.COMPLETE;
            case FAIL -> RunState.FAIL;
            case ABORT -> RunState.ABORT;
        };
    }

    private static StepAccount step(
            io.plumbline.engine.exec.StepAccount a, CompiledPipeline pipeline) {
        return new StepAccount(
                a.step(),
                pipeline.step(a.step()).map(s -> s.spec().type()).orElse(""),
                a.in(),
                a.out(),
                a.filtered(),
                a.rejected(),
                a.combined(),
                a.bytes(),
                a.millis());
    }

    private static String mode(CompiledPipeline pipeline, String step) {
        SinkTarget sink = pipeline.step(step).map(CompiledStep::sink).orElse(null);
        return sink == null ? "" : sink.mode().name();
    }
}
