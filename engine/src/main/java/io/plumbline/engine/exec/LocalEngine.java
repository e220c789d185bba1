package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.Types;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// The embedded engine: runs single queries over registered relations. It reaches the files that
/// were registered and nothing else. Not safe for use by several threads at once; its results may
/// be read and cancelled by others.
public final class LocalEngine implements AutoCloseable {
    private final EngineSettings settings;
    private final FileGuard guard;
    private final Map<List<String>, Scan> scans = new LinkedHashMap<>();
    private @Nullable Session session;

    /// Makes an engine that opens at its first query.
    ///
    /// @param guard looks at files before they are opened
    public LocalEngine(EngineSettings settings, FileGuard guard) {
        this.settings = settings;
        this.guard = guard;
    }

    /// Begins to open the embedded engine in the background, for work that will soon need it:
    /// opening takes some 30 ms, and the first time also loads its native library. What was opened
    /// is taken by the next query, preview or run of this process.
    public static void openAhead() {
        OpenedAhead.begin();
    }

    /// Makes a relation known under a path; takes the place of an older one.
    public void register(List<String> path, Scan scan) {
        scans.put(Relations.key(path), scan);
        close();
    }

    /// Runs a plan over registered relations. Systems that hold tables of it run what they can, and
    /// their rows are here when this returns; the rest runs as rows are read.
    ///
    /// @return rows that the caller closes
    public QueryResult query(RelNode plan) {
        return query(plan, new Cancellation());
    }

    /// Runs a plan as [#query(RelNode)] does; the cancellation also stops what systems run.
    public QueryResult query(RelNode plan, Cancellation cancellation) {
        Unit unit = new Unit(List.of("query"), plan, Types.schemaOf(plan.getRowType()), true);
        Map<List<String>, Scan> needed = new LinkedHashMap<>();
        for (List<String> path : Unit.scanned(plan)) {
            needed.put(Relations.key(path), registered(path));
        }
        PlannedSession planned =
                new PlannedSession(
                        settings, guard, needed, List.of(), List.of(unit), List.of(unit.path()));
        try {
            planned.cut().shipments().forEach(s -> planned.ship(s, cancellation, _ -> {}));
            return planned.query(() -> planned.text().rows(unit.path()), unit.schema());
        } catch (PlumblineException e) {
            planned.close();
            throw e;
        }
    }

    private Scan registered(List<String> path) {
        Scan scan = scans.get(Relations.key(path));
        if (scan == null) {
            throw PlumblineException.of(
                    ErrorCode.TABLE_UNKNOWN,
                    "Cannot read '" + String.join(".", path) + "': it was not registered",
                    null);
        }
        return scan;
    }

    /// Runs a statement in the engine's own SQL.
    QueryResult sql(String sql, Schema schema) {
        return open().query(sql, schema);
    }

    /// Returns the open instance. Its set of files cannot grow: a new relation makes a new one.
    Session open() {
        Session current = session;
        if (current == null) {
            current = new Session(settings, scans, List.<Path>of(), guard);
            session = current;
        }
        return current;
    }

    @Override
    public void close() {
        Session current = session;
        session = null;
        if (current != null) {
            current.close();
        }
    }
}
