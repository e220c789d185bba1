package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes the values of a source column and sees which output columns change: the flow must lead
/// to each of these. Shares nothing with the way in which the flow is found.
class FlowByValuesTest {
    private static final Schema COLUMNS = Rows.schema("k BIGINT", "a BIGINT", "b BIGINT");
    private static final Map<String, long[][]> TABLES =
            Map.of(
                    "t", new long[][] {{1, 10, 3}, {2, 20, 1}, {3, 20, 2}, {4, 40, 9}},
                    "u", new long[][] {{1, 7, 20}, {2, 8, 10}, {2, 9, 30}, {5, 1, 2}});

    private final LocalEngine engine =
            new LocalEngine(new EngineSettings(256 << 20, 2, null), FileGuard.NONE);

    @TempDir Path folder;

    @AfterEach
    void close() {
        engine.close();
    }

    private static RelNode plan(String sql) {
        Map<List<String>, Relation> relations = new LinkedHashMap<>();
        TABLES.keySet().forEach(t -> relations.put(List.of(t), new Relation(List.of(t), COLUMNS)));
        return new SqlCompiler(Catalog.named(relations)).query(sql);
    }

    private List<List<Object>> columns(RelNode plan, Map<String, long[][]> tables)
            throws IOException {
        for (Map.Entry<String, long[][]> table : tables.entrySet()) {
            StringBuilder csv = new StringBuilder("k,a,b\n");
            for (long[] row : table.getValue()) {
                csv.append("%d,%d,%d%n".formatted(row[0], row[1], row[2]));
            }
            Path file = Files.createTempFile(folder, table.getKey(), ".csv");
            Files.writeString(file, csv);
            engine.register(
                    List.of(table.getKey()),
                    new Scan.Files(List.of(file), Scan.FileFormat.CSV, Map.of(), COLUMNS));
        }
        List<List<Object>> rows = Rows.all(engine.query(plan));
        List<List<Object>> columns = new ArrayList<>();
        for (int i = 0; i < plan.getRowType().getFieldCount(); i++) {
            List<Object> values = new ArrayList<>();
            for (List<Object> row : rows) {
                values.add(String.valueOf(row.get(i)));
            }
            values.sort(null);
            columns.add(values);
        }
        return columns;
    }

    private static Map<String, long[][]> changed(String table, int column, int row, long by) {
        Map<String, long[][]> tables = new LinkedHashMap<>();
        TABLES.forEach((name, rows) ->
                tables.put(name, Stream.of(rows).map(long[]::clone).toArray(long[][]::new)));
        tables.get(table)[row][column] += by;
        return tables;
    }

    /// Returns `output <- table.column` for every output column that changes.
    private Set<String> seen(RelNode plan) throws IOException {
        List<String> names = plan.getRowType().getFieldNames();
        List<List<Object>> before = columns(plan, TABLES);
        Set<String> seen = new TreeSet<>();
        for (List<String> path : ColumnFlow.of(plan).relations()) {
            String table = path.getFirst();
            for (int column = 0; column < 3; column++) {
                for (int row = 0; row < 4; row++) {
                    long by = row % 2 == 0 ? 1 : -1_000;
                    List<List<Object>> after = columns(plan, changed(table, column, row, by));
                    for (int i = 0; i < names.size(); i++) {
                        if (!after.get(i).equals(before.get(i))) {
                            String source = COLUMNS.names().get(column);
                            seen.add(names.get(i) + " <- " + table + "." + source);
                        }
                    }
                }
            }
        }
        return seen;
    }

    private static Set<String> found(RelNode plan) {
        ColumnFlow flow = ColumnFlow.of(plan);
        Set<String> found = new TreeSet<>();
        for (ColumnFlow.Column column : flow.columns()) {
            List<Influence> all = new ArrayList<>(column.direct());
            all.addAll(flow.indirect(column));
            all.forEach(i -> found.add(column.name() + " <- " + i.from()));
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT k, a + b AS s FROM t WHERE b > 1",
                "SELECT t.k, u.a FROM t JOIN u ON t.k = u.k",
                "SELECT t.k, u.b FROM t LEFT JOIN u ON t.k = u.k AND u.a > 7",
                "SELECT a, SUM(b) AS s FROM t GROUP BY a HAVING MAX(k) > 1",
                "SELECT SUM(a) FILTER (WHERE b > 1) AS s, MIN(k) AS k FROM t",
                "SELECT k, CASE WHEN a > 15 THEN b ELSE 0 END AS c FROM t",
                "SELECT k, SUM(b) OVER (PARTITION BY a ORDER BY k) AS s FROM t",
                "SELECT k, (SELECT MAX(u.a) FROM u WHERE u.k = t.k AND u.b > 10) AS m FROM t",
                "SELECT k FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k = t.k AND u.a > t.b)",
                "SELECT k FROM t WHERE a IN (SELECT b FROM u)",
                "SELECT k FROM t ORDER BY b DESC LIMIT 2",
                "SELECT a AS x FROM t UNION SELECT b FROM u WHERE k > 1",
                "SELECT a AS x FROM t EXCEPT SELECT b FROM u WHERE a > 7",
                "SELECT a AS x FROM t INTERSECT SELECT b FROM u WHERE a > 7",
                "SELECT DISTINCT a, b > 2 AS c FROM t",
                "SELECT k FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY a ORDER BY b) = 1",
                "WITH x AS (SELECT k, SUM(a) AS s FROM u GROUP BY k) SELECT t.a, x.s FROM t JOIN x"
                        + " ON x.k = t.k WHERE t.b < 9"
            })
    void leadsToEveryOutputThatChanges(String sql) throws IOException {
        RelNode plan = plan(sql);
        Set<String> seen = seen(plan);
        assertThat(seen).isNotEmpty();
        assertThat(found(plan)).containsAll(seen);
    }

    @Test
    void wouldNoticeAFlowThatLeavesAFilterOut() throws IOException {
        Set<String> seen = seen(plan("SELECT k FROM t WHERE b > 1"));
        assertThat(seen).contains("k <- t.b");
        assertThat(found(plan("SELECT k FROM t"))).doesNotContain("k <- t.b");
    }
}
