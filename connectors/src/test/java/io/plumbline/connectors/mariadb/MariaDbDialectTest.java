package io.plumbline.connectors.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.target.TargetDialect;
import io.plumbline.engine.sql.target.Targets;
import io.plumbline.testdata.server.MariaDbServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds what is written for MariaDB to what the embedded engine returns for the same rows: among
/// them texts that its collations take for equal.
class MariaDbDialectTest {
    private static final String ROWS =
            "INSERT INTO t VALUES (1, 'a', 'x', 1.50, 0.1, '2024-02-29', '2024-02-29 10:11:12.5'),"
                    + " (2, 'A', 'X', -1.50, -0.25, '1999-12-31', '1999-12-31 23:59:59.999999'),"
                    + " (3, 'a ', 'x ', 2.25, 1e10, '0001-01-01', '2024-01-01 00:00:00'),"
                    + " (4, '\u00e4', 'a\\b', 0.00, 0.3, '9999-12-31', NULL),"
                    + " (5, 'ss', '%', 12345.67, NULL, NULL, '2024-02-29 10:11:12'),"
                    + " (6, '\u00df', '', NULL, 0.1, '2024-02-29', '1970-01-01 00:00:00'),"
                    + " (NULL, NULL, NULL, 1.50, 2.0, '2024-03-01', '2024-02-29 10:11:12.5'),"
                    + " (7, 'same', 'same', 7.00, 7.0, NULL, NULL),"
                    + " (2147483647, '\ud83d\ude00', 'it''s', 9999999.99, -0.0, NULL, NULL)";
    private static final Schema COLUMNS =
            new Schema(
                    List.of(
                            Field.of("id", DataType.INTEGER),
                            Field.of("name", DataType.VARCHAR),
                            Field.of("code", DataType.VARCHAR),
                            Field.of("amount", DataType.decimal(9, 2)),
                            Field.of("score", DataType.DOUBLE),
                            Field.of("born", DataType.DATE),
                            Field.of("seen", DataType.TIMESTAMP)));
    private static final SqlCompiler COMPILER =
            new SqlCompiler(Catalog.of(List.of(new Relation(List.of("t"), COLUMNS))));

