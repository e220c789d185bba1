package io.plumbline.engine.plan;

import io.plumbline.engine.model.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where each plan runs.
///
/// @param units all plans, each after those that it scans
/// @param pushed the connection whose system runs a plan itself, by path; the embedded engine runs
///   the others
/// @param shipments what the systems hand over, equal ones once
/// @param schemas all columns of each shipped relation, also those that are not shipped because
///   nobody needs them
/// @param reasons why a plan over a system's rows does not run there, by path: a sentence without
///   final period
/// @param counting for each connection that runs plans whose rows are not shipped: the statement
///   that counts them, and what each of its columns counts
public record Cut(
        List<Unit> units,
        Map<List<String>, String> pushed,
        List<Shipment> shipments,
        Map<List<String>, Schema> schemas,
        Map<List<String>, String> reasons,
        List<Counting> counting) {

    /// Copies the collections and keeps their order.
    public Cut {
        units = List.copyOf(units);
        pushed = Collections.unmodifiableMap(new LinkedHashMap<>(pushed));
        shipments = List.copyOf(shipments);
        schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
        counting = List.copyOf(counting);
    }

    /// A statement of one row that counts relations in a system.
    public record Counting(
            io.plumbline.engine.spi.SqlSystem system, String sql, List<List<String>> relations) {}

    /// Returns whether the embedded engine runs the plan.
    public boolean isLocal(Unit unit) {
        return !pushed.containsKey(unit.path());
    }
}
