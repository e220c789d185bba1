package io.plumbline.connectors.differential;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.target.TargetDialect;
import io.plumbline.engine.sql.target.Targets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/// Runs an expression in every engine that takes it and finds the rows where they differ from the
/// embedded engine.
final class Comparison {
    private final Connection embedded;
    private final Map<String, Connection> sources;
    private final EdgeRows rows;
    private final SqlCompiler compiler = new SqlCompiler(EdgeRows.CATALOG);
    private final Map<String, Integer> ran = new TreeMap<>();

    Comparison(Connection embedded, Map<String, Connection> sources, EdgeRows rows) {
        this.embedded = embedded;
        this.sources = new LinkedHashMap<>(sources);
        this.rows = rows;
    }

    /// Returns how many expressions each engine has run, beside the embedded one.
    Map<String, Integer> ran() {
        return ran;
    }

    /// Returns the first difference that nothing explains; empty where there is none, or where the
    /// expression is no valid one.
    Optional<String> difference(Expression expression) {
        String sql = "SELECT id, " + expression.sql() + " AS x FROM edges";
        RelNode plan;
        try {
            plan = compiler.query(sql);
        } catch (PlumblineException e) {
            ran.merge("refused", 1, Integer::sum);
            return Optional.empty();
        }
        List<Outcome> here = outcomes(embedded, Targets.of("duckdb"), plan);
        for (Map.Entry<String, Connection> source : sources.entrySet()) {
            TargetDialect dialect = Targets.of(source.getKey());
            if (dialect.refusal(plan).isEmpty()) {
                ran.merge(source.getKey(), 1, Integer::sum);
                List<Outcome> there = outcomes(source.getValue(), dialect, plan);
                Optional<String> found =
                        first(expression, source.getKey(), here, there, _ -> false);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return plan instanceof Project project
                ? JavaReference.of(project)
                        .flatMap(java -> {
                            ran.merge("java", 1, Integer::sum);
                            List<Outcome> there = rows.rows().stream().map(java::value).toList();
                            return first(
                                    expression,
                                    "java",
                                    here,
                                    there,
                                    i -> java.leavesTypes(rows.rows().get(i)));
                        })
                : Optional.empty();
    }

    private Optional<String> first(
            Expression expression,
            String engine,
            List<Outcome> here,
            List<Outcome> there,
            IntPredicate beyond) {
        for (int i = 0; i < here.size(); i++) {
            Outcome a = here.get(i);
            Outcome b = there.get(i);
            boolean differs =
                    !a.same(b)
                            && !Explained.difference(
                                    engine, expression.sql(), rows.rows().get(i), a, b)
                            && !(a.failed() && beyond.test(i));
            if (differs) {
                return Optional.of(
                        expression.sql()
                                + "\n  embedded: "
                                + a
                                + "\n  "
                                + engine
                                + ": "
                                + b
                                + "\n  row: "
                                + rows.rows().get(i));
            }
        }
        return Optional.empty();
    }

    private List<Outcome> outcomes(Connection connection, TargetDialect dialect, RelNode plan) {
        String sql = dialect.unparse(plan, List::getLast);
        SqlTypeName type = plan.getRowType().getFieldList().get(1).getType().getSqlTypeName();
        Optional<List<Outcome>> all = read(connection, sql, type);
        if (all.isPresent()) {
            return all.orElseThrow();
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (int id = 0; id < rows.rows().size(); id++) {
            String one = sql + " WHERE \"id\" = " + id;
            outcomes.add(read(connection, one, type).map(List::getFirst).orElse(Outcome.FAILURE));
        }
        return outcomes;
    }

    private static Optional<List<Outcome>> read(
            Connection connection, String sql, SqlTypeName type) {
        List<Outcome> outcomes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                outcomes.add(Outcome.of(value(rows, type)));
            }
            return Optional.of(outcomes);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Object value(ResultSet rows, SqlTypeName type) throws SQLException {
        return switch (type) {
            case DATE -> rows.getObject(2, LocalDate.class);
            case TIMESTAMP -> rows.getObject(2, LocalDateTime.class);
            default -> rows.getObject(2);
        };
    }
}