    private static MariaDbServer server;
    private static java.sql.Connection engine;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDbServer.start();
        Statements.run(
                server,
                "CREATE DATABASE crm CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci",
                "USE crm",
                "SET NAMES utf8mb4",
                "SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "CREATE TABLE t (id INT, name VARCHAR(20), code VARCHAR(9) CHARACTER SET latin1,"
                        + " amount DECIMAL(9,2), score DOUBLE, born DATE, seen DATETIME(6))",
                ROWS);
        engine = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = engine.createStatement()) {
            statement.execute(
                    "CREATE TABLE t (id INTEGER, name VARCHAR, code VARCHAR, amount DECIMAL(9,2),"
                            + " score DOUBLE, born DATE, seen TIMESTAMP)");
            statement.execute(ROWS);
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        engine.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t",
                "SELECT id FROM t WHERE name = 'a'",
                "SELECT id FROM t WHERE name <> 'a'",
                "SELECT id FROM t WHERE name >= 'a'",
                "SELECT id FROM t WHERE name < 'b'",
                "SELECT id FROM t WHERE name = 'ss'",
                "SELECT id FROM t WHERE name = '\ud83d\ude00'",
                "SELECT id FROM t WHERE code = 'x'",
                "SELECT id FROM t WHERE code = 'a\\b'",
                "SELECT id FROM t WHERE code = 'it''s'",
                "SELECT id FROM t WHERE name IN ('a', 'ss')",
                "SELECT id FROM t WHERE name = code",
                "SELECT l.id, r.id AS r FROM t AS l JOIN t AS r ON l.name = r.code",
                "SELECT l.id, r.id AS r FROM t AS l LEFT JOIN t AS r ON l.id = r.id",
                "SELECT id FROM t WHERE amount = 1.5",
                "SELECT id FROM t WHERE amount > id",
                "SELECT id FROM t WHERE score = 0.1E0",
                "SELECT id FROM t WHERE score > 0E0",
                "SELECT id FROM t WHERE born = DATE '2024-02-29'",
                "SELECT id FROM t WHERE born < DATE '1000-01-01'",
                "SELECT id FROM t WHERE seen >= TIMESTAMP '2024-02-29 10:11:12.5'",
                "SELECT id FROM t WHERE seen = CAST(DATE '2024-01-01' AS TIMESTAMP)",
                "SELECT id FROM t WHERE id IS NULL OR NOT (amount < 0)",
                "SELECT id FROM t WHERE (amount > 0) IS NOT TRUE",
                "SELECT CAST(id AS BIGINT) + 1 AS n FROM t",
                "SELECT CAST(id AS BIGINT) * -3 AS n FROM t",
                "SELECT CAST(amount AS DECIMAL(20,4)) AS n FROM t",
                "SELECT CAST(id AS DECIMAL(12,1)) AS n, CAST(id AS DOUBLE) AS d FROM t",
                "SELECT COUNT(*) AS n, COUNT(name) AS k, SUM(id) AS s, SUM(amount) AS a FROM t",
                "SELECT MIN(born) AS b, MAX(seen) AS e, MIN(amount) AS a, MAX(id) AS i FROM t",
                "SELECT born, COUNT(*) AS n, SUM(amount) AS a FROM t GROUP BY born",
                "SELECT COUNT(DISTINCT amount) AS n FROM t",
                "SELECT CASE WHEN id > 3 THEN name ELSE code END AS x FROM t",
            })
    void returnsTheSameRows(String sql) throws SQLException {
        TargetDialect mariadb = Targets.of("mariadb");
        assertThat(mariadb.refusal(COMPILER.query(sql))).isEmpty();

        try (Source source = open()) {
            Scan.Table table = (Scan.Table) source.scan("t", null);
            try (java.sql.Connection there = table.system().connect()) {
                assertThat(rows(there, mariadb.unparse(COMPILER.query(sql), _ -> table.name())))
                        .isNotEmpty()
                        .containsExactlyInAnyOrderElementsOf(
                                rows(
                                        engine,
                                        Targets.of("duckdb")
                                                .unparse(COMPILER.query(sql), List::getLast)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id / 2 AS x FROM t",
                "SELECT id + 1 AS x FROM t",
                "SELECT amount * 2 AS x FROM t",
                "SELECT score + 1 AS x FROM t",
                "SELECT id FROM t WHERE score > amount",
                "SELECT id FROM t ORDER BY name",
                "SELECT id FROM t ORDER BY id DESC",
                "SELECT name, COUNT(*) AS n FROM t GROUP BY name",
                "SELECT DISTINCT name FROM t",
                "SELECT COUNT(DISTINCT name) AS n FROM t",
                "SELECT MAX(name) AS x FROM t",
                "SELECT AVG(amount) AS x FROM t",
                "SELECT SUM(score) AS x FROM t",
                "SELECT SUM(CAST(id AS BIGINT)) AS x FROM t",
                "SELECT COUNT(*) FILTER (WHERE id > 1) AS n FROM t",
                "SELECT l.id FROM t AS l FULL JOIN t AS r ON l.id = r.id",
                "SELECT name FROM t UNION SELECT code FROM t",
                "SELECT id FROM t WHERE name IN (SELECT code FROM t)",
                "SELECT id FROM t WHERE name LIKE 'a%'",
                "SELECT UPPER(name) AS x FROM t",
                "SELECT name || code AS x FROM t",
                "SELECT CAST(amount AS INTEGER) AS x FROM t",
                "SELECT CAST(amount AS DECIMAL(4,2)) AS x FROM t",
                "SELECT CAST(id AS VARCHAR) AS x FROM t",
                "SELECT CAST(id AS SMALLINT) AS x FROM t",
                "SELECT id > 1 AS x FROM t",
                "SELECT ROW_NUMBER() OVER (PARTITION BY name) AS x FROM t",
                "SELECT id FROM t OFFSET 2 ROWS",
            })
    void refusesWhatItCannotSayExactly(String sql) {
        assertThat(Targets.of("mariadb").refusal(COMPILER.query(sql)))
                .isPresent()
                .get()
                .asString()
                .endsWith(" has no sure equivalent in mariadb");
    }

    private static Source open() {
        Connection connection =
                new Connection(
                        "crm",
                        "mariadb",
                        null,
                        null,
                        null,
                        null,
                        Map.of("url", server.url("crm"), "user", "root"));
        return new MariaDbConnector().open(connection, _ -> "", Path.of(""));
    }

    private static List<List<String>> rows(java.sql.Connection connection, String sql)
            throws SQLException {
        List<List<String>> out = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    row.add(
                            value instanceof BigDecimal number
                                    ? number.toPlainString()
                                    : String.valueOf(value));
                }
                out.add(row);
            }
        }
        return out;
    }
}
