package io.plumbline.engine.metadata;

import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// A run in its tables, both ways.
final class RunRows {
    private static final List<String> PARTS =
            List.of("run_steps", "run_checks", "run_outputs", "run_shipments", "problems");

    private RunRows() {}

    /// Writes the parts of a run, in place of those that were there.
    static void write(Handle h, RunRecord run) {
        PARTS.forEach(t -> h.execute("DELETE FROM " + t + " WHERE run_id = ?", run.id()));
        int i = 0;
        for (StepAccount s : run.steps()) {
            h.execute(
                    "INSERT INTO run_steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    i++,
                    s.step(),
                    s.type(),
                    s.rowsIn(),
                    s.rowsOut(),
                    s.rowsFiltered(),
                    s.rowsRejected(),
                    s.rowsCombined(),
                    s.bytes(),
                    s.millis());
        }
        i = 0;
        for (CheckAccount c : run.checks()) {
            h.execute(
                    "INSERT INTO run_checks VALUES (?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    i++,
                    c.step(),
                    c.name(),
                    c.action(),
                    c.rows(),
                    c.failingRows());
        }
        i = 0;
        for (OutputAccount o : run.outputs()) {
            h.execute(
                    "INSERT INTO run_outputs VALUES (?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    i++,
                    o.step(),
                    o.dataset(),
                    o.version(),
                    o.rows(),
                    o.mode());
        }
        i = 0;
        for (ShipmentAccount s : run.shipments()) {
            h.execute(
                    "INSERT INTO run_shipments VALUES (?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    i++,
                    s.connection(),
                    s.relation(),
                    s.rows(),
                    s.bytes(),
                    s.whole());
        }
        i = 0;
        for (Problem p : run.problems()) {
            problem(h, run.id(), i++, p);
        }
    }

    /// Returns a run as its row says, without its parts.
    static RunRecord head(ResultSet row) throws SQLException {
        return new RunRecord(
                row.getString("id"),
                row.getString("pipeline"),
                row.getString("pipeline_hash"),
                row.getString("actor"),
                RunState.valueOf(row.getString("state")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "ended_at"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /// Returns the run with its parts.
    static RunRecord whole(Handle h, RunRecord run) {
        return new RunRecord(
                run.id(),
                run.pipeline(),
                run.pipelineHash(),
                run.actor(),
                run.state(),
                run.started(),
                run.ended(),
                part(h, "run_steps", run, (r, c) -> step(r)),
                part(
                        h,
                        "run_checks",
                        run,
                        (r, c) ->
                                new CheckAccount(
                                        r.getString("step"),
                                        r.getString("name"),
                                        r.getString("action"),
                                        r.getLong("row_count"),
                                        r.getLong("failing_rows"))),
                part(
                        h,
                        "run_outputs",
                        run,
                        (r, c) ->
                                new OutputAccount(
                                        r.getString("step"),
                                        r.getString("dataset"),
                                        r.getString("version"),
                                        r.getLong("row_count"),
                                        r.getString("write_mode"))),
                part(h, "run_shipments", run, (r, c) -> shipment(r)),
                part(h, "problems", run, (r, c) -> problem(r)));
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static <T> List<T> part(Handle h, String table, RunRecord run, RowMapper<T> mapper) {
        return h.select("SELECT * FROM " + table + " WHERE run_id = ? ORDER BY ordinal", run.id())
                .map(mapper)
                .list();
    }

    private static ShipmentAccount shipment(ResultSet r) throws SQLException {
        return new ShipmentAccount(
                r.getString("connection"),
                r.getString("relation"),
                r.getLong("row_count"),
                r.getLong("bytes"),
                r.getBoolean("whole"));
    }

    private static StepAccount step(ResultSet r) throws SQLException {
        return new StepAccount(
                r.getString("step"),
                r.getString("step_type"),
                r.getLong("rows_in"),
                r.getLong("rows_out"),
                r.getLong("rows_filtered"),
                r.getLong("rows_rejected"),
                r.getLong("rows_combined"),
                r.getLong("bytes"),
                r.getLong("millis"));
    }

    private static void problem(Handle h, String run, int ordinal, Problem p) {
        Place place = p.place();
        h.execute(
                "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                run,
                ordinal,
                p.code().name(),
                p.severity().name(),
                p.message(),
                p.remedy(),
                place.file(),
                place.line(),
                place.column(),
                place.pipeline(),
                place.step(),
                place.port(),
                place.field());
    }

    private static Problem problem(ResultSet r) throws SQLException {
        return new Problem(
                Payloads.code(r.getString("code")),
                Problem.Severity.valueOf(r.getString("severity")),
                r.getString("message"),
                new Place(
                        r.getString("file"),
                        r.getInt("line"),
                        r.getInt("column_number"),
                        r.getString("pipeline"),
                        r.getString("step"),
                        r.getString("port"),
                        r.getString("field")),
                r.getString("remedy"));
    }
}
