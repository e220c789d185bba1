package io.plumbline.engine.plan;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.SqlSystem;
import io.plumbline.engine.sql.ExternalCall;
import io.plumbline.engine.sql.target.TargetDialect;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.jspecify.annotations.Nullable;

/// Decides which plans a source system runs itself. A plan runs there when all it scans lives there
/// and the system's dialect does not refuse it; the largest such plans are shipped, with the
/// columns that the plans here need.
public final class Cutter {
    private final Function<List<String>, Optional<Scan>> scans;
    private final Function<String, TargetDialect> dialects;

    /// Takes the scans of datasets by relation path, and the dialects by name.
    public Cutter(
            Function<List<String>, Optional<Scan>> scans,
            Function<String, TargetDialect> dialects) {
        this.scans = scans;
        this.dialects = dialects;
    }

    /// Cuts plans, each of which stands after those that it scans.
    ///
    /// @param wanted the paths of plans whose columns are all needed here, such as those of sinks;
    ///   what none of them needs is not computed
    public Cut cut(List<Unit> units, List<List<String>> wanted) {
        Work work = new Work();
        units.forEach(work::place);
        work.need(wanted);
        return work.result(wanted);
    }

    private final class Work {
        private final List<Unit> units = new ArrayList<>();
        private final Map<List<String>, Unit> byPath = new LinkedHashMap<>();
        private final Map<List<String>, SqlSystem> systems = new HashMap<>();
        private final Map<List<String>, String> pushed = new LinkedHashMap<>();
        private final Map<List<String>, String> reasons = new LinkedHashMap<>();
        private final Map<List<String>, BitSet> neededHere = new LinkedHashMap<>();
        private final Map<List<String>, BitSet> needed = new HashMap<>();

        void place(Unit unit) {
            List<List<String>> scanned = Unit.scanned(unit.plan());
            List<SqlSystem> found = new ArrayList<>();
            for (List<String> path : scanned) {
                Optional.ofNullable(system(path)).ifPresent(found::add);
            }
            @Nullable String refusal = found.isEmpty() ? "" : refusal(unit, found, scanned.size());
            if (refusal == null) {
                add(unit, found.getFirst());
            } else if (found.isEmpty() || !unit.movable()) {
                add(unit, null);
            } else {
                Parts.Taken taken = Parts.of(unit, this::system, Cutter.this::dialect);
                for (int i = 0; i < taken.parts().size(); i++) {
                    add(taken.parts().get(i), taken.places().get(i));
                }
                add(taken.rest(), null);
                if (refusal != null && !taken.refusals().isEmpty()) {
                    // one that stands for the whole unit tells no more than its operator does
                    boolean one = dialectRefused(unit, found, scanned.size());
                    String within = String.join("; ", taken.refusals());
                    refusal = one ? within : refusal + "; " + within;
                }
            }
            if (refusal != null && !refusal.isEmpty()) {
                reasons.put(unit.path(), refusal);
            }
        }

        private void add(Unit unit, @Nullable SqlSystem system) {
            units.add(unit);
            byPath.put(unit.path(), unit);
            if (system != null) {
                systems.put(unit.path(), system);
                pushed.put(unit.path(), system.connectionName());
            }
        }

        private @Nullable String refusal(Unit unit, List<SqlSystem> found, int inputs) {
            SqlSystem first = found.getFirst();
            if (unit.plan() instanceof ExternalCall) {
                return "a program of this machine makes its rows";
            }
            if (!unit.movable()) {
                return "checks and writes run in the embedded engine";
            }
            if (found.stream().anyMatch(s -> !s.connectionName().equals(first.connectionName()))) {
                return "its inputs live in different systems";
            }
            if (found.size() < inputs) {
                return "not all of its inputs live in connection '" + first.connectionName() + "'";
            }
            return dialects.apply(first.dialect()).refusal(unit.plan()).orElse(null);
        }

        /// Returns whether the plan could run in one system if only its dialect had the words.
        private static boolean dialectRefused(Unit unit, List<SqlSystem> found, int inputs) {
            return unit.movable()
                    && found.size() == inputs
                    && found.stream().map(SqlSystem::connectionName).distinct().count() == 1;
        }

        private @Nullable SqlSystem system(List<String> path) {
            SqlSystem known = systems.get(path);
            if (known != null || byPath.containsKey(path)) {
                return known;
            }
            return table(path).map(Scan.Table::system).orElse(null);
        }

        private Optional<Scan.Table> table(List<String> path) {
            return scans.apply(path)
                    .filter(Scan.Table.class::isInstance)
                    .map(Scan.Table.class::cast);
        }

        /// Walks against the data, so that each plan is asked only for what its consumers use.
        void need(List<List<String>> wanted) {
            for (List<String> path : wanted) {
                Unit unit = byPath.get(path);
                if (unit != null) {
                    BitSet all = ColumnUse.all(unit.schema().fields().size());
                    needed.put(path, all);
                    if (pushed.containsKey(path)) {
                        neededHere.put(path, (BitSet) all.clone());
                    }
                }
            }
            for (Unit unit : units.reversed()) {
                BitSet columns = needed.get(unit.path());
                if (columns == null) {
                    continue;
                }
                boolean here = !pushed.containsKey(unit.path());
                ColumnUse.of(unit.plan(), columns).forEach((path, used) -> use(path, used, here));
            }
        }

