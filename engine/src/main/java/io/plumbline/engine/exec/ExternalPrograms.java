package io.plumbline.engine.exec;

import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.Program;
import io.plumbline.engine.spi.Programs;
import io.plumbline.engine.sql.ExternalCall;
import io.plumbline.engine.sql.Types;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Runs the programs of a plan: the rows before each are kept in a table, streamed through the
/// program, and what it gives is kept in another, which the rest of the plan scans. A program runs
/// once however many scan it.
final class ExternalPrograms implements AutoCloseable {
    private static final long POLL_MILLIS = 50;
    private static final long CRASH_MILLIS = 500;
    private static final long LEFT_MILLIS = 1_000;

    private final PlannedSession session;
    private final Cancellation cancellation;
    private final Map<List<String>, Prepared> prepared = new LinkedHashMap<>();

    /// A program that is allowed, in its folder.
    private record Prepared(Programs.Ready ready, Path folder) {}

    /// Makes all programs ready.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with PROGRAM_REFUSED, before anything
    ///   was computed
    ExternalPrograms(
            PlannedSession session,
            Programs programs,
            List<Unit> units,
            Cancellation cancellation) {
        this.session = session;
        this.cancellation = cancellation;
        try {
            for (Unit unit : units) {
                if (unit.plan() instanceof ExternalCall call) {
                    Path folder = folder();
                    prepared.put(
                            unit.path(), new Prepared(new Programs.Ready(List.of(), ""), folder));
                    ExternalCall.Terms terms = call.terms();
                    Program program =
                            new Program(unit.path().get(1), terms.command(), terms.files());
                    prepared.put(
                            unit.path(), new Prepared(programs.prepare(program, folder), folder));
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// Returns whether some plan needs a program.
    static boolean among(List<Unit> units) {
        return units.stream().anyMatch(u -> u.plan() instanceof ExternalCall);
    }

    /// One run of one program.
    private record Work(
            ExternalCall call,
            Schema given,
            long givenRows,
            Schema taken,
            String table,
            ProgramFailures failures) {}

    /// Runs a plan's program; returns how many rows it gave.
    ///
    /// @param keep computes a plan into a table
    /// @param onRows told the number of rows so far
    long run(Unit unit, Keeper keep, LongConsumer onRows) {
        cancellation.check();
        ExternalCall call = (ExternalCall) unit.plan();
        String step = unit.path().get(1);
        ProgramFailures failures = new ProgramFailures(step, call.name());
        List<String> input = Objects.requireNonNull(call.getInput().getTable()).getQualifiedName();
        Prepared program = Objects.requireNonNull(prepared.get(unit.path()));
        if (!session.text().isKept(input)) {
            keep.keep(input);
        }
        long rows = count(input);
        String name = session.newName("program");
        create(DuckText.name(name), unit.schema());
        Schema given = Types.schemaOf(call.getInput().getRowType());
        Work work = new Work(call, given, rows, unit.schema(), name, failures);
        long taken = through(work, program, input, onRows);
        session.text().keep(unit.path(), DuckText.name(name));
        return taken;
    }

    @Override
    public void close() {
        prepared.values().forEach(p -> LockedDatabase.delete(p.folder()));
    }

    /// Computes a plan into a table.
    interface Keeper {
        void keep(List<String> path);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("plumbline-program-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long count(List<String> path) {
        LocalText.Statement statement = session.text().statement();
        String table = statement.counted(path);
        return session.session()
                .run(
                        statement.with() + "SELECT count(*) FROM " + table,
                        cancellation,
                        _ -> {},
                        found -> Numbers.first(found).getFirst());
    }

    private void create(String table, Schema schema) {
        String columns =
                schema.fields().stream()
                        .map(f -> DuckText.name(f.name()) + " " + DuckText.type(f.type()))
                        .collect(Collectors.joining(", "));
        session.session()
                .run("CREATE TABLE " + table + " (" + columns + ")", cancellation, _ -> {});
    }

    private long through(Work work, Prepared program, List<String> input, LongConsumer onRows) {
        LockedDatabase database = session.session().database();
        long deadline = System.nanoTime() + work.call().terms().timeout().toNanos();
        // closed in this order: appender, process, and then the threads that wait for it
        @Nullable ProgramFeed feed = null;
        try (ProgramProcess process = start(work, program);
                var _ = cancellation.onCancel(process::kill);
                ProgramLines lines = new ProgramLines(process.output());
                DuckDBConnection connection = database.another();
                DuckDBAppender rows = connection.createAppender("main", work.table())) {
            feed =
                    new ProgramFeed(
                            database, session.text().rows(input), work.given(), process.input());
            Taking taking = new Taking(work, process, lines, deadline);
            long taken = taking.all(new ProgramCells(work.taken(), rows), onRows);
            rows.flush();
            taking.end(taken);
        } catch (SQLException e) {
            cancellation.check();
            throw session.session().translated(e);
        } finally {
            if (feed != null) {
                feed.close();
            }
        }
        SQLException failure = feed.failure();
        if (failure != null) {
            throw session.session().translated(failure);
        }
        return count(work);
    }

    private long count(Work work) {
        return session.session()
                .run(
                        "SELECT count(*) FROM " + DuckText.name(work.table()),
                        cancellation,
                        _ -> {},
                        found -> Numbers.first(found).getFirst());
    }

    private static ProgramProcess start(Work work, Prepared program) {
        try {
            return ProgramProcess.start(program.ready().command(), program.folder());
        } catch (IOException e) {
            throw work.failures().notStarted(e);
        }
    }

    /// Takes what a program gives, up to its end.
    private final class Taking {
        private final Work work;
        private final ProgramProcess process;
        private final ProgramLines lines;
        private final long deadline;
        private long line;
        private long quiet;

        Taking(Work work, ProgramProcess process, ProgramLines lines, long deadline) {
            this.work = work;
            this.process = process;
            this.lines = lines;
            this.deadline = deadline;
        }

        long all(ProgramCells cells, LongConsumer onRows) throws SQLException {
            long taken = 0;
            while (true) {
                refuseLate();
                ProgramLines.@Nullable Batch batch = lines.poll(POLL_MILLIS);
                if (batch == null) {
                    if (leftOpen()) {
                        return taken;
                    }
                    continue;
                }
                quiet = 0;
                for (byte[] bytes : batch.lines()) {
                    taken += add(cells, bytes) ? 1 : 0;
                }
                onRows.accept(taken);
                if (batch.tooLong()) {
                    throw work.failures().tooLong(line + 1);
                }
                if (batch.last()) {
                    return taken;
                }
            }
        }

        /// What a program leaves behind may hold its output open: the program's own end is what
        /// counts.
        private boolean leftOpen() {
            if (!process.ended(0)) {
                return false;
            }
            quiet += POLL_MILLIS;
            if (quiet == LEFT_MILLIS) {
                process.kill();
            }
            return quiet > 2 * LEFT_MILLIS;
        }

        private boolean add(ProgramCells cells, byte[] bytes) throws SQLException {
            line++;
            try {
                return cells.add(bytes);
            } catch (ProgramCells.Unfit e) {
                // a program that crashes leaves half a line: then the crash is what matters
                boolean crashed = process.ended(CRASH_MILLIS) && process.exitCode() != 0;
                cancellation.check();
                throw crashed
                        ? work.failures().ended(process.exitCode(), process.said())
                        : work.failures().unfit(line, e);
            }
        }

        private void refuseLate() {
            cancellation.check();
            if (System.nanoTime() - deadline > 0) {
                process.kill();
                throw work.failures().late(work.call().terms().timeout(), process.said());
            }
        }

        /// Waits for the program's end and judges it.
        void end(long taken) {
            while (!process.ended(POLL_MILLIS)) {
                refuseLate();
            }
            cancellation.check();
            if (process.exitCode() != 0) {
                throw work.failures().ended(process.exitCode(), process.said());
            }
            if (work.call().oneToOne() && taken != work.givenRows()) {
                throw work.failures().otherRows(work.givenRows(), taken);
            }
        }
    }
}
