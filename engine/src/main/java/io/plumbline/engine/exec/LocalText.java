package io.plumbline.engine.exec;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.CteLayout;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.sql.target.TargetDialect;
import io.plumbline.engine.sql.target.Targets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;

/// Writes statements for the embedded engine: plans as [CteLayout] places them, never merged into
/// one, and tables for what is kept.
final class LocalText {
    private final Map<List<String>, Unit> units = new LinkedHashMap<>();
    private final Map<List<String>, String> kept = new HashMap<>();
    private final Map<List<String>, List<List<String>>> scanned = new HashMap<>();
    private final Map<List<String>, Integer> labels = new HashMap<>();
    private TargetDialect dialect = Targets.quick();
    private final Session session;

    LocalText(List<Unit> units, Session session) {
        for (Unit unit : units) {
            this.units.put(unit.path(), unit);
            labels.put(unit.path(), this.units.size());
        }
        this.session = session;
    }

    /// Writes decimals from now on so that they have room for every digit; until then a statement
    /// may fail with OVERFLOW.
    void beExact() {
        dialect = Targets.of("duckdb");
    }

    /// Notes that a relation's rows are in a table or view of that quoted name.
    void keep(List<String> path, String name) {
        kept.put(path, name);
    }

    /// Returns whether a relation's rows are in a table or view.
    boolean isKept(List<String> path) {
        return kept.containsKey(path);
    }

    /// Returns whether a path names a plan, not a dataset.
    boolean isUnit(List<String> path) {
        return units.containsKey(path);
    }

    /// Begins a statement.
    Statement statement() {
        return new Statement();
    }

    /// Returns the query for all rows of a relation.
    String rows(List<String> path) {
        Statement statement = new Statement();
        return statement.select(path);
    }

    /// Returns the plans that a query for the relation computes anew, itself included, each after
    /// those that it scans.
    Set<List<String>> computed(List<String> path) {
        Set<List<String>> out = new LinkedHashSet<>();
        collect(path, out);
        return out;
    }

    private void collect(List<String> path, Set<List<String>> into) {
        if (!kept.containsKey(path) && units.containsKey(path) && !into.contains(path)) {
            scanned(path).forEach(p -> collect(p, into));
            into.add(path);
        }
    }

    /// Returns the relations that a plan scans.
    List<List<String>> scanned(List<String> path) {
        return scanned.computeIfAbsent(
                path, p -> Unit.scanned(Objects.requireNonNull(units.get(p)).plan()));
    }

    /// A statement: first the names of what it selects from are asked for, then its WITH.
    final class Statement {
        private final Set<List<String>> wholes = new LinkedHashSet<>();
        private final Set<List<String>> counted = new LinkedHashSet<>();
        private final Map<List<String>, String> inside = new HashMap<>();

        /// Returns the name to select the relation's rows from.
        String name(List<String> path) {
            wholes.add(path);
            return shown(path);
        }

        /// Returns the name to select the number of the relation's rows from, and nothing else.
        String counted(List<String> path) {
            counted.add(path);
            return shown(path);
        }

        private String shown(List<String> path) {
            List<String> source = CteLayout.source(units, kept::containsKey, path);
            String written = inside.getOrDefault(source, kept.get(source));
            if (written != null) {
                return written;
            }
            return units.containsKey(source) ? label(source) : session.relation(source);
        }

        /// Returns a query for the rows of a plan that is not among those of this text.
        ///
        /// @param around what stands around the plan, with `%s` in its place
        String over(RelNode plan, String around) {
            Unit.scanned(plan).forEach(this::name);
            String with = with();
            return with + around.formatted("(" + dialect.part(plan, this::shown) + ")");
        }

        /// Returns the query for all rows of a relation, each column with its type.
        String select(List<String> path) {
            String name = name(path);
            Unit unit = kept.containsKey(path) ? null : units.get(path);
            String columns = unit == null ? "*" : typed(unit.schema());
            return with() + "SELECT " + columns + " FROM " + name;
        }

        /// Within the statement decimals may be narrower than their types.
        private static String typed(Schema schema) {
            if (schema.fields().stream().noneMatch(f -> f.type().kind() == DataType.Kind.DECIMAL)) {
                return "*";
            }
            return schema.fields().stream().map(Statement::typed).collect(Collectors.joining(", "));
        }

        private static String typed(Field field) {
            String name = DuckText.name(field.name());
            return field.type().kind() == DataType.Kind.DECIMAL
                    ? "CAST(" + name + " AS " + DuckText.type(field.type()) + ") AS " + name
                    : name;
        }

        /// Returns the CTEs of all that was named, to stand before SELECT; empty when there are
        /// none.
        String with() {
            List<String> texts = new ArrayList<>();
            CteLayout layout = new CteLayout(units, kept::containsKey, wholes, counted);
            for (CteLayout.Part part : layout.parts()) {
                String body = dialect.part(part.plan(), this::shown);
                switch (part.placing()) {
                    case INSIDE -> inside.put(part.path(), "(" + body + ")");
                    case NAMED -> texts.add(label(part.path()) + " AS (\n" + body + "\n)");
                    case ONCE ->
                            texts.add(label(part.path()) + " AS MATERIALIZED (\n" + body + "\n)");
                }
            }
            return texts.isEmpty() ? "" : "WITH " + String.join(",\n", texts) + "\n";
        }
    }

    /// Steps may have names that differ in case alone.
    private String label(List<String> path) {
        return DuckText.name("s" + labels.get(path) + " " + String.join(".", path));
    }
}
