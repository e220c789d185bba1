package io.plumbline.engine.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every connector keeps to. A subclass brings a system that holds the table [#people()] with
/// the rows of [#PEOPLE], and says how to reach it.
public abstract class ConnectorContractTest {
    /// The columns of the table of people; a source may have wider integers.
    protected static final Schema PEOPLE_SCHEMA =
            Schema.of(
                    Field.of("id", DataType.INTEGER),
                    Field.of("name", DataType.VARCHAR),
                    Field.of("born", DataType.DATE),
                    Field.of("score", DataType.DOUBLE));

    /// The rows of the table of people, each value as text.
    protected static final List<List<@Nullable String>> PEOPLE =
            List.of(
                    Arrays.asList("1", "Ann", "1990-02-28", "1.5"),
                    Arrays.asList("2", "Zo\u00eb \"Z\", the\tsecond", null, "-0.25"),
                    Arrays.asList("3", null, "2000-12-31", null));

    /// A text that must never be seen.
    protected static final String CANARY = "canary-7f3a";

    @TempDir protected Path root;

    /// Returns the connector.
    protected abstract Connector connector();

    /// Returns the settings that reach the system.
    protected abstract Map<String, String> settings();

    /// Returns the name of the table of people.
    protected abstract String people();

    /// Returns the name of a table that is not there and can be written.
    protected abstract String fresh(String name);

    /// Returns what resolves secrets: all to the canary, unless a subclass has others.
    protected Secrets secrets() {
        return _ -> CANARY;
    }

    private Connection connection(Map<String, String> settings) {
        return new Connection("crm", connector().kind(), null, null, null, null, settings);
    }

    /// Opens the system.
    protected Source open() {
        return connector().open(connection(settings()), secrets(), root);
    }

    private boolean can(Capability capability) {
        return connector().capabilities().contains(capability);
    }

    @Test
    void describesItselfForPeople() {
        assertThat(connector().kind()).matches("[a-z][a-z0-9]*");
        assertThat(connector().summary()).isNotBlank().doesNotEndWith(".");
        assertThat(connector().capabilities()).contains(Capability.DISCOVER, Capability.READ);
        assertThat(connector().settings()).isNotEmpty();
        assertThat(connector().settings()).allSatisfy(s -> assertThat(s.summary()).isNotBlank());
        Set<String> declared =
                Set.copyOf(connector().settings().stream().map(Setting::name).toList());
        assertThat(declared).containsAll(settings().keySet());
    }

    @Test
    void refusesSettingsThatItDoesNotDeclare() {
        Map<String, String> more = new LinkedHashMap<>(settings());
        more.put("flavour", "sweet");

        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> connector().open(connection(more), secrets(), root).close());

        assertThat(e).hasMessage("Unknown setting of connection 'crm': 'flavour'");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_INVALID);
        assertThat(e.problem().place().field()).isEqualTo("flavour");
    }

    @Test
    void refusesSecretsInClearTextWithoutRepeatingThem() {
        for (Setting setting : connector().settings()) {
            if (setting.secret()) {
                Map<String, String> clear = new LinkedHashMap<>(settings());
                clear.put(setting.name(), "hunter2");
                PlumblineException e =
                        catchThrowableOfType(
                                PlumblineException.class,
                                () -> connector().open(connection(clear), secrets(), root).close());
                assertThat(e)
                        .hasMessage(
                                "Cannot use setting '"
                                        + setting.name()
                                        + "': it holds a secret in clear text");
                assertThat(e.problem().code()).isEqualTo(ErrorCode.SECRET_IN_CLEAR_TEXT);
            }
        }
    }

    @Test
    void reachesTheSystemAndSaysWhoItIs() {
        try (Source source = open()) {
            assertThat(source.test()).isNotBlank().doesNotContain(CANARY);
            assertThat(source.toString()).doesNotContain(CANARY);
        }
    }

    @Test
    void listsTablesInOrder() {
        try (Source source = open()) {
            assertThat(source.tables()).contains(people()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void describesColumnsInOrder() {
        try (Source source = open()) {
            Source.TableDescription found = source.describe(people());

            assertThat(found.name()).isEqualTo(people());
            assertThat(found.schema().names()).containsExactly("id", "name", "born", "score");
            List<DataType.Kind> kinds =
                    found.schema().fields().stream().map(f -> f.type().kind()).toList();
            assertThat(kinds.getFirst()).isIn(DataType.Kind.INTEGER, DataType.Kind.BIGINT);
            assertThat(kinds.subList(1, 4))
                    .containsExactly(
                            DataType.Kind.VARCHAR, DataType.Kind.DATE, DataType.Kind.DOUBLE);
            assertThat(found.rows()).isIn(-1L, 0L, 3L);
        }
    }

    @Test
    void namesTheNearestTableWhenThereIsNone() {
        String wrong = people().replace("people", "peple");
        try (Source source = open()) {
            PlumblineException e =
                    catchThrowableOfType(PlumblineException.class, () -> source.describe(wrong));

            assertThat(e).hasMessageContaining("'" + wrong + "'");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.TABLE_UNKNOWN);
            assertThat(e.problem().remedy()).isEqualTo("Did you mean '" + people() + "'?");
        }
    }

    @Test
    void readsTheRows() throws SQLException {
        try (Source source = open()) {
            assertThat(rows(source.scan(people(), null))).isEqualTo(PEOPLE);
        }
    }

    @Test
    void readsTheColumnsThatTheDesignCountsOn() throws SQLException {
        Schema wanted = Schema.of(Field.of("id", DataType.BIGINT));
        try (Source source = open()) {
            Scan scan = source.scan(people(), wanted);

            assertThat(scan.schema()).isEqualTo(wanted);
            assertThat(rows(scan)).containsExactly(List.of("1"), List.of("2"), List.of("3"));
        }
    }

    @Test
    void readsThroughConnectionsThatCannotWrite() {
        assumeThat(can(Capability.PUSHDOWN)).isTrue();
        try (Source source = open()) {
            Scan.Table table = (Scan.Table) source.scan(people(), null);
            assertThat(table.system().connectionName()).isEqualTo("crm");
            Throwable e =
                    catchThrowableOfType(
                            SQLException.class,
                            () -> {
                                try (java.sql.Connection c = table.system().connect();
                                        Statement s = c.createStatement()) {
                                    s.execute("DELETE FROM " + table.name());
                                }
                            });
            assertThat(e).hasMessageMatching("(?is).*read.?only.*");
        }
    }

    @Test
    void refusesToWriteWhenItDoesNotSayThatItCan() {
        assumeThat(can(Capability.WRITE)).isFalse();
        try (Source source = open()) {
            PlumblineException e =
                    catchThrowableOfType(
                            PlumblineException.class,
                            () -> source.output("t", PEOPLE_SCHEMA, WriteMode.REPLACE).close());
            assertThat(e.problem().code()).isEqualTo(ErrorCode.CAPABILITY_MISSING);
            assertThat(e).hasMessageContaining("only read");
        }
    }

    @Test
    void showsNewRowsAtTheCommitAndNotBefore() throws Exception {
        assumeThat(can(Capability.WRITE)).isTrue();
        String table = fresh("made");
        try (Source source = open()) {
            try (Output output = source.output(table, PEOPLE_SCHEMA, WriteMode.REPLACE)) {
                write(output, selectPeople());
                assertThat(source.tables()).doesNotContain(table);
                assertThat(output.commit()).isNotBlank();
            }
            assertThat(rows(source.scan(table, PEOPLE_SCHEMA))).isEqualTo(PEOPLE);

            try (Output output = source.output(table, PEOPLE_SCHEMA, WriteMode.REPLACE)) {
                write(output, "SELECT 9, 'Neu', NULL, 2.5");
                assertThat(rows(source.scan(table, PEOPLE_SCHEMA))).isEqualTo(PEOPLE);
                output.commit();
            }
            assertThat(rows(source.scan(table, PEOPLE_SCHEMA)))
                    .containsExactly(Arrays.asList("9", "Neu", null, "2.5"));
        }
    }

    @Test
    void leavesOldRowsWhenItIsClosedWithoutCommit() throws Exception {
        assumeThat(can(Capability.WRITE)).isTrue();
        String table = fresh("kept");
        try (Source source = open()) {
            put(source, table, selectPeople());
            List<String> before = source.tables();

            try (Output output = source.output(table, PEOPLE_SCHEMA, WriteMode.REPLACE)) {
                write(output, "SELECT 9, 'Neu', NULL, 2.5");
            }

            assertThat(rows(source.scan(table, PEOPLE_SCHEMA))).isEqualTo(PEOPLE);
            assertThat(source.tables()).isEqualTo(before);
        }
    }

    @Test
    void writesTablesWithoutRows() throws Exception {
        assumeThat(can(Capability.WRITE)).isTrue();
        String table = fresh("none");
        try (Source source = open()) {
            put(source, table, "SELECT 1, '', NULL, 0.0 WHERE FALSE");
            assertThat(rows(source.scan(table, PEOPLE_SCHEMA))).isEmpty();
        }
    }

    @Test
    void twoOutputsAtTheSameTimeLeaveTheRowsOfOne() throws Exception {
        assumeThat(can(Capability.WRITE)).isTrue();
        String table = fresh("raced");
        try (Source source = open()) {
            put(source, table, selectPeople());
        }
        CountDownLatch written = new CountDownLatch(2);
        List<Future<String>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                String sql =
                        "SELECT " + (10 + i) + " + range, 'x', NULL, 1.0 FROM range(0, 200, 2)";
                done.add(
                        threads.submit(() -> {
                            try (Source source = open();
                                    Output output =
                                            source.output(
                                                    table, PEOPLE_SCHEMA, WriteMode.REPLACE)) {
                                write(output, sql);
                                written.countDown();
                                written.await();
                                return output.commit();
                            }
                        }));
            }
        }
        for (Future<String> one : done) {
            assertThat(one.get()).isNotBlank();
        }
        try (Source source = open()) {
            List<List<@Nullable String>> rows = rows(source.scan(table, PEOPLE_SCHEMA));
            assertThat(rows).hasSize(100);
            assertThat(rows.stream().map(r -> Integer.parseInt(String.valueOf(r.get(0))) % 2))
                    .containsOnly(Integer.parseInt(String.valueOf(rows.getFirst().getFirst())) % 2);
        }
    }

    /// Replaces a table by the rows of a statement in DuckDB's words.
    protected final void put(Source source, String table, String sql) throws Exception {
        try (Output output = source.output(table, PEOPLE_SCHEMA, WriteMode.REPLACE)) {
            write(output, sql);
            output.commit();
        }
    }

    /// Returns a statement that gives the rows of [#PEOPLE].
    protected static String selectPeople() {
        return "SELECT * FROM (VALUES (1, 'Ann', DATE '1990-02-28', CAST(1.5 AS DOUBLE)),"
                + " (2, 'Zo\u00eb \"Z\", the\tsecond', NULL, -0.25),"
                + " (3, NULL, DATE '2000-12-31', NULL)) AS t (id, name, born, score)";
    }

    /// Hands the rows of a statement over, as the engine does.
    protected static void write(Output output, String sql) throws Exception {
        try (java.sql.Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            switch (output) {
                case Output.Rows target -> {
                    try (ResultSet rows = statement.executeQuery(sql)) {
                        target.write(rows);
                    }
                }
                case Output.Files target -> {
                    Path file = target.staging().resolve("part");
                    List<String> options = new ArrayList<>();
                    options.add("FORMAT " + target.format());
                    target.copyOptions().forEach((k, v) -> options.add(k + " " + v));
                    statement.execute(
                            "COPY (SELECT * FROM ("
                                    + sql
                                    + ") AS t (id, name, born, score)) TO '"
                                    + file
                                    + "' ("
                                    + String.join(", ", options)
                                    + ")");
                    target.written(
                            List.of(new Output.WrittenFile(file, -1, Files.size(file), Map.of())));
                }
            }
        }
    }

    /// Returns the rows, in order of the column `id`, each value as text.
    protected static List<List<@Nullable String>> rows(Scan scan) throws SQLException {
        String columns =
                String.join(", ", scan.schema().names().stream().map(n -> '"' + n + '"').toList());
        return switch (scan) {
            case Scan.Table table -> {
                try (java.sql.Connection source = table.system().connect()) {
                    yield rows(source, "SELECT " + columns + " FROM " + table.name());
                }
            }
            case Scan.Files files when files.paths().isEmpty() -> List.of();
            case Scan.Files files -> {
                try (java.sql.Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
                    yield rows(duck, "SELECT " + columns + " FROM " + reader(files));
                }
            }
        };
    }

    private static List<List<@Nullable String>> rows(java.sql.Connection source, String sql)
            throws SQLException {
        List<List<@Nullable String>> out = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet rows = statement.executeQuery(sql + " ORDER BY \"id\"")) {
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                out.add(row);
            }
        }
        return out;
    }

    private static String reader(Scan.Files files) {
        String paths = String.join(", ", files.paths().stream().map(p -> "'" + p + "'").toList());
        return switch (files.format()) {
            case CSV ->
                    "read_csv([" + paths + "], delim = '" + files.options().get("delimiter") + "')";
            case JSON -> "read_json([" + paths + "])";
            case PARQUET -> "read_parquet([" + paths + "])";
        };
    }
}
