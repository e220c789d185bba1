package io.plumbline.engine.flow;

import io.plumbline.engine.error.Place;
import io.plumbline.engine.sql.foreign.ForeignSchema;
import io.plumbline.engine.sql.foreign.ForeignScript;
import io.plumbline.engine.sql.foreign.ForeignTypes;
import io.plumbline.engine.sql.foreign.PlannedStatement;
import io.plumbline.engine.sql.foreign.SqlDialect;
import io.plumbline.engine.sql.foreign.Unseen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/// The column flow of a statement that somebody wrote for another system.
///
/// @param target what it writes; null for a query
/// @param inputs the tables that it reads, in the order met
/// @param columns the columns that it gives or writes
/// @param unknown what could not be seen through
public record StatementFlow(
        @Nullable String target, List<String> inputs, List<Column> columns, List<Unseen> unknown) {

    /// Copies the lists.
    public StatementFlow {
        inputs = List.copyOf(inputs);
        columns = List.copyOf(columns);
        unknown = List.copyOf(unknown);
    }

    /// A column and what acts on it.
    ///
    /// @param type null when it is not known
    public record Column(
            String name, @Nullable String type, List<Source> direct, List<Source> indirect) {
        /// Copies the lists.
        public Column {
            direct = List.copyOf(direct);
            indirect = List.copyOf(indirect);
        }
    }

    /// A table's column and how it acts.
    public record Source(String dataset, String column, How how) {}

    /// Follows the statements of a script.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException with the line and column in the script
    public static List<StatementFlow> of(String script, ForeignSchema schema, SqlDialect dialect) {
        return ForeignScript.plan(script, schema, dialect).stream()
                .map(s -> new Collected(s).flow())
                .toList();
    }

    /// What the branches of one statement add up to.
    private static final class Collected {
        private final PlannedStatement statement;
        private final Map<String, Set<Source>> direct = new LinkedHashMap<>();
        private final Map<String, Set<Source>> own = new LinkedHashMap<>();
        private final Map<String, @Nullable String> types = new LinkedHashMap<>();
        private final Set<Source> rows = new LinkedHashSet<>();
        private final Set<String> inputs = new LinkedHashSet<>();
        private final List<Unseen> unknown;

        Collected(PlannedStatement statement) {
            this.statement = statement;
            this.unknown = new ArrayList<>(statement.unseen());
        }

        StatementFlow flow() {
            statement.branches().forEach(this::add);
            List<Column> columns = new ArrayList<>();
            direct.forEach((key, sources) -> {
                Set<Source> indirect = new LinkedHashSet<>(own.getOrDefault(key, Set.of()));
                indirect.addAll(rows);
                String name = key.substring(key.indexOf(':') + 1);
                columns.add(
                        new Column(
                                name, types.get(key), List.copyOf(sources), List.copyOf(indirect)));
            });
            return new StatementFlow(statement.target(), read(), columns, unknown);
        }

        private void add(PlannedStatement.Branch branch) {
            ColumnFlow flow = ColumnFlow.of(branch.plan());
            List<RelDataType> fields =
                    branch.plan().getRowType().getFieldList().stream()
                            .map(f -> f.getType())
                            .toList();
            for (int i = 0; i < flow.columns().size(); i++) {
                // two columns of a query may have one name, those of a target never
                String place = statement.target() == null ? String.valueOf(i) : "";
                String key = place + ":" + branch.columns().get(i);
                if (branch.columns().get(i).equals(SourceColumn.ROWS)) {
                    // columns that nobody sees; told as unknown
                    continue;
                }
                ColumnFlow.Column column = flow.columns().get(i);
                sources(column.direct(), direct, key);
                sources(column.own(), own, key);
                types.putIfAbsent(key, ForeignTypes.text(fields.get(i)));
            }
            flow.rows().stream()
                    .filter(i -> i.how() != How.PRESENCE)
                    .forEach(i -> rows.add(source(i)));
            flow.relations().forEach(r -> inputs.add(dataset(r)));
            flow.unknown().forEach(u -> unknown.add(new Unseen(u, Place.NOWHERE)));
        }

        private void sources(
                List<Influence> influences, Map<String, Set<Source>> into, String key) {
            Set<Source> set = into.computeIfAbsent(key, _ -> new LinkedHashSet<>());
            influences.stream()
                    .filter(i -> i.how() != How.PRESENCE)
                    .forEach(i -> set.add(source(i)));
        }

        private Source source(Influence i) {
            return new Source(dataset(i.from().relation()), i.from().column(), i.how());
        }

        private String dataset(List<String> relation) {
            return statement.datasets().getOrDefault(relation, String.join(".", relation));
        }

        /// A table that is written is read only where its values come back.
        private List<String> read() {
            boolean itself =
                    direct.values().stream()
                            .flatMap(Set::stream)
                            .anyMatch(s -> s.dataset().equals(statement.target()));
            return inputs.stream().filter(i -> itself || !i.equals(statement.target())).toList();
        }
    }
}