        private void use(List<String> path, BitSet used, boolean here) {
            needed.computeIfAbsent(path, _ -> new BitSet()).or(used);
            if (here && system(path) != null) {
                neededHere.computeIfAbsent(path, _ -> new BitSet()).or(used);
            }
        }

        Cut result(List<List<String>> wanted) {
            SourceText text = new SourceText(byPath, this::tableName, Cutter.this::dialect);
            Map<String, Pending> pending = new LinkedHashMap<>();
            Map<List<String>, Schema> schemas = new LinkedHashMap<>();
            neededHere.forEach((path, columns) -> {
                SqlSystem system = Objects.requireNonNull(system(path));
                schemas.put(path, schema(path));
                String body = text.body(path, system);
                pending.computeIfAbsent(
                                system.connectionName() + "\n" + body,
                                _ -> new Pending(system, path))
                        .add(path, columns);
            });
            KeyFilters joins = new KeyFilters();
            units.stream()
                    .filter(u -> !pushed.containsKey(u.path()) && needed.containsKey(u.path()))
                    .forEach(u -> joins.look(u.plan()));
            List<Shipment> shipments = new ArrayList<>();
            for (Pending p : pending.values()) {
                Schema columns = trimmed(schema(p.first), p.columns);
                String sql = text.statement(p.first, p.system, columns.names());
                List<KeyFilter> keys = keys(p, joins, wanted);
                String whole =
                        keys.isEmpty()
                                ? p.relations.size() == 1
                                        ? joins.reason(p.first)
                                        : "its rows are needed in more than one place"
                                : null;
                shipments.add(new Shipment(p.system, sql, columns, p.relations, keys, whole));
            }
            // those that keys are taken from come first
            shipments.sort(Comparator.comparing(s -> !s.keys().isEmpty()));
            return new Cut(units, pushed, shipments, schemas, reasons, counting(text, shipments));
        }

        private List<KeyFilter> keys(Pending p, KeyFilters joins, List<List<String>> wanted) {
            if (p.relations.size() != 1 || wanted.contains(p.first)) {
                return List.of();
            }
            return joins.of(p.first).stream().filter(k -> simple(k.source())).toList();
        }

        /// Returns whether a relation has its rows before anything is checked or kept, without much
        /// work.
        private boolean simple(List<String> path) {
            Unit unit = byPath.get(path);
            if (unit == null || pushed.containsKey(path)) {
                return true;
            }
            RelNode plan = unit.plan();
            while (plan instanceof Project || plan instanceof Filter) {
                plan = plan.getInput(0);
            }
            return unit.movable()
                    && plan instanceof TableScan scan
                    && Unit.scanned(unit.plan()).size() == 1
                    && simple(scan.getTable().getQualifiedName());
        }

        private List<Cut.Counting> counting(SourceText text, List<Shipment> shipments) {
            Map<String, List<List<String>>> hidden = new LinkedHashMap<>();
            pushed.forEach((path, connection) -> {
                boolean counted = !Parts.isPart(path) && !neededHere.containsKey(path);
                if (counted && needed.containsKey(path)) {
                    hidden.computeIfAbsent(connection, _ -> new ArrayList<>()).add(path);
                }
            });
            List<Cut.Counting> out = new ArrayList<>();
            hidden.forEach((_, paths) -> {
                SqlSystem system = Objects.requireNonNull(system(paths.getFirst()));
                out.add(new Cut.Counting(system, text.counting(paths, system), paths));
            });
            for (Shipment s : shipments) {
                if (!s.keys().isEmpty() && !Parts.isPart(s.relations().getFirst())) {
                    String sql = text.counting(s.relations(), s.system());
                    out.add(new Cut.Counting(s.system(), sql, s.relations()));
                }
            }
            return out;
        }

        private String tableName(List<String> path) {
            return table(path).orElseThrow().name();
        }

        private Schema schema(List<String> path) {
            Unit unit = byPath.get(path);
            return unit != null ? unit.schema() : table(path).orElseThrow().schema();
        }
    }

    private TargetDialect dialect(SqlSystem system) {
        return dialects.apply(system.dialect());
    }

    private static Schema trimmed(Schema schema, BitSet columns) {
        if (columns.isEmpty()) {
            return new Schema(schema.fields().subList(0, 1));
        }
        List<Field> out = new ArrayList<>();
        columns.stream().forEach(i -> out.add(schema.fields().get(i)));
        return new Schema(out);
    }

    private static final class Pending {
        private final SqlSystem system;
        private final List<String> first;
        private final List<List<String>> relations = new ArrayList<>();
        private final BitSet columns = new BitSet();

        Pending(SqlSystem system, List<String> first) {
            this.system = system;
            this.first = first;
        }

        void add(List<String> path, BitSet more) {
            relations.add(path);
            columns.or(more);
        }
    }
}
