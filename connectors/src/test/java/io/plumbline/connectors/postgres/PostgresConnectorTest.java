package io.plumbline.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import io.plumbline.engine.spi.WriteMode;
import io.plumbline.testdata.server.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresConnectorTest {
    private static final String CANARY = "canary-7f3a";
    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
        Statements.run(
                server,
                "CREATE ROLE app LOGIN PASSWORD 'x'",
                "CREATE SCHEMA sales",
                "CREATE DOMAIN amount AS numeric(9,2)",
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE TABLE kinds (a boolean, b smallint, c integer, d bigint, e real, f float8,"
                        + " g numeric(12,3), h numeric, i varchar(7), j text, k date, l time,"
                        + " m timestamp, n timestamptz, o bytea, p uuid, q jsonb, r integer[],"
                        + " s mood, t amount NOT NULL, u char(3), v interval, w numeric(3,5),"
                        + " PRIMARY KEY (c, b))",
                "CREATE TABLE sales.orders (id integer, amount amount)",
                "CREATE TABLE \"we\"\"ird.name\" (\"a\"\"b\" integer, \"Select\" text)",
                "CREATE VIEW few AS SELECT c FROM kinds");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Source open(Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(more);
        settings.putIfAbsent("url", server.url("postgres"));
        settings.putIfAbsent("user", "postgres");
        return open("crm", settings);
    }

    private static Source open(String name, Map<String, String> settings) {
        Connection connection = new Connection(name, "postgres", null, null, null, null, settings);
        return new PostgresConnector().open(connection, _ -> CANARY, Path.of(""));
    }

    private static PlumblineException failure(Map<String, String> settings) {
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> {
                            try (Source source = open("crm", settings)) {
                                source.test();
                            }
                        });
        assertThat(e).isNotNull();
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString() + e.problems()).doesNotContain(CANARY);
        return e;
    }

    @Test
    void saysWhichServerAndWhichUser() {
        try (Source source = open(Map.of())) {
            assertThat(source.test()).matches("PostgreSQL 18\\.\\d+ as user postgres");
        }
    }

    @Test
    void mapsEveryTypeAndSaysWhyWhereItIsNotPlain() {
        try (Source source = open(Map.of())) {
            Source.TableDescription kinds = source.describe("kinds");

            assertThat(kinds.schema().fields().stream().map(f -> f.name() + " " + f.type()))
                    .containsExactly(
                            "a BOOLEAN",
                            "b SMALLINT",
                            "c INTEGER",
                            "d BIGINT",
                            "e REAL",
                            "f DOUBLE",
                            "g DECIMAL(12,3)",
                            "h DECIMAL(38,10)",
                            "i VARCHAR(7)",
                            "j VARCHAR",
                            "k DATE",
                            "l TIME",
                            "m TIMESTAMP",
                            "n TIMESTAMP_TZ",
                            "o VARBINARY",
                            "p VARCHAR",
                            "q VARCHAR",
                            "r VARCHAR",
                            "s VARCHAR",
                            "t DECIMAL(9,2)",
                            "u VARCHAR(3)",
                            "v VARCHAR",
                            "w DECIMAL(5,5)");
            assertThat(kinds.keys()).containsExactly("c", "b");
            assertThat(kinds.schema().field("t").map(Field::nullable)).contains(false);
            assertThat(kinds.reasons())
                    .contains(
                            "r: VARCHAR, the text of a value of type int4[]",
                            "h: DECIMAL(38,10), numeric without scale: what stands behind the tenth"
                                    + " digit is rounded; declare the type in the contract for"
                                    + " another");
        }
    }

    @Test
    void showsTablesOfOtherSchemasWithPrefixUnlessOneIsAskedFor() {
        try (Source all = open(Map.of());
                Source one = open(Map.of("schema", "sales"))) {
            assertThat(all.tables()).contains("kinds", "few", "sales.orders", "we\"ird.name");
            assertThat(one.tables()).containsExactly("orders");
        }
    }

    @Test
    void quotesNamesOfAnyKind() throws SQLException {
        try (Source source = open(Map.of())) {
            Scan.Table scan = (Scan.Table) source.scan("we\"ird.name", null);
            assertThat(scan.name()).isEqualTo("\"public\".\"we\"\"ird.name\"");
            assertThat(scan.schema().names()).containsExactly("a\"b", "Select");
        }
    }

    @Test
    void namesTheColumnThatTheTableLacks() {
        Schema wanted = Schema.of(Field.of("amuont", DataType.DOUBLE));
        try (Source source = open(Map.of())) {
            PlumblineException e =
                    catchThrowableOfType(
                            PlumblineException.class, () -> source.scan("sales.orders", wanted));
            assertThat(e)
                    .hasMessage(
                            "Cannot read table 'sales.orders' of connection 'crm': it has no column"
                                    + " 'amuont'");
            assertThat(e.problem().remedy()).isEqualTo("Did you mean 'amount'?");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.SCHEMA_CHANGED);
        }
    }

    @Test
    void tellsWhatIsWrongWithHostPortDatabaseAndUser() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        String at = "127.0.0.1:" + server.port();

        assertThat(failure(settings("127.0.0.1", free, "postgres", "postgres")))
                .hasMessage(
                        "Cannot connect 'crm' to 127.0.0.1:" + free + ": nothing listens there");
        assertThat(failure(settings("no-such-host.invalid", 5432, "postgres", "postgres")))
                .hasMessage(
                        "Cannot connect 'crm' to no-such-host.invalid:5432: nobody knows a host of"
                                + " that name");
        assertThat(failure(settings("127.0.0.1", server.port(), "nowhere", "postgres")))
                .hasMessage("Cannot connect 'crm' to " + at + ": it has no database 'nowhere'");
        assertThat(failure(settings("127.0.0.1", server.port(), "postgres", "nobody")))
                .hasMessage("Cannot connect 'crm' to " + at + ": user 'nobody' was refused");
    }

    private static Map<String, String> settings(
            String host, int port, String database, String user) {
        return Map.of(
                "host",
                host,
                "port",
                String.valueOf(port),
                "database",
                database,
                "user",
                user,
                "password",
                "env:PASSWORD",
                "timeout",
                "2");
    }

    @Test
    void givesUpOnAHostThatAcceptsAndNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            PlumblineException e =
                    failure(settings("127.0.0.1", silent.getLocalPort(), "postgres", "postgres"));

            assertThat(e).hasMessageEndingWith(": it did not answer within 2 s");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
        }
    }

    @Test
    void asksForTlsWhenItIsToldTo() {
        Map<String, String> strict =
                new TreeMap<>(settings("127.0.0.1", server.port(), "postgres", "postgres"));
        strict.put("sslmode", "verify-full");

        assertThat(failure(strict))
                .hasMessageEndingWith(": it offers no TLS, which sslmode verify-full asks for");
    }

    @Test
    void distrustsOtherMachinesUnlessTheyProveTheirName() {
        Map<String, String> far = settings("db.example.com", 5432, "crm", "app");
        Connection connection = new Connection("crm", "postgres", null, null, null, null, far);
        PostgresAddress address =
                PostgresAddress.of(
                        new io.plumbline.connectors.support.ConnectionSettings(
                                connection, new PostgresConnector().settings()),
                        Path.of(""));

        assertThat(address.sslMode()).isEqualTo("verify-full");
        assertThat(address.properties())
                .containsEntry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory")
                .doesNotContainKey("password");
    }

    @Test
    void refusesUrlsThatHoldSecretsOrClasses() {
        assertThat(failure(Map.of("url", "jdbc:postgresql://app:" + CANARY + "@h/d", "user", "a")))
                .hasMessage("Cannot use connection URL: it holds a secret before its host");
        assertThat(
                        failure(
                                Map.of(
                                        "url",
                                        "jdbc:postgresql://h/d?socketFactory=" + CANARY,
                                        "user",
                                        "a")))
                .hasMessage(
                        "Cannot use connection URL: its parameter 'socketFactory' is not allowed");
    }

    @Test
    void namesTheMissingSetting() {
        assertThat(failure(Map.of("host", "h", "user", "u")))
                .hasMessage("Missing required setting of connection 'crm': database");
        assertThat(failure(Map.of("host", "h", "database", "d")))
                .hasMessage("Missing required setting of connection 'crm': user");
        assertThat(failure(Map.of("host", "h", "database", "d", "user", "u", "port", "99999")))
                .hasMessage(
                        "Invalid port of connection 'crm' (must be a whole number from 1 to 65535)");
    }

    private static PlumblineException writing(String table, Schema schema, String sql) {
        return catchThrowableOfType(
                PlumblineException.class,
                () -> {
                    try (Source source = open(Map.of());
                            Output.Rows output =
                                    (Output.Rows) source.output(table, schema, WriteMode.APPEND)) {
                        rows(output, sql);
                        output.commit();
                    }
                });
    }

    private static void rows(Output.Rows output, String sql) throws SQLException {
        try (java.sql.Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            output.write(rows);
        }
    }

    @Test
    void keepsEveryKindOfValue() throws Exception {
        Schema schema =
                new Schema(
                        java.util.stream.Stream.of(
                                        "b BOOLEAN",
                                        "d DECIMAL(12,3)",
                                        "f DOUBLE",
                                        "t VARCHAR",
                                        "y DATE",
                                        "s TIMESTAMP",
                                        "z TIMESTAMP_TZ",
                                        "x VARBINARY")
                                .map(c -> c.split(" "))
                                .map(c -> Field.of(c[0], DataType.parse(c[1]).orElseThrow()))
                                .toList());
        try (Source source = open(Map.of());
                Output.Rows output =
                        (Output.Rows) source.output("values", schema, WriteMode.REPLACE)) {
            rows(
                    output,
                    "SELECT true, 1.250::DECIMAL(12,3), 'infinity'::DOUBLE,"
                            + " 'a\\b' || chr(9) || chr(10) || chr(13) || '\\N' || '\u20ac',"
                            + " DATE '2024-02-29', TIMESTAMP '2024-02-29 10:11:12.123456',"
                            + " TIMESTAMPTZ '2024-02-29 10:00:00+00', '\\x00\\xFF'::BLOB");
            assertThat(output.commit()).matches("transaction:\\d+");
        }
        assertThat(
                        Statements.text(
                                server,
                                "SELECT concat_ws('|', b, d, f, replace(t, chr(9) || chr(10) ||"
                                        + " chr(13), '<ws>'), y, s, z AT TIME ZONE 'UTC', x) FROM"
                                        + " \"values\""))
                .isEqualTo(
                        "t|1.250|Infinity|a\\b<ws>\\N\u20ac|2024-02-29|2024-02-29 10:11:12.123456"
                                + "|2024-02-29 10:00:00|\\x00ff");
    }

    @Test
    void keepsGrantsIndexesAndKeysOfAReplacedTable() throws Exception {
        Statements.run(
                server,
                "CREATE TABLE kept (id integer PRIMARY KEY, extra text DEFAULT 'd')",
                "INSERT INTO kept VALUES (1, 'old')",
                "GRANT SELECT ON kept TO app");
        Schema schema = Schema.of(Field.of("ID", DataType.BIGINT));
        try (Source source = open(Map.of());
                Output.Rows output =
                        (Output.Rows) source.output("kept", schema, WriteMode.REPLACE)) {
            rows(output, "SELECT 2");
            output.commit();
        }
        assertThat(Statements.text(server, "SELECT string_agg(id || extra, ',') FROM kept"))
                .isEqualTo("2d");
        assertThat(
                        Statements.text(
                                server,
                                "SELECT has_table_privilege('app', 'kept', 'SELECT') AND EXISTS"
                                        + " (SELECT 1 FROM pg_index WHERE indrelid ="
                                        + " 'kept'::regclass)"))
                .isEqualTo("t");
    }

    @Test
    void namesRowAndColumnOfWhatDoesNotFitButNotTheValue() throws Exception {
        Statements.run(
                server,
                "CREATE TABLE strict (id integer NOT NULL PRIMARY KEY, name varchar(3))",
                "INSERT INTO strict VALUES (1, 'a')");
        Schema schema =
                Schema.of(Field.of("id", DataType.INTEGER), Field.of("name", DataType.VARCHAR));

        PlumblineException tooLong =
                writing("strict", schema, "VALUES (2, 'b'), (3, '" + CANARY + "')");
        PlumblineException twice = writing("strict", schema, "VALUES (1, 'b')");
        PlumblineException isNull = writing("strict", schema, "VALUES (NULL, 'b')");
        PlumblineException nul = writing("strict", schema, "SELECT 5, 'a' || chr(0)");
        PlumblineException column =
                writing("strict", Schema.of(Field.of("nmae", DataType.VARCHAR)), "SELECT 'x'");

        String head = "Cannot write table 'strict' of connection 'crm'";
        assertThat(tooLong).hasMessage(head + ", row 2: a value of column 'name' is too long");
        assertThat(twice).hasMessage(head + ": two rows have the same key 'strict_pkey'");
        assertThat(isNull).hasMessage(head + ": a value of column 'id' is null");
        assertThat(nul)
                .hasMessage(
                        "Cannot write row 1: the text of column 'name' holds a NUL character, which"
                                + " PostgreSQL cannot keep");
        assertThat(column).hasMessage(head + ": it has no column 'nmae'");
        StringWriter trace = new StringWriter();
        tooLong.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(CANARY);
        assertThat(Statements.text(server, "SELECT count(*) FROM strict")).isEqualTo("1");
    }

    @Test
    void leavesNothingBehindWhenTheSessionIsKilled() throws Exception {
        Statements.run(server, "CREATE TABLE lasting AS SELECT 1 AS id");
        Schema schema = Schema.of(Field.of("id", DataType.INTEGER));
        try (Source source = open(Map.of());
                Output.Rows output =
                        (Output.Rows) source.output("lasting", schema, WriteMode.REPLACE)) {
            rows(output, "SELECT * FROM range(1000)");
            Statements.run(
                    server,
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE"
                            + " application_name = 'Plumbline' AND pid <> pg_backend_pid()");
            PlumblineException e = catchThrowableOfType(PlumblineException.class, output::commit);
            assertThat(e)
                    .hasMessageStartingWith(
                            "Cannot write table 'lasting' of connection 'crm': SQL state");
        }
        assertThat(Statements.text(server, "SELECT count(*) FROM lasting")).isEqualTo("1");
        assertThat(
                        Statements.text(
                                server,
                                "SELECT count(*) FROM pg_class WHERE relname LIKE '%staging%'"))
                .isEqualTo("0");
    }
}
