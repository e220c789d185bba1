package io.plumbline.engine.exec;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.Cut;
import io.plumbline.engine.plan.Cutter;
import io.plumbline.engine.plan.Shipment;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.target.Targets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// An instance of the embedded engine with plans that were cut by source: ships what the sources
/// run, and writes the statements for the rest.
final class PlannedSession implements AutoCloseable {
    private final Session session;
    private final Cut cut;
    private final LocalText text;
    private int tables;

    /// Cuts the plans and opens an instance for them.
    ///
    /// @param scans the relations that the plans scan, by path as [Relations#key] gives it
    /// @param wanted the paths of plans that are needed with all columns
    PlannedSession(
            EngineSettings settings,
            FileGuard guard,
            Map<List<String>, Scan> scans,
            Collection<Path> folders,
            List<Unit> units,
            List<List<String>> wanted) {
        Cutter cutter =
                new Cutter(
                        path -> Optional.ofNullable(scans.get(Relations.key(path))), Targets::of);
        this.cut = cutter.cut(units, wanted);
        this.session = new Session(settings, scans, folders, guard);
        this.text = new LocalText(cut.units(), session);
    }

    Session session() {
        return session;
    }

    Cut cut() {
        return cut;
    }

    LocalText text() {
        return text;
    }

    /// Returns the rows of a statement, which starts when the first is read, and closes this with
    /// them. Where the statement overflows it is run again with room for every digit.
    QueryResult query(Supplier<String> statement, Schema schema) {
        return session.query(
                        statement.get(),
                        () -> {
                            text.beExact();
                            return statement.get();
                        },
                        schema)
                .owning(session);
    }

    /// Returns a quoted name for a new table.
    String newTable(String what) {
        return DuckText.name(newName(what));
    }

    /// Returns a name for a new table.
    String newName(String what) {
        tables++;
        return what + " " + tables;
    }

    /// Brings one shipment's rows and makes its relations known.
    Shipper.Shipped ship(Shipment shipment, Cancellation cancellation, LongConsumer onRows) {
        String table = newTable("shipped");
        KeySearch.Question question =
                new KeySearch(session, cut, text).question(shipment, cancellation);
        Shipper.Shipped shipped =
                new Shipper(session.database(), cancellation)
                        .ship(shipment.system(), question, table, shipment.columns(), onRows);
        for (List<String> relation : shipment.relations()) {
            Schema whole = cut.schemas().get(relation);
            text.keep(relation, whole == null ? table : widened(shipment, whole, table));
        }
        return shipped;
    }

    /// Texts may name columns that nobody needs: a view gives them as nulls.
    private String widened(Shipment shipment, Schema whole, String table) {
        if (whole.names().equals(shipment.columns().names())) {
            return table;
        }
        String view = newTable("widened");
        String columns =
                whole.fields().stream()
                        .map(f -> column(f, shipment.columns()))
                        .collect(Collectors.joining(", "));
        session.run(
                "CREATE VIEW " + view + " AS SELECT " + columns + " FROM " + table,
                new Cancellation(),
                _ -> {});
        return view;
    }

    private static String column(Field field, Schema shipped) {
        String name = DuckText.name(field.name());
        return shipped.names().contains(field.name())
                ? name
                : "CAST(NULL AS " + DuckText.type(field.type()) + ") AS " + name;
    }

    @Override
    public void close() {
        session.close();
    }
}
