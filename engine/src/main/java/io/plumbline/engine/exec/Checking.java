package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.quality.CheckAction;
import io.plumbline.engine.quality.CompiledCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts rows to the checks of check steps, and keeps those that fail.
final class Checking {
    /// The port with a column per check.
    static final String FLAGGED = "flagged";

    /// The port of rows that fail a quarantine check.
    static final String REJECTED = "rejected";

    private final PlannedSession session;
    private final RunRecord record;
    private final @Nullable Path quarantine;
    private final Cancellation cancellation;

    Checking(
            PlannedSession session,
            RunRecord record,
            @Nullable Path quarantine,
            Cancellation cancellation) {
        this.session = session;
        this.record = record;
        this.quarantine = quarantine;
        this.cancellation = cancellation;
    }

    /// Runs a step's checks.
    ///
    /// @throws PlumblineException with CHECK_FAILED, one problem for each, when checks that stop
    ///   the run have failing rows
    void check(CompiledStep step, RowCounts counts) {
        List<String> flagged = path(step, FLAGGED);
        long rows = new Keeping(session, record, cancellation, counts).keep(flagged, "checked");
        counts.put(flagged, rows);
        count(step, counts, rows);
        List<Problem> stops = new ArrayList<>();
        for (CheckOutcome outcome : outcomes(step, flagged, rows)) {
            record.checked(outcome);
            if (!outcome.passed()) {
                Problem problem = problem(outcome);
                if (problem.isError()) {
                    stops.add(problem);
                } else {
                    record.warn(problem);
                }
            }
        }
        quarantine(step, flagged);
        record.tell(new RunEvent.StepFinished(step.id(), counts.of(path(step, PortRef.OUT))));
        if (!stops.isEmpty()) {
            throw new PlumblineException(stops, null);
        }
    }

    private static List<String> path(CompiledStep step, String port) {
        return Unit.path(new PortRef(step.id(), port));
    }

    private void count(CompiledStep step, RowCounts counts, long rows) {
        if (!step.outputs().containsKey(REJECTED)) {
            return;
        }
        LocalText.Statement statement = session.text().statement();
        String rejected = statement.counted(path(step, REJECTED));
        String sql = statement.with() + "SELECT count(*) FROM " + rejected;
        long failing =
                session.session()
                        .run(sql, cancellation, _ -> {}, found -> Numbers.first(found).getFirst());
        counts.put(path(step, REJECTED), failing);
        counts.put(path(step, PortRef.OUT), rows - failing);
    }

    private List<CheckOutcome> outcomes(CompiledStep step, List<String> flagged, long rows) {
        String columns =
                step.checks().stream()
                        .map(c -> "count(*) FILTER (WHERE " + DuckText.name(c.flag()) + ")")
                        .collect(Collectors.joining(", "));
        String sql = "SELECT " + columns + " FROM " + session.text().statement().name(flagged);
        List<Long> failing = session.session().run(sql, cancellation, _ -> {}, Numbers::first);
        List<CheckOutcome> out = new ArrayList<>();
        for (int i = 0; i < step.checks().size(); i++) {
            out.add(new CheckOutcome(step.id(), step.checks().get(i), rows, failing.get(i)));
        }
        return out;
    }

    private static Problem problem(CheckOutcome outcome) {
        CompiledCheck check = outcome.check();
        Place place = Place.inStep("", outcome.step(), check.name()).within(null, outcome.step());
        String message =
                "Check '"
                        + check.name()
                        + "' of step '"
                        + outcome.step()
                        + "' failed for "
                        + outcome.failing()
                        + " of "
                        + outcome.rows()
                        + " rows: "
                        + check.description();
        return switch (check.action()) {
            case STOP ->
                    Problem.error(
                            ErrorCode.CHECK_FAILED,
                            message,
                            place,
                            "Correct the rows, or let the check quarantine them");
            case QUARANTINE, WARN -> Problem.warning(ErrorCode.CHECK_FAILED, message, place, null);
        };
    }

    /// Keeps the rows that fail a check which is more than a warning, with the checks' names and
    /// the rows' keys.
    private void quarantine(CompiledStep step, List<String> flagged) {
        List<CompiledCheck> severe =
                step.checks().stream().filter(c -> c.action() != CheckAction.WARN).toList();
        if (quarantine == null || severe.isEmpty()) {
            return;
        }
        String table = session.text().statement().name(flagged);
        String any =
                severe.stream()
                        .map(c -> DuckText.name(c.flag()))
                        .collect(Collectors.joining(" OR "));
        String names =
                severe.stream()
                        .map(c ->
                                "CASE WHEN "
                                        + DuckText.name(c.flag())
                                        + " THEN "
                                        + DuckText.text(c.name())
                                        + " END")
                        .collect(Collectors.joining(", "));
        List<String> columns =
                Objects.requireNonNull(step.schemas().get(FLAGGED)).names().stream()
                        .filter(n -> !n.startsWith(CompiledCheck.FLAG_PREFIX))
                        .map(DuckText::name)
                        .toList();
        String select =
                "SELECT concat_ws(', ', "
                        + names
                        + ") AS \"__checks\", "
                        + keys(severe)
                        + " AS \"__key\", "
                        + String.join(", ", columns)
                        + " FROM "
                        + table
                        + " WHERE "
                        + any;
        long failing =
                session.session()
                        .run(
                                "SELECT count(*) FROM " + table + " WHERE " + any,
                                cancellation,
                                _ -> {},
                                found -> Numbers.first(found).getFirst());
        if (failing > 0) {
            String file =
                    DuckText.text(
                            real(quarantine)
                                    .resolve(step.id().replace('/', '.') + ".parquet")
                                    .toString());
            session.session()
                    .run(
                            "COPY (" + select + ") TO " + file + " (FORMAT parquet)",
                            cancellation,
                            _ -> {});
        }
    }

    private static String keys(List<CompiledCheck> checks) {
        List<String> parts =
                checks.stream()
                        .flatMap(c -> c.keys().stream())
                        .distinct()
                        .flatMap(k ->
                                Stream.of(
                                        DuckText.text(k + "=")
                                                + " || coalesce(CAST("
                                                + DuckText.name(k)
                                                + " AS VARCHAR), 'NULL')"))
                        .toList();
        return parts.isEmpty()
                ? "CAST(NULL AS VARCHAR)"
                : "concat_ws(', ', " + String.join(", ", parts) + ")";
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
