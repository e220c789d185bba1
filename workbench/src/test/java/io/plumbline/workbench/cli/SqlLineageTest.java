package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlLineageTest {
    private static final String SCHEMA =
            """
            {"tables": {"shop.orders": {"id": "BIGINT", "amount": "DECIMAL(12,2)", "status": "TEXT"},
                        "shop.totals": {"status": "TEXT", "total": "DECIMAL(38,2)"}}}
            """;

    @TempDir Path folder;

    @BeforeEach
    void files() throws IOException {
        file("schema.json", SCHEMA);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Ran lineage(String sql, String... more) throws IOException {
        String[] first = {"lineage", "--sql", file("q.sql", sql), "--dialect", "postgres"};
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return Ran.of(all);
    }

    private String schema() {
        return folder.resolve("schema.json").toString();
    }

    @Test
    void answersInTheFormOfTheContract() throws IOException {
        Ran ran =
                lineage(
                        "INSERT INTO totals\nSELECT status, my_sum(amount) FROM orders",
                        "--schema",
                        schema(),
                        "--format",
                        "json");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().replaceAll("\\s", ""))
                .isEqualTo(
                        """
                        {"statements":[{"target":"shop.totals","inputs":["shop.orders"],"columns":[
                        {"name":"status","type":"VARCHAR","direct":[
                        {"dataset":"shop.orders","column":"status","how":"IDENTITY"}],"indirect":[]},
                        {"name":"total","type":null,"direct":[
                        {"dataset":"shop.orders","column":"amount","how":"UNKNOWN"}],"indirect":[]}],
                        "unknown":[{"what":"functionmy_sum","place":{"line":2,"column":16}}]}]}
                        """
                                .replaceAll("\\s", ""));
    }

    @Test
    void tellsPeopleTheSame() throws IOException {
        assertThat(
                        lineage(
                                        "SELECT SUM(amount) AS total FROM orders WHERE status = 'x'",
                                        "--schema",
                                        schema())
                                .out())
                .isEqualTo(
                        """
                        query from shop.orders
                          total DECIMAL(38,2)
                            ── shop.orders.amount  AGGREGATION
                            ┄┄ shop.orders.status  FILTER
                        """);
    }

    @Test
    void namesTheFileAndThePlaceOfAMistake() throws IOException {
        Ran ran = lineage("SELECT id\nFROM ordrs", "--schema", schema());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("TABLE_UNKNOWN").contains("q.sql:2:6").contains("'ordrs'");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void needsNoSchemaWhereTheStatementTellsEnough() throws IOException {
        assertThat(lineage("SELECT a FROM t WHERE b > 1").out())
                .isEqualTo("query from t\n  a\n    ── t.a  IDENTITY\n    ┄┄ t.b  FILTER\n");
    }

    @Test
    void refusesASchemaOfAnotherForm() throws IOException {
        Ran ran = lineage("SELECT 1", "--schema", file("s.json", "{\"t\": {}}"));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Invalid schema: it has no 'tables'").contains("\"tables\"");
    }

    @Test
    void refusesArgumentsThatDoNotGoTogether() {
        assertThat(Ran.of("lineage").err()).contains("lineage takes a pipeline");
        assertThat(Ran.of("lineage", "p", "--sql", "q.sql").code()).isEqualTo(2);
        assertThat(Ran.of("lineage", "--batch", "in.jsonl").code()).isEqualTo(2);
    }

    @Test
    void answersABatchLineByLine() throws IOException {
        String in =
                file(
                        "in.jsonl",
                        """
                        {"id": 1, "sql": "SELECT a FROM t", "schema": {"tables": {"t": {"a": "INT"}}}}
                        {"id": "two", "sql": "SELECT b FROM t", "schema": {"tables": {"t": {"a": "INT"}}}, "dialect": "duckdb"}
                        {"id": 3}
                        no json
                        """);
        Path out = folder.resolve("out.jsonl");
        assertThat(Ran.of("lineage", "--batch", in, "--out", out.toString()).code()).isZero();
        List<String> answers = Files.readAllLines(out);
        assertThat(answers).hasSize(4);
        assertThat(answers.get(0)).startsWith("{\"id\":1,\"statements\":[{\"target\":null");
        assertThat(answers.get(1))
                .startsWith("{\"id\":\"two\",\"error\":{\"code\":\"COLUMN_UNKNOWN\"")
                .contains("\"line\":1");
        assertThat(answers.get(2)).contains("Missing required key: 'sql'");
        assertThat(answers.get(3)).startsWith("{\"id\":null,\"error\":");
    }
}
