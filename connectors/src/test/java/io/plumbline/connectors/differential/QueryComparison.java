package io.plumbline.connectors.differential;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.target.TargetDialect;
import io.plumbline.engine.sql.target.Targets;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// Runs a query in every engine that takes it and compares the rows, in any order.
final class QueryComparison {
    private static final MathContext DIGITS = new MathContext(10);

    private final Connection embedded;
    private final Connection calcite;
    private final Map<String, Connection> sources;
    private final SqlCompiler compiler = new SqlCompiler(QueryRows.CATALOG);
    private final Map<String, Integer> ran = new TreeMap<>();

    QueryComparison(Connection embedded, Connection calcite, Map<String, Connection> sources) {
        this.embedded = embedded;
        this.calcite = calcite;
        this.sources = new LinkedHashMap<>(sources);
    }

    /// Returns how many queries each engine has run, beside the embedded one; `refused` are those
    /// that the product refuses, `calcite alone` those that Calcite's engine fails on, or where it
    /// stands against two others.
    Map<String, Integer> ran() {
        return ran;
    }

    /// Returns the first difference; empty where there is none.
    Optional<String> difference(DrawnQuery query) {
        String sql = query.sql();
        RelNode plan;
        try {
            plan = compiler.query(sql);
        } catch (PlumblineException e) {
            ran.merge("refused", 1, Integer::sum);
            return Optional.empty();
        }
        List<String> here = rows(embedded, text(Targets.of("duckdb"), plan));
        List<String> quick = rows(embedded, text(Targets.quick(), plan));
        if (!here.equals(quick)) {
            return Optional.of(shown(sql, here, "quick", quick));
        }
        int agreeing = 0;
        for (Map.Entry<String, Connection> source : sources.entrySet()) {
            TargetDialect dialect = Targets.of(source.getKey());
            if (dialect.refusal(plan).isEmpty()) {
                ran.merge(source.getKey(), 1, Integer::sum);
                List<String> there = rows(source.getValue(), text(dialect, plan));
                if (!here.equals(there)) {
                    return Optional.of(shown(sql, here, source.getKey(), there));
                }
                agreeing++;
            }
        }
        List<String> reference = rows(calcite, sql);
        if (here.equals(reference)) {
            ran.merge("calcite", 1, Integer::sum);
            return Optional.empty();
        }
        if (agreeing > 0 || reference.getFirst().startsWith("failure")) {
            ran.merge("calcite alone", 1, Integer::sum);
            return Optional.empty();
        }
        return Optional.of(shown(sql, here, "calcite", reference));
    }

    private static String text(TargetDialect dialect, RelNode plan) {
        return dialect.unparse(plan, List::getLast);
    }

    private static String shown(String sql, List<String> here, String engine, List<String> there) {
        List<String> missing = new ArrayList<>(here);
        there.forEach(missing::remove);
        List<String> more = new ArrayList<>(there);
        here.forEach(more::remove);
        return sql + "\n  embedded alone: " + missing + "\n  " + engine + " alone: " + more;
    }

    private static List<String> rows(Connection connection, String sql) {
        List<String> out = new ArrayList<>();
        out.add("rows");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int c = 1; c <= width; c++) {
                    row.add(shown(rows.getObject(c)));
                }
                out.add(String.join(" | ", row));
            }
        } catch (SQLException e) {
            return List.of("failure: " + e.getMessage());
        }
        out.subList(1, out.size()).sort(null);
        return out;
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case Double d -> shown(new BigDecimal(d.toString()).round(DIGITS));
            case Float f -> shown(new BigDecimal(f.toString()).round(DIGITS));
            case Number n -> {
                BigDecimal decimal = new BigDecimal(n.toString());
                yield decimal.signum() == 0
                        ? "0"
                        : decimal.round(DIGITS).stripTrailingZeros().toPlainString();
            }
            case null -> "null";
            default -> value instanceof String ? "'" + value + "'" : value.toString();
        };
    }
}
