package io.plumbline.engine.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;

/// How one statement computes plans that scan each other: which stand as items of WITH and which
/// within the only one that scans them, and which columns each gives. An engine's own planning
/// grows with the columns and items of a statement, whether it needs them or not; and it computes a
/// plan that is scanned twice as often, unless it is told not to.
public final class CteLayout {
    /// Plans within each other, at most; a text that nests without end is slow to plan too.
    private static final int DEPTH = 10;

    private final Map<List<String>, Unit> units;
    private final Predicate<List<String>> kept;
    private final Map<List<String>, BitSet> needed = new HashMap<>();
    private final Map<List<String>, Integer> times = new HashMap<>();
    private final Set<List<String>> named = new HashSet<>();
    private final Map<List<String>, Integer> depths = new HashMap<>();
    private final Set<List<String>> costly = new HashSet<>();
    private final List<Part> parts = new ArrayList<>();

    /// Where a plan stands in a statement.
    public enum Placing {
        /// Within the one that scans it.
        INSIDE,
        /// As an item of WITH.
        NAMED,
        /// As an item of WITH whose rows are computed once, as several scan them.
        ONCE
    }

    /// A plan of a statement.
    ///
    /// @param path what it is scanned as
    /// @param plan gives the columns that are needed of it
    public record Part(List<String> path, RelNode plan, Placing placing) {}

    /// Lays out a statement.
    ///
    /// @param units the plans there are by path, each after those that it scans
    /// @param kept whether a path's rows are there already
    /// @param wholes the paths that the statement selects from, with all columns
    /// @param counted the paths of which only the number of rows matters
    public CteLayout(
            Map<List<String>, Unit> units,
            Predicate<List<String>> kept,
            Collection<List<String>> wholes,
            Collection<List<String>> counted) {
        this.units = units;
        this.kept = kept;
        for (List<String> path : wholes) {
            List<String> root = root(path);
            Unit unit = units.get(root);
            need(root, ColumnUse.all(unit == null ? 0 : unit.schema().fields().size()));
        }
        counted.forEach(path -> need(root(path), new BitSet()));
        List<Unit> all = new ArrayList<>(units.values());
        all.reversed().forEach(this::use);
        all.forEach(this::place);
    }

    /// Returns the plans to write, each after those that it scans.
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /// Returns the path whose rows and columns those of a path are: its own, or where it is nothing
    /// but the scan of another, that one's.
    public static List<String> source(
            Map<List<String>, Unit> units, Predicate<List<String>> kept, List<String> path) {
        List<String> at = path;
        while (!kept.test(at)) {
            List<String> same =
                    units.containsKey(at)
                            ? Objects.requireNonNull(units.get(at)).same().orElse(at)
                            : at;
            if (same.equals(at)) {
                break;
            }
            at = same;
        }
        return at;
    }

    private List<String> source(List<String> path) {
        return source(units, kept, path);
    }

    private List<String> root(List<String> path) {
        List<String> source = source(path);
        named.add(source);
        times.merge(source, 1, Integer::sum);
        return source;
    }

    private void need(List<String> path, BitSet columns) {
        needed.computeIfAbsent(path, _ -> new BitSet()).or(columns);
    }

    private void use(Unit unit) {
        BitSet columns = needed.get(unit.path());
        if (columns == null || kept.test(unit.path()) || unit.same().isPresent()) {
            return;
        }
        if (columns.isEmpty()) {
            columns.set(0);
        }
        ColumnUse use = ColumnUse.in(unit.plan(), columns);
        use.columns()
                .forEach((path, used) -> {
                    List<String> source = source(path);
                    need(source, used);
                    times.merge(source, use.times(path), Integer::sum);
                    // an expression may be written more than once
                    if (use.isInSubQuery(path)) {
                        named.add(source);
                    }
                });
    }

    private void place(Unit unit) {
        List<String> path = unit.path();
        BitSet columns = needed.get(path);
        if (columns == null || kept.test(path) || unit.same().isPresent()) {
            return;
        }
        int depth = 1;
        boolean heavy = unit.isCostly();
        for (List<String> scanned : sources(unit)) {
            depth = Math.max(depth, 1 + depths.getOrDefault(scanned, 0));
            heavy |= costly.contains(scanned);
        }
        boolean once = heavy && times.getOrDefault(path, 0) > 1;
        boolean inside = times.getOrDefault(path, 0) == 1 && !named.contains(path) && depth < DEPTH;
        if (inside) {
            depths.put(path, depth);
        }
        if (heavy && !once) {
            costly.add(path);
        }
        Placing placing = inside ? Placing.INSIDE : once ? Placing.ONCE : Placing.NAMED;
        parts.add(new Part(path, trimmed(unit.plan(), columns), placing));
    }

    private Set<List<String>> sources(Unit unit) {
        return Unit.scanned(unit.plan()).stream()
                .map(this::source)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static RelNode trimmed(RelNode plan, BitSet columns) {
        int width = plan.getRowType().getFieldCount();
        if (columns.cardinality() == width) {
            return plan;
        }
        List<String> names = plan.getRowType().getFieldNames();
        return LogicalProject.create(
                plan,
                List.of(),
                columns.stream().mapToObj(i -> RexInputRef.of(i, plan.getRowType())).toList(),
                columns.stream().mapToObj(names::get).toList(),
                Set.of());
    }
}
