package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCommandTest {
    @TempDir Path folder;

    @BeforeEach
    void someFiles() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "id,v,name\n1,10,ann\n2,,\"b, b\"\n");
        Files.writeString(
                folder.resolve("u.jsonl"), "{\"id\": 1, \"w\": 0.5}\n{\"id\": 3, \"w\": null}\n");
    }

    private Ran query(String format, String sql) {
        return Ran.of("query", "--data", folder.toString(), "--format", format, "--sql", sql);
    }

    @Test
    void answersInJson() {
        Ran ran =
                query("json", "SELECT t.id, v, w FROM t LEFT JOIN u ON t.id = u.id ORDER BY t.id");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out().replaceAll("\\s", "")).contains("\"rows\":[[1,10,0.5],[2,null,null]]");
    }

    @Test
    void showsTwoColumnsOfOneNameUnderTheNameWritten() {
        String sql = "SELECT * FROM t JOIN u ON t.id = u.id";
        assertThat(query("csv", sql).out()).isEqualTo("id,v,name,id,w\n1,10,ann,1,0.5\n");
        assertThat(query("json", sql).out()).contains("{\"name\":\"id\"").doesNotContain("id0");
        assertThat(query("csv", "SELECT id, id, id AS id0 FROM t WHERE id = 1").out())
                .isEqualTo("id,id,id0\n1,1,1\n");
    }

    @Test
    void tellsTheAuditLogWhichTablesOfTheWorkspaceWereRead() throws IOException {
        Path root = Files.createDirectory(folder.resolve("w"));
        TestWorkspace.in(root)
                .dataset("orders", "o.csv")
                .dataset("customers", "c.csv")
                .file("data/o.csv", "id,customer\n1,7\n")
                .file("data/c.csv", "id,name\n7,ann\n");
        String w = root.toString();
        Ran ran =
                Ran.of(
                        "query",
                        "-w",
                        w,
                        "--format",
                        "csv",
                        "--sql",
                        "SELECT o.id, c.name FROM orders o JOIN customers c ON o.customer = c.id");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("id,name\n1,ann\n");
        assertThat(Ran.of("audit", "log", "-w", w, "--format", "json").out())
                .contains("\"tables\": \"customers+orders\"");
    }

    @Test
    void answersInCsvWithNullsEmpty() {
        assertThat(query("csv", "SELECT name, v FROM t ORDER BY id").out())
                .isEqualTo("name,v\nann,10\n\"b, b\",\n");
    }

    @Test
    void answersAsTextWithNumbersToTheRight() {
        assertThat(query("text", "SELECT id, name FROM t ORDER BY id").out())
                .isEqualTo("id  name\n──  ────\n 1  ann\n 2  b, b\n2 rows\n");
    }

    @Test
    void followsAHierarchyByRecursion() throws IOException {
        Files.writeString(folder.resolve("staff.csv"), "id,boss\n1,\n2,1\n3,2\n4,1\n");
        Ran ran =
                query(
                        "csv",
                        "WITH RECURSIVE chain(id, level) AS (SELECT id, 1 FROM staff WHERE boss IS NULL"
                                + " UNION ALL SELECT s.id, c.level + 1 FROM staff s JOIN chain c ON"
                                + " s.boss = c.id) SELECT level, COUNT(*) AS n FROM chain GROUP BY"
                                + " level ORDER BY level");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("level,n\n1,1\n2,2\n3,1\n");
    }

    @Test
    void endsARecursionThatDoesNotEndByItself() {
        Ran ran =
                query(
                        "json",
                        "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT MOD(i + 1, 5) FROM r)"
                                + " SELECT MAX(i) AS m FROM r");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("RECURSION_ENDLESS", "100000 rounds", "UNION in place of UNION ALL")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT nmae FROM t | 2 | COLUMN_UNKNOWN | Did you mean name?",
                "SELECT 1 AS x FROM missing_table | 2 | TABLE_UNKNOWN | missing_table",
                "SELECT frobnicate(id) FROM t | 2 | FUNCTION_UNKNOWN | FROBNICATE",
                "SELECT v / (id - 1) AS x FROM t | 2 | DIVISION_BY_ZERO | zero",
                "DROP TABLE t | 4 | SQL_NOT_A_QUERY | DROP",
                "SELECT * FROM read_csv('/etc/passwd') | 2 | FUNCTION_UNKNOWN | READ_CSV",
            })
    void saysWhatIsWrong(String sql, int code, String problem, String hint) {
        Ran ran = query("json", sql);
        assertThat(ran.code()).isEqualTo(code);
        assertThat(ran.err())
                .containsIgnoringCase(problem)
                .containsIgnoringCase(hint)
                .doesNotContain("Exception");
    }
}
