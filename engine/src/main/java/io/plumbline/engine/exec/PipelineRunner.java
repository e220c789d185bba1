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
import io.plumbline.engine.spi.Programs;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.ExternalCall;
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
        if (ExternalPrograms.among(Unit.of(pipeline))) {
            // a second attempt would run the programs again
            return attempt(pipeline, request, listener, cancellation, true);
        }
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
    /// @return rows that the caller closes
    /// @throws PlumblineException with STEP_UNKNOWN when the pipeline has no such port that
    ///   compiled
    public QueryResult preview(
            CompiledPipeline pipeline,
            PortRef port,
            PreviewRequest request,
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
        List<Unit> units = PreviewLimit.of(behind(Unit.of(pipeline), path), path, request.rows());
        Map<List<String>, Scan> scans = scans(units, request.reading());
        PlannedSession session =
                new PlannedSession(
                        request.settings(),
                        request.guard(),
                        scans,
                        List.of(),
                        units,
                        List.of(path));
        try {
            session.cut().shipments().forEach(s -> session.ship(s, cancellation, _ -> {}));
            runPrograms(session, units, request.programs(), cancellation);
            return session.query(() -> firstRows(session, path, request.rows()), schema);
        } catch (PlumblineException e) {
            session.close();
            throw e.problem().place().step() != null ? e.inPipeline(pipeline.pipeline().name()) : e;
        }
    }

    /// Rows that a program was given once are not given again with more digits.
    private static void runPrograms(
            PlannedSession session,
            List<Unit> units,
            Programs programs,
            Cancellation cancellation) {
        if (!ExternalPrograms.among(units)) {
            return;
        }
        session.text().beExact();
        try (ExternalPrograms external =
                new ExternalPrograms(session, programs, units, cancellation)) {
            for (Unit unit : units) {
                if (unit.plan() instanceof ExternalCall) {
                    external.run(unit, path -> keep(session, path, cancellation), _ -> {});
                }
            }
        }
    }

    private static void keep(PlannedSession session, List<String> path, Cancellation cancellation) {
        String table = session.newTable("fed");
        String sql = "CREATE TABLE " + table + " AS " + session.text().rows(path);
        session.session().run(sql, cancellation, _ -> {});
        session.text().keep(path, table);
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
