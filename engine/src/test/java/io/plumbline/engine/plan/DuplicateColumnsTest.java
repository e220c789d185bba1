package io.plumbline.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.testing.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateColumnsTest {
    private static CompiledPipeline compile(String step) {
        String steps =
                """
                steps:
                  - {id: o, type: read, dataset: orders}
                  - {id: c, type: read, dataset: customers}
                """;
        return new PipelineCompiler(new Shop())
                .compile(Shop.pipeline(steps + "  - " + step + "\n"), Map.of());
    }

    private static CompiledPipeline query(String sql) {
        return compile("{id: s, type: sql, inputs: [o, c], query: \"" + sql + "\"}");
    }

    private static List<String> names(String sql) {
        CompiledPipeline compiled = query(sql);
        assertThat(compiled.problems()).as(sql).isEmpty();
        return compiled.step("s").orElseThrow().schemas().get("out").names();
    }

    private static Problem only(CompiledPipeline compiled) {
        assertThat(compiled.problems()).hasSize(1);
        return compiled.problems().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SELECT o.id, c.id FROM o JOIN c ON c.id = o.customer_id                   | id | 14
                    SELECT o.id AS x, c.id AS X FROM o JOIN c ON c.id = o.customer_id         | X  | 19
                    SELECT amount + 1 AS amount, amount FROM o                                | amount | 30
                    SELECT * FROM o JOIN c ON c.id = o.customer_id                            | id | 8
                    SELECT c.*, o.id FROM o JOIN c ON c.id = o.customer_id                    | id | 13
                    SELECT o.id, c.* FROM o JOIN c ON c.id = o.customer_id                    | id | 14
                    SELECT o.*, o.* FROM o                                                    | id | 13
                    SELECT id, * FROM o JOIN c USING (id)                                     | id | 0
                    SELECT status, id, id FROM o UNION ALL SELECT status, id, id FROM o       | id | 20
                    (SELECT id, id FROM o) ORDER BY 1                                         | id | 13
                    SELECT id, id FROM o ORDER BY 1 LIMIT 3                                   | id | 12
                    WITH x AS (SELECT id FROM o) SELECT id, id FROM x                         | id | 41
                    WITH x AS (SELECT o.id, c.id FROM o CROSS JOIN c) SELECT * FROM x         | id | 12
                    SELECT country, COUNT(*) AS n, SUM(id) AS n FROM c GROUP BY country       | n  | 32
                    """)
    void ofOneNameAreRefused(String sql, String name, int column) {
        Problem problem = only(query(sql));
        assertThat(problem.code()).isEqualTo(ErrorCode.COLUMN_DUPLICATE);
        assertThat(problem.message())
                .isEqualTo("Duplicate column: '" + name + "' stands twice in the select list");
        assertThat(problem.place().step()).isEqualTo("s");
        assertThat(problem.place().field()).isEqualTo("query");
        assertThat(problem.place().column()).isEqualTo(column);
        assertThat(problem.remedy()).contains("AS");
    }

    @Test
    void keepTheNamesThatAreWritten() {
        assertThat(names("SELECT o.id AS id0, c.id FROM o CROSS JOIN c"))
                .containsExactly("id0", "id");
        assertThat(names("SELECT o.id, c.id AS id0 FROM o CROSS JOIN c"))
                .containsExactly("id", "id0");
        assertThat(names("SELECT * FROM o JOIN (SELECT id, name FROM c) AS c USING (id)"))
                .containsExactly(
                        "id", "customer_id", "amount", "tax", "status", "placed_at", "name");
        assertThat(names("SELECT o.*, c.name FROM o CROSS JOIN c")).hasSize(7).contains("name");
        assertThat(names("SELECT id AS a, id AS b FROM o UNION SELECT id, id FROM c"))
                .containsExactly("a", "b");
        assertThat(names("SELECT * FROM (VALUES (1, 2)) AS t(a, b)")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM o WHERE EXISTS (SELECT * FROM o AS p CROSS JOIN c)",
                "WITH x AS (SELECT * FROM o CROSS JOIN c) SELECT name FROM x",
                "SELECT name FROM (SELECT o.id, c.id, c.name FROM o CROSS JOIN c) AS x"
            })
    void mayShareANameWhereNobodySeesThem(String sql) {
        assertThat(names(sql)).hasSize(1);
    }

    @Test
    void ofOneNameAreRefusedInEveryStep() {
        assertThat(
                        only(
                                compile(
                                        "{id: s, type: aggregate, input: c, group_by: [country],"
                                                + " aggregates: {Country: COUNT(*)}}")))
                .satisfies(p -> {
                    assertThat(p.message()).isEqualTo("Duplicate column: 'Country'");
                    assertThat(p.place().field()).isEqualTo("aggregates.Country");
                });
        assertThat(only(compile("{id: s, type: rename, input: c, columns: {email: name}}")))
                .satisfies(p -> assertThat(p.message()).isEqualTo("Duplicate column: 'name'"));
        assertThat(only(compile("{id: s, type: derive, input: c, columns: {N: id, n: name}}")))
                .satisfies(p -> assertThat(p.message()).isEqualTo("Duplicate column: 'n'"));
        CompiledPipeline joined =
                compile(
                        "{id: r, type: rename, input: c, columns: {name: id_r}}\n"
                                + "  - {id: s, type: join, inputs: {left: r, right: o}, on: 'left.id ="
                                + " right.id', suffix: _r}");
        assertThat(only(joined))
                .satisfies(p -> assertThat(p.message()).isEqualTo("Duplicate column: 'id_r'"));
    }
}
