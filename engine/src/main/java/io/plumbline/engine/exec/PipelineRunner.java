package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.plan.PreviewLimit;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Runs compiled pipelines: what sources can run runs there, the rest in the embedded engine, and
/// all outputs become visible at the end or none. Keeps no state.
public final class PipelineRunner {

    /// Runs a pipeline to its end.
    ///
    /// @return what happened, also when the run failed or was cancelled; what the listener throws
    ///   is thrown on, after everything was undone
    /// @throws PlumblineException with the pipeline's problems when it cannot run
    public RunReport run(
            CompiledPipeline pipeline,
            RunRequest request,
            RunListener listener,
            Cancellation cancellation) {
        refuseUnrunnable(pipeline);
        RunReport quick = attempt(pipeline, request, listener, cancellation, false);
        return overflowed(quick) ? attempt(pipeline, request, listener, cancellation, true) : quick;
    }

    /// Returns whether a run may come through with room for every digit.
    private static boolean overflowed(RunReport report) {
        return report.state() == RunReport.State.FAIL
                && report.outputs().isEmpty()
                && report.problems().stream().anyMatch(p -> p.code() == ErrorCode.OVERFLOW);
    }

    private static RunReport attempt(
            CompiledPipeline pipeline,
            RunRequest request,
            RunListener listener,
            Cancellation cancellation,
            boolean exact) {
        RunRecord record = new RunRecord(pipeline, request, listener);
        try (Outputs outputs = new Outputs(pipeline, request)) {
            try {
                new Run(pipeline, request, record, outputs, cancellation, exact).execute();
                outputs.keepQuarantine();
                record.complete();
            } catch (PlumblineException e) {
                record.failed(e);
                if (e.problem().code() == ErrorCode.CHECK_FAILED) {
                    outputs.keepQuarantine();
                }
            }
            return record.report(outputs.quarantined());
        } catch (PlumblineException e) {
            record.failed(e);
            return record.report(List.of());
        }
    }

    private static void refuseUnrunnable(CompiledPipeline pipeline) {
        List<Problem> errors = new ArrayList<>();
        pipeline.problems().stream().filter(Problem::isError).forEach(errors::add);
        for (String parameter : pipeline.unset().stream().sorted().toList()) {
            errors.add(
                    Problem.error(
                            ErrorCode.PARAMETER_MISSING,
                            "Missing required parameter: " + parameter,
                            Place.NOWHERE.within(pipeline.pipeline().name(), null).of(parameter),
                            "Set it with --param " + parameter + "=VALUE"));
        }
        if (!errors.isEmpty()) {
            throw new PlumblineException(errors, null);
        }
    }

    /// Computes the first rows of a port, without checks' consequences and without writing.
    ///
    /// @param rows how many rows at most
    /// @param reading gives the rows of a dataset by name
    /// @return rows that the caller closes
    /// @throws PlumblineException with STEP_UNKNOWN when the pipeline has no such port that
    ///   compiled
    public QueryResult preview(
            CompiledPipeline pipeline,
            PortRef port,
            long rows,
            Function<String, Scan> reading,
            EngineSettings settings,
            io.plumbline.engine.spi.FileGuard guard,
            Cancellation cancellation) {
        Schema schema =
                pipeline.schema(port)
                        .orElseThrow(() ->
                                PlumblineException.of(
                                        ErrorCode.STEP_UNKNOWN,
                                        "Cannot preview '"
                                                + port
                                                + "': the pipeline has no such output that"
                                                + " compiled",
                                        null));
        List<String> path = Unit.path(port);
        List<Unit> units = PreviewLimit.of(behind(Unit.of(pipeline), path), path, rows);
        Map<List<String>, Scan> scans = scans(units, reading);
        PlannedSession session =
                new PlannedSession(settings, guard, scans, List.of(), units, List.of(path));
        try {
            session.cut().shipments().forEach(s -> session.ship(s, cancellation, _ -> {}));
            return session.query(() -> firstRows(session, path, rows), schema);
        } catch (PlumblineException e) {
            session.close();
            throw e;
        }
    }

    private static String firstRows(PlannedSession session, List<String> path, long rows) {
        return session.text().rows(path) + " LIMIT " + rows;
    }

    /// Returns the plans that one plan needs, itself included, in their order.
    static List<Unit> behind(List<Unit> units, List<String> path) {
        Set<List<String>> needed = new LinkedHashSet<>();
        needed.add(path);
        for (Unit unit : units.reversed()) {
            if (needed.contains(unit.path())) {
                needed.addAll(Unit.scanned(unit.plan()));
            }
        }
        return units.stream().filter(u -> needed.contains(u.path())).toList();
    }

    /// Returns the scans of all datasets that the plans name.
    static Map<List<String>, Scan> scans(List<Unit> units, Function<String, Scan> reading) {
        Map<List<String>, Scan> out = new LinkedHashMap<>();
        for (Unit unit : units) {
            for (List<String> path : Unit.scanned(unit.plan())) {
                if (path.size() == 2 && path.getFirst().equals("dataset")) {
                    out.computeIfAbsent(Relations.key(path), _ -> reading.apply(path.getLast()));
                }
            }
        }
        return out;
    }

    /// Returns the steps of the pipeline that write, in order.
    static List<CompiledStep> sinks(CompiledPipeline pipeline) {
        return pipeline.steps().values().stream().filter(s -> s.sink() != null).toList();
    }
}
