package io.plumbline.connectors.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.QueryResult;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.testdata.server.MariaDbServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbConnectorTest {
    private static final String CANARY = "canary-7f3a";
    private static MariaDbServer server;

    @BeforeAll
    static void start() throws Exception {
        server = MariaDbServer.start();
        Statements.run(
                server,
                "CREATE DATABASE crm CHARACTER SET utf8mb4",
                "USE crm",
                "SET time_zone = '+00:00'",
                "CREATE TABLE kinds (a TINYINT(1), b SMALLINT, c INT, d BIGINT, e FLOAT, f DOUBLE,"
                        + " g DECIMAL(12,3), h DECIMAL(50,2), i VARCHAR(7), j LONGTEXT, k DATE,"
                        + " l TIME, m DATETIME(6), n TIMESTAMP(6) NULL, o BLOB, p UUID, q JSON,"
                        + " r ENUM('sad', 'happy'), s INT UNSIGNED, t BIGINT UNSIGNED, u YEAR,"
                        + " v BIT(3), PRIMARY KEY (c, b))",
                "INSERT INTO kinds VALUES (2, -1, 2, 9007199254740993, 1.5, 0.1, 1.250, 1.25,"
                        + " '\u20ac', 'x', '2024-02-29', '26:00:00', '2024-02-29 10:11:12.123456',"
                        + " '2024-07-01 00:30:00', x'00FF',"
                        + " '123e4567-e89b-12d3-a456-426655440000', '{}', 'happy', 4294967295,"
                        + " 18446744073709551615, 2024, b'101')",
                "CREATE TABLE `we\"ird.name` (`a\"b` INT, `Select` TEXT)",
                "CREATE VIEW few AS SELECT c FROM kinds");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Source open(Map<String, String> settings) {
        Connection connection = new Connection("crm", "mariadb", null, null, null, null, settings);
        return new MariaDbConnector().open(connection, _ -> CANARY, Path.of(""));
    }

    private static Source open() {
        return open(Map.of("url", server.url("crm"), "user", "root"));
    }

    private static PlumblineException failure(Map<String, String> settings) {
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> {
                            try (Source source = open(settings)) {
                                source.test();
                            }
                        });
        assertThat(e).as(settings.toString()).isNotNull();
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString() + e.problems()).doesNotContain(CANARY);
        return e;
    }

    @Test
    void saysWhichServerAndWhichUser() {
        try (Source source = open()) {
            assertThat(source.test()).matches("MariaDB 11\\.4\\.5.* as user root");
            assertThat(source.tables()).containsExactly("few", "kinds", "we\"ird.name");
        }
    }

    @Test
    void mapsEveryTypeAndSaysWhyWhereItIsNotPlain() {
        try (Source source = open()) {
            Source.TableDescription kinds = source.describe("kinds");

            assertThat(kinds.schema().fields().stream().map(f -> f.name() + " " + f.type()))
                    .containsExactly(
                            "a SMALLINT",
                            "b SMALLINT",
                            "c INTEGER",
                            "d BIGINT",
                            "e REAL",
                            "f DOUBLE",
                            "g DECIMAL(12,3)",
                            "h VARCHAR",
                            "i VARCHAR(7)",
                            "j VARCHAR",
                            "k DATE",
                            "l VARCHAR",
                            "m TIMESTAMP",
                            "n TIMESTAMP_TZ",
                            "o VARBINARY",
                            "p VARCHAR",
                            "q VARCHAR",
                            "r VARCHAR",
                            "s BIGINT",
                            "t DECIMAL(20,0)",
                            "u INTEGER",
                            "v VARCHAR");
            assertThat(kinds.keys()).containsExactly("c", "b");
            assertThat(kinds.reasons()).contains("l: VARCHAR, the text of a value of type time");
        }
    }

    @Test
    void bringsEveryKindOfValueWhateverTheMachinesTimeZone() {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try (Source source = open()) {
            Scan scan = source.scan("kinds", null);
            SqlCompiler compiler =
                    new SqlCompiler(
                            Catalog.of(List.of(new Relation(List.of("kinds"), scan.schema()))));
            try (LocalEngine engine = new LocalEngine(EngineSettings.defaults(), FileGuard.NONE)) {
                engine.register(List.of("kinds"), scan);
                List<String> row = new ArrayList<>();
                try (QueryResult rows =
                        engine.query(
                                compiler.query(
                                        "SELECT a, b, c, d, e, f, g, h, i, k, l, m, n, p, r, s, t,"
                                                + " u FROM kinds"))) {
                    assertThat(rows.next()).isTrue();
                    for (int i = 0; i < rows.schema().fields().size(); i++) {
                        row.add(String.valueOf(rows.value(i)));
                    }
                    assertThat(rows.next()).isFalse();
                }
                assertThat(row)
                        .containsExactly(
                                "2",
                                "-1",
                                "2",
                                "9007199254740993",
                                "1.5",
                                "0.1",
                                "1.250",
                                "1.25",
                                "\u20ac",
                                "2024-02-29",
                                "26:00:00",
                                "2024-02-29T10:11:12.123456",
                                "2024-07-01T00:30Z",
                                "123e4567-e89b-12d3-a456-426655440000",
                                "happy",
                                "4294967295",
                                "18446744073709551615",
                                "2024");
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void readsADateOfZerosAsNull() throws SQLException {
        Statements.run(
                server,
                "USE crm",
                "SET sql_mode = ''",
                "CREATE TABLE zeros (d DATE, m DATETIME)",
                "INSERT INTO zeros VALUES ('0000-00-00', '0000-00-00 00:00:00')");
        try (Source source = open()) {
            Scan.Table scan = (Scan.Table) source.scan("zeros", null);
            try (java.sql.Connection connection = scan.system().connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT * FROM " + scan.name())) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject(1, LocalDate.class)).isNull();
                assertThat(rows.getObject(2, LocalDateTime.class)).isNull();
            }
        }
        Statements.run(server, "DROP TABLE crm.zeros");
    }

    @Test
    void quotesNamesOfAnyKind() {
        try (Source source = open()) {
            Scan.Table scan = (Scan.Table) source.scan("we\"ird.name", null);
            assertThat(scan.name()).isEqualTo("\"crm\".\"we\"\"ird.name\"");
            assertThat(scan.schema().names()).containsExactly("a\"b", "Select");
        }
    }

    @Test
    void tellsWhatIsWrongWithHostPortDatabaseAndUser() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String at = "127.0.0.1:" + server.port();

        assertThat(failure(settings("127.0.0.1", free, "crm", "root")))
                .hasMessage(
                        "Cannot connect 'crm' to 127.0.0.1:" + free + ": nothing listens there");
        assertThat(failure(settings("no-such-host.invalid", 3306, "crm", "root")))
                .hasMessage(
                        "Cannot connect 'crm' to no-such-host.invalid:3306: nobody knows a host of"
                                + " that name");
        assertThat(failure(settings("127.0.0.1", server.port(), "crm", "nobody")))
                .hasMessage("Cannot connect 'crm' to " + at + ": user 'nobody' was refused");
        assertThat(failure(Map.of("url", server.url("nowhere"), "user", "root")))
                .hasMessage(
                        "Cannot connect 'crm' to "
                                + at
                                + ": it has no database 'nowhere' for this user");
    }

    private static Map<String, String> settings(
            String host, int port, String database, String user) {
        Map<String, String> out = new TreeMap<>();
        out.put("host", host);
        out.put("port", String.valueOf(port));
        out.put("database", database);
        out.put("user", user);
        out.put("password", "env:PASSWORD");
        out.put("timeout", "2");
        return out;
    }

    @Test
    void givesUpOnAHostThatAcceptsAndNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            PlumblineException e =
                    failure(settings("127.0.0.1", silent.getLocalPort(), "crm", "root"));

            assertThat(e).hasMessageEndingWith(": it did not answer within 2 s");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
        }
    }

    @Test
    void asksForTlsWhenItIsToldTo() {
        Map<String, String> strict = settings("127.0.0.1", server.port(), "crm", "root");
        strict.put("sslmode", "verify-full");

        PlumblineException e = failure(strict);

        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
        assertThat(e).hasMessageStartingWith("Cannot connect 'crm' to 127.0.0.1:");
    }

    @Test
    void refusesUrlsThatHoldSecretsOrReadFiles() {
        assertThat(failure(Map.of("url", "jdbc:mariadb://app:" + CANARY + "@h/d", "user", "a")))
                .hasMessage("Cannot use connection URL: it holds a secret before its host");
        assertThat(
                        failure(
                                Map.of(
                                        "url",
                                        "jdbc:mariadb://h/d?allowLocalInfile=" + CANARY,
                                        "user",
                                        "a")))
                .hasMessage(
                        "Cannot use connection URL: its parameter 'allowLocalInfile' is not"
                                + " allowed");
        assertThat(failure(Map.of("host", "h", "database", "d?allowLocalInfile=1", "user", "a")))
                .hasMessage(
                        "Invalid database of connection 'crm' (must be letters, digits, _, $, ."
                                + " and -)");
    }
}
