package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.plan.Cut;
import io.plumbline.engine.plan.KeyFilter;
import io.plumbline.engine.plan.Shipment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks up the keys that a source is told to leave out rows by, where they are at hand and few.
final class KeySearch {
    /// Relations with more rows than this are not looked through for keys.
    private static final int MOST_ROWS = 200_000;

    /// Values of one statement; PostgreSQL takes 65,535.
    private static final int MOST_VALUES = 30_000;

    private final Session session;
    private final Cut cut;
    private final LocalText text;

    KeySearch(Session session, Cut cut, LocalText text) {
        this.session = session;
        this.cut = cut;
        this.text = text;
    }

    /// What a source is asked: a statement and the values for its question marks.
    ///
    /// @param reduced whether it leaves out rows
    record Question(String sql, List<Object> values, boolean reduced) {}

    /// Returns what a source is asked for a shipment.
    Question question(Shipment shipment, Cancellation cancellation) {
        List<Object> values = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        for (KeyFilter filter : shipment.keys()) {
            if (ready(Shipment.scanned(filter))) {
                keys(filter, cancellation)
                        .filter(keys -> values.size() + keys.size() <= MOST_VALUES)
                        .ifPresent(keys -> {
                            conditions.add(Shipment.condition(filter, keys.size()));
                            values.addAll(keys);
                        });
            }
        }
        return conditions.isEmpty()
                ? new Question(shipment.sql(), List.of(), false)
                : new Question(
                        shipment.sql() + " WHERE " + String.join(" AND ", conditions),
                        values,
                        true);
    }

    private boolean ready(List<List<String>> paths) {
        for (List<String> path : paths) {
            if (text.isKept(path)) {
                continue;
            }
            boolean toBeShipped = cut.schemas().containsKey(path) || cut.pushed().containsKey(path);
            if (toBeShipped || (text.isUnit(path) && !ready(text.scanned(path)))) {
                return false;
            }
        }
        return true;
    }

    private Optional<List<Object>> keys(KeyFilter filter, Cancellation cancellation) {
        String sql =
                text.statement()
                        .over(
                                filter.keys(),
                                "SELECT k, count(*) FROM (SELECT k FROM %s WHERE k IS NOT NULL"
                                        + " LIMIT "
                                        + (MOST_ROWS + 1)
                                        + ") GROUP BY k");
        boolean dates = filter.kind() == DataType.Kind.DATE;
        return session.run(sql, cancellation, _ -> {}, rows -> read(rows, dates));
    }

    private static Optional<List<Object>> read(@Nullable ResultSet rows, boolean dates)
            throws SQLException {
        List<Object> keys = new ArrayList<>();
        long seen = 0;
        while (rows != null && rows.next()) {
            keys.add(
                    // java.sql.Date would count days before 1582 by another calendar
                    dates ? rows.getObject(1, LocalDate.class) : (Object) rows.getLong(1));
            seen += rows.getLong(2);
            if (keys.size() > KeyFilter.MOST_KEYS || seen > MOST_ROWS) {
                return Optional.empty();
            }
        }
        return Optional.of(keys);
    }
}
