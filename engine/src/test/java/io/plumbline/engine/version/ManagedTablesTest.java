package io.plumbline.engine.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedTablesTest {
    private static final Schema ID_NAME =
            Schema.of(new Field("id", DataType.INTEGER, false), Field.of("name", DataType.VARCHAR));

    @TempDir Path lakehouse;
    private ManagedTables tables;
    private DuckFiles duck;

    @BeforeEach
    void open() throws SQLException {
        tables = new ManagedTables(lakehouse);
        duck = new DuckFiles();
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    @Test
    void appendsToWhatIsThere() throws SQLException {
        write(WriteMode.APPEND, "SELECT 1 AS id, 'a' AS name");
        write(WriteMode.APPEND, "SELECT 2 AS id, NULL AS name");

        assertThat(duck.rows(tables.scan("people")))
                .containsExactly("{'id': 1, 'name': a}", "{'id': 2, 'name': NULL}");
        assertThat(tables.versions("people"))
                .extracting(
                        DatasetVersion::rows, DatasetVersion::addedRows, DatasetVersion::current)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, 1L, false),
                        org.assertj.core.groups.Tuple.tuple(2L, 1L, true));
    }

    @Test
    void replacesAllRowsInOneVersion() throws SQLException {
        write(WriteMode.REPLACE, "SELECT * FROM (VALUES (1, 'a'), (2, 'b')) t(id, name)");
        String second = write(WriteMode.REPLACE, "SELECT 3 AS id, 'c' AS name");

        assertThat(duck.rows(tables.scan("people"))).containsExactly("{'id': 3, 'name': c}");
        DatasetVersion version = tables.versions("people").getLast();
        assertThat(version.id()).isEqualTo(second);
        assertThat(version.operation()).isEqualTo("overwrite");
        assertThat(version.rows()).isEqualTo(1);
        assertThat(version.removedRows()).isEqualTo(2);
        assertThat(version.bytes()).isPositive();
        assertThat(version.parent()).contains(tables.versions("people").getFirst().id());
    }

    @Test
    void readsEveryVersionAsItWas() throws SQLException {
        String first = write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        write(WriteMode.APPEND, "SELECT 2 AS id, 'b' AS name");
        Schema other = Schema.of(Field.of("total", DataType.decimal(9, 2)));
        duck.write(tables, "people", other, WriteMode.REPLACE, "SELECT 1.5 AS total");

        assertThat(duck.rows(tables.scan("people", first))).containsExactly("{'id': 1, 'name': a}");
        assertThat(tables.scan("people", first).schema()).isEqualTo(ID_NAME);
        assertThat(duck.rows(tables.scan("people"))).containsExactly("{'total': 1.50}");
        assertThat(tables.schema("people")).isEqualTo(other);
        assertThat(tables.versions("people"))
                .extracting(DatasetVersion::schema)
                .containsExactly(ID_NAME, ID_NAME, other);
    }

    @Test
    void keepsTheIdOfAColumnThatStaysAndGivesNewOnesToTheRest() throws SQLException {
        write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        Schema next =
                Schema.of(
                        Field.of("name", DataType.BIGINT),
                        Field.of("city", DataType.VARCHAR),
                        new Field("ID", DataType.INTEGER, false));
        duck.write(
                tables,
                "people",
                next,
                WriteMode.REPLACE,
                "SELECT 5 AS name, 'x' AS city, 1 AS id");

        assertThat(tables.scan("people").options().get("schema"))
                .contains("3: {name: 'name'", "4: {name: 'city'", "1: {name: 'ID'");
        assertThat(duck.rows(tables.scan("people")))
                .containsExactly("{'name': 5, 'city': x, 'ID': 1}");
        Schema back = ID_NAME;
        duck.write(tables, "people", back, WriteMode.REPLACE, "SELECT 1 AS id, 'z' AS name");
        assertThat(tables.scan("people").options().get("schema"))
                .as("an id is never used for a second column")
                .contains("1: {name: 'id'", "5: {name: 'name'");
    }

    @Test
    void appendsColumnsInAnyOrderWidenedToTheTablesTypes() throws SQLException {
        Schema wide =
                Schema.of(
                        new Field("id", DataType.BIGINT, false),
                        Field.of("price", DataType.decimal(12, 4)));
        duck.write(tables, "t", wide, WriteMode.REPLACE, "SELECT 1 AS id, 2.5 AS price");
        Schema narrow =
                Schema.of(
                        Field.of("PRICE", DataType.decimal(5, 2)),
                        Field.of("id", DataType.INTEGER));
        duck.write(tables, "t", narrow, WriteMode.APPEND, "SELECT 3.25 AS price, NULL AS id");

        assertThat(duck.rows(tables.scan("t")))
                .containsExactly("{'id': 1, 'price': 2.5000}", "{'id': NULL, 'price': 3.2500}");
        assertThat(tables.schema("t").field("id").orElseThrow().nullable()).isTrue();
    }

    @Test
    void refusesAnAppendOfOtherColumns() throws SQLException {
        write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");

        assertRefused(
                Schema.of(Field.of("id", DataType.INTEGER), Field.of("nam", DataType.VARCHAR)),
                "Cannot append to table 'people': the table has no column 'nam'",
                "Did you mean 'name'?");
        assertRefused(
                Schema.of(Field.of("id", DataType.INTEGER)),
                "Cannot append to table 'people': column 'name' of the table is missing",
                "Add the column, NULL where it has no value, or write with mode replace");
        assertRefused(
                Schema.of(Field.of("id", DataType.BIGINT), Field.of("name", DataType.VARCHAR)),
                "Cannot append to table 'people': column 'id' is BIGINT where the table has INTEGER",
                "Cast the column to INTEGER, or write with mode replace");
    }

    private void assertRefused(Schema schema, String message, String remedy) {
        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> tables.output("people", schema, WriteMode.APPEND, Map.of()))
                .withMessage(message)
                .satisfies(e -> {
                    assertThat(e.problem().code()).isEqualTo(ErrorCode.SCHEMA_MISMATCH);
                    assertThat(e.problem().remedy()).isEqualTo(remedy);
                });
    }

    @Test
    void keepsAnEmptyTableWithItsColumns() throws SQLException {
        write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name WHERE false");

        assertThat(tables.scan("people").paths()).isEmpty();
        assertThat(tables.scan("people").schema()).isEqualTo(ID_NAME);
        assertThat(tables.versions("people")).hasSize(1);
        write(WriteMode.APPEND, "SELECT 1 AS id, 'a' AS name");
        write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name WHERE false");
        assertThat(tables.versions("people"))
                .extracting(DatasetVersion::rows)
                .containsExactly(0L, 1L, 0L);
        assertThat(tables.scan("people").paths()).isEmpty();
    }

    @Test
    void writesDownWhatTheRunSays() throws SQLException {
        duck.write(
                tables,
                "people",
                ID_NAME,
                WriteMode.REPLACE,
                "SELECT 1 AS id, 'a' AS name",
                Map.of(ManagedTables.RUN_ID, "run-7", "operation", "hostile"));

        DatasetVersion version = tables.versions("people").getFirst();
        assertThat(version.runId()).contains("run-7");
        assertThat(version.operation()).isEqualTo("append");
        assertThat(version.properties()).containsEntry("operation", "hostile");
    }

    @Test
    void leavesNothingBehindWithoutCommit() throws SQLException, IOException {
        try (Output.Files output = tables.output("people", ID_NAME, WriteMode.REPLACE, Map.of())) {
            output.written(List.of(duck.stage(output, "SELECT 1 AS id, 'a' AS name")));
        }

        assertThat(tables.exists("people")).isFalse();
        assertThat(tables.tables()).isEmpty();
        try (Stream<Path> left = Files.list(lakehouse)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void hidesRowsUntilTheCommit() throws SQLException {
        write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        try (Output.Files output = tables.output("people", ID_NAME, WriteMode.APPEND, Map.of())) {
            output.written(List.of(duck.stage(output, "SELECT 2 AS id, 'b' AS name")));
            assertThat(duck.rows(tables.scan("people"))).hasSize(1);
            output.commit();
            assertThat(duck.rows(tables.scan("people"))).hasSize(2);
        }
        assertThat(duck.rows(tables.scan("people"))).hasSize(2);
    }

    @Test
    void listsTablesAndFindsThemWithoutRegardToCase() throws SQLException {
        duck.write(tables, "Zebra", ID_NAME, WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        duck.write(tables, "Äpfel 2", ID_NAME, WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        duck.write(tables, "zebra", ID_NAME, WriteMode.APPEND, "SELECT 2 AS id, 'b' AS name");

        assertThat(tables.tables()).containsExactly("Zebra", "Äpfel 2");
        assertThat(duck.rows(tables.scan("ZEBRA"))).hasSize(2);
    }

    @Test
    void namesTheNearestTableAndMissingVersions() throws SQLException {
        write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");

        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> tables.scan("peopel"))
                .withMessage("Unknown managed table: 'peopel'")
                .satisfies(
                        e -> assertThat(e.problem().remedy()).isEqualTo("Did you mean 'people'?"));
        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> tables.scan("people", "12"))
                .withMessage("Table 'people' has no version '12'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../x",
                "a/b",
                "a\\b",
                "a\u0000b",
                "a\nb",
                "a:b",
                "CON",
                "nul.x",
                "lpt1",
                "x.",
                "x ",
                ".hidden",
                "-x",
                "a\"b",
                "a`b",
                "a|b",
                "\u202Ex"
            })
    void refusesNamesThatAreNoFolder(String name) {
        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> tables.output(name, ID_NAME, WriteMode.REPLACE, Map.of()))
                .withMessageStartingWith("Invalid table name: '")
                .withMessageNotContaining("\u0000")
                .satisfies(
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.ARGUMENT_INVALID));
        assertThat(lakehouse).isEmptyDirectory();
    }

    @Test
    void refusesLongNamesAndTakesTheLongestAllowed() throws SQLException {
        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> tables.scan("x".repeat(200)))
                .withMessageContaining("(must have at most 128 characters)");

        String longest = "x".repeat(128);
        duck.write(tables, longest, ID_NAME, WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        assertThat(tables.tables()).containsExactly(longest);
    }

    @Test
    void takesAnyColumnNameButControlCharactersAndDoubles() throws SQLException {
        List<String> names =
                List.of(
                        "a.b",
                        "a\"b",
                        "it's",
                        "{x: 1}",
                        "select",
                        "Größe €",
                        "😀",
                        "n".repeat(200));
        Schema schema = new Schema(names.stream().map(n -> Field.of(n, DataType.INTEGER)).toList());
        String query =
                names.stream()
                        .map(n -> names.indexOf(n) + " AS \"" + n.replace("\"", "\"\"") + '"')
                        .collect(java.util.stream.Collectors.joining(", ", "SELECT ", ""));
        duck.write(tables, "odd", schema, WriteMode.REPLACE, query);
        duck.write(tables, "odd", schema, WriteMode.APPEND, query);

        assertThat(tables.schema("odd").names()).isEqualTo(names);
        String sum = "SELECT sum(\"a.b\" + \"😀\" * 10 + \"it's\" * 100) FROM (";
        assertThat(duck.texts(sum + DuckFiles.select(tables.scan("odd")) + ")"))
                .containsExactly("520");

        assertInvalidColumns("Invalid column name: 'a?b'", "a\u0000b");
        assertInvalidColumns("Invalid column name: ''", "");
        assertInvalidColumns("Cannot write table 'odd': column 'A' twice", "a", "A");
        assertInvalidColumns("Cannot write table 'odd': there are no columns");
    }

    private void assertInvalidColumns(String message, String... names) {
        Schema schema =
                new Schema(Stream.of(names).map(n -> Field.of(n, DataType.INTEGER)).toList());
        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> tables.output("odd", schema, WriteMode.REPLACE, Map.of()))
                .withMessageStartingWith(message);
    }

    @Test
    void opensAfterTheFolderWasMovedAndGoesOnThere(@TempDir Path other)
            throws SQLException, IOException {
        String first = write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        Path moved = other.resolve("else where/lakehouse");
        Files.createDirectories(moved.getParent());
        Files.move(lakehouse, moved);
        ManagedTables there = new ManagedTables(moved);

        assertThat(duck.rows(there.scan("people"))).hasSize(1);
        duck.write(there, "people", ID_NAME, WriteMode.APPEND, "SELECT 2 AS id, 'b' AS name");
        assertThat(duck.rows(there.scan("people"))).hasSize(2);
        assertThat(duck.rows(there.scan("people", first))).hasSize(1);
        assertThat(there.scan("people").paths()).allMatch(p -> p.startsWith(moved));
        Files.createDirectories(lakehouse);
    }

    @Test
    void worksBehindASymbolicLink(@TempDir Path other) throws SQLException, IOException {
        Path link = Files.createSymbolicLink(other.resolve("link"), lakehouse);
        ManagedTables behind = new ManagedTables(link);
        try (Output.Files output = behind.output("people", ID_NAME, WriteMode.REPLACE, Map.of())) {
            Output.WrittenFile file = duck.stage(output, "SELECT 1 AS id, 'a' AS name");
            output.written(
                    List.of(
                            new Output.WrittenFile(
                                    file.path().toRealPath(),
                                    file.rows(),
                                    file.bytes(),
                                    file.columnStatistics())));
            output.commit();
        }

        assertThat(duck.rows(behind.scan("people"))).hasSize(1);
        assertThat(duck.rows(tables.scan("people"))).hasSize(1);
    }

    @Test
    void refusesMetadataThatPointsElsewhere() throws SQLException, IOException {
        write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        Path metadata = lakehouse.resolve("people/metadata/v1.metadata.json");
        String json = Files.readString(metadata);
        Files.writeString(
                metadata, json.replaceAll("/metadata/snap-", "/metadata/../../../../etc/snap-"));

        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> tables.scan("people"))
                .withMessage(
                        "Cannot read table 'people': people/metadata is pointing out of the table")
                .satisfies(
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.METADATA_DAMAGED));
    }

    @Test
    void collectsOrphansOnlyWhenAskedAndNeverWhatIsInUse() throws SQLException, IOException {
        String first = write(WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
        write(WriteMode.REPLACE, "SELECT 2 AS id, 'b' AS name");
        Path orphan = lakehouse.resolve("people/data/dead/part-0.parquet");
        Files.createDirectories(orphan.getParent());
        Files.writeString(orphan, "left by a killed run");
        Files.writeString(lakehouse.resolve("people/metadata/.dead.tmp"), "{");
        new ManagedTables(lakehouse).scan("people");
        assertThat(orphan).exists();

        try (Output.Files running = tables.output("people", ID_NAME, WriteMode.APPEND, Map.of())) {
            running.written(List.of(duck.stage(running, "SELECT 3 AS id, 'c' AS name")));
            assertThat(tables.collectOrphans("people", Duration.ofDays(1))).isZero();
            assertThat(tables.collectOrphans("people", Duration.ofMillis(-1000))).isEqualTo(2);
            running.commit();
        }

        assertThat(orphan.getParent()).doesNotExist();
        assertThat(duck.rows(tables.scan("people"))).hasSize(2);
        assertThat(duck.rows(tables.scan("people", first))).hasSize(1);
        assertThat(tables.collectOrphans("people", Duration.ofMillis(-1000))).isZero();
    }

    private String write(WriteMode mode, String query) throws SQLException {
        return duck.write(tables, "people", ID_NAME, mode, query);
    }
}
