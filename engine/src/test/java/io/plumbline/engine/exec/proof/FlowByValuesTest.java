package io.plumbline.engine.exec.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.Unit;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Changes the values of a source column and sees which output columns change: the flow must lead
/// to each of these. Shares nothing with the way in which the flow is found.
class FlowByValuesTest {
    private static final Schema COLUMNS =
            Schema.of(
                    Field.of("k", DataType.BIGINT),
                    Field.of("a", DataType.BIGINT),
                    Field.of("b", DataType.BIGINT));
    private static final List<String> T = List.of("t");
    private static final List<String> U = List.of("u");
    private static final Map<List<String>, List<List<String>>> ROWS =
            Map.of(
                    T, List.of(row(1, 10, 3), row(2, 20, 1), row(3, 20, 2), row(4, 40, 9)),
                    U, List.of(row(1, 7, 20), row(2, 8, 10), row(2, 9, 30), row(5, 1, 2)));

    private static List<String> row(int k, int a, int b) {
        return List.of(String.valueOf(k), String.valueOf(a), String.valueOf(b));
    }

    private static RelNode plan(String sql) {
        Map<List<String>, Relation> relations = new LinkedHashMap<>();
        ROWS.keySet().forEach(t -> relations.put(t, new Relation(t, COLUMNS)));
        return new SqlCompiler(Catalog.named(relations)).query(sql);
    }

    private static ProofSubject subject(RelNode plan) {
        Map<List<String>, Schema> relations = new LinkedHashMap<>();
        relations.put(T, COLUMNS);
        relations.put(U, COLUMNS);
        Schema schema = Types.schemaOf(plan.getRowType());
        return ProofSubject.of(new Unit(List.of("query"), plan, schema, true), relations);
    }

    private static ProofReport proved(ProofSubject subject) {
        EngineSettings engine = new EngineSettings(256 << 20, 1, null);
        return LineageProof.of(
                subject,
                Samples.of(subject, Map.copyOf(ROWS)),
                4,
                new ProofSettings(12, 1, engine),
                ProofListener.NONE,
                new Cancellation());
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
    void leadsToEveryOutputThatChanges(String sql) {
        ProofReport report = proved(subject(plan(sql)));

        assertThat(report.unsound()).isEmpty();
        assertThat(report.edges()).anyMatch(e -> e.shown() > 0);
    }

    @Test
    void wouldNoticeAFlowThatLeavesAFilterOut() {
        ProofSubject whole = subject(plan("SELECT k FROM t WHERE b > 1"));
        ColumnFlow without = ColumnFlow.of(plan("SELECT k FROM t"));
        ProofTarget target = new ProofTarget("query", List.of("query"), without);
        ProofSubject wrong =
                new ProofSubject(
                        whole.units(), whole.relations(), List.of(target), List.of(), List.of());

        ProofReport report = proved(wrong);

        assertThat(report.unsound())
                .extracting(u -> u.relation().getLast() + "." + u.column() + " -> " + u.outputs())
                .containsExactly("t.b -> [k]");
        assertThat(proved(whole).unsound()).isEmpty();
    }
}
