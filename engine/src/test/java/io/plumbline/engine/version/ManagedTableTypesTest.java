package io.plumbline.engine.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManagedTableTypesTest {
    private static final Schema ALL =
            Schema.of(
                    Field.of("bo", DataType.BOOLEAN),
                    Field.of("i", DataType.INTEGER),
                    Field.of("l", DataType.BIGINT),
                    Field.of("d5", DataType.decimal(5, 2)),
                    Field.of("d18", DataType.decimal(18, 3)),
                    Field.of("d38", DataType.decimal(38, 10)),
                    Field.of("r", DataType.of(Kind.REAL)),
                    Field.of("db", DataType.DOUBLE),
                    Field.of("s", DataType.VARCHAR),
                    Field.of("b", DataType.of(Kind.VARBINARY)),
                    Field.of("dt", DataType.DATE),
                    Field.of("tm", DataType.TIME),
                    Field.of("ts", DataType.TIMESTAMP),
                    Field.of("tz", DataType.of(Kind.TIMESTAMP_TZ)));
    private static final String NULLS = "SELECT " + "NULL, ".repeat(13) + "NULL";

    @TempDir Path lakehouse;
    private ManagedTables tables;
    private DuckFiles duck;

    @BeforeEach
    void open() throws SQLException {
        tables = new ManagedTables(lakehouse);
        duck = new DuckFiles();
        duck.execute("SET TimeZone = 'America/New_York'");
        duck.execute(
                """
                CREATE TABLE t (bo BOOLEAN, i INTEGER, l BIGINT, d5 DECIMAL(5,2), d18 DECIMAL(18,3),
                    d38 DECIMAL(38,10), r FLOAT, db DOUBLE, s VARCHAR, b BLOB, dt DATE, tm TIME,
                    ts TIMESTAMP, tz TIMESTAMPTZ)
                """);
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    private void insertSamples() throws SQLException {
        duck.execute(
                """
                INSERT INTO t VALUES
                (true, -2147483648, 9223372036854775807, -999.99, 123456789012345.678,
                 -9999999999999999999999999999.9999999999, 1.5, -1e300, 'Größe 😀 it''s "x"',
                 '\\x00\\xFFab', '1969-12-31', '23:59:59.999999', '2024-02-29 12:00:00.000001',
                 '2024-03-10 07:30:00+00'),
                (false, 7, -1, 0.01, 0, 1, -0.1, 2.5, '', '', '9999-12-31', '00:00:00',
                 '0001-01-01 00:00:00', '1969-12-31 23:59:59.999999+00')
                """);
        duck.execute("INSERT INTO t " + NULLS);
    }

    @Test
    void bringsBackEveryTypeAsItWas() throws SQLException {
        insertSamples();
        duck.write(tables, "t", ALL, WriteMode.REPLACE, "SELECT * FROM t");

        assertThat(tables.schema("t")).isEqualTo(ALL);
        String back = DuckFiles.select(tables.scan("t"));
        assertThat(duck.texts("SELECT count(*) FROM (" + back + ")")).containsExactly("3");
        assertThat(duck.texts("SELECT x::VARCHAR FROM (FROM t EXCEPT ALL (" + back + ")) x"))
                .isEmpty();
        assertThat(
                        duck.texts(
                                "SELECT any_value(typeof(d38)) || any_value(typeof(tz)) FROM ("
                                        + back
                                        + ")"))
                .containsExactly("DECIMAL(38,10)TIMESTAMP WITH TIME ZONE");
    }

    @Test
    void recordsWhatTheColumnsHold() throws SQLException {
        insertSamples();
        duck.write(tables, "t", ALL, WriteMode.REPLACE, "SELECT * FROM t");

        DataFile file = onlyFile("t");
        assertThat(file.recordCount()).isEqualTo(3);
        assertThat(file.fileSizeInBytes()).isEqualTo(tables.versions("t").getFirst().bytes());
        assertThat(file.nullValueCounts().values()).hasSize(14).containsOnly(1L);
        assertThat(file.valueCounts().values()).hasSize(14).containsOnly(3L);
        assertThat(bound(file, "i", false)).isEqualTo(Integer.MIN_VALUE);
        assertThat(bound(file, "l", true)).isEqualTo(Long.MAX_VALUE);
        assertThat(bound(file, "d5", false)).hasToString("-999.99");
        assertThat(bound(file, "d38", false))
                .hasToString("-9999999999999999999999999999.9999999999");
        assertThat(bound(file, "r", false)).isEqualTo(-0.1f);
        assertThat(bound(file, "s", false)).hasToString("");
        assertThat(bound(file, "s", true)).hasToString("Größe 😀 it's \"x\"");
        assertThat(bound(file, "dt", false)).isEqualTo(-1);
        assertThat(bound(file, "tm", true)).isEqualTo(86_399_999_999L);
        assertThat(bound(file, "ts", false)).isEqualTo(-62_135_596_800_000_000L);
        assertThat(bound(file, "tz", false)).isEqualTo(-1L);
        assertThat(bound(file, "bo", false)).isEqualTo(false);
    }

    @Test
    void boundsHoldEveryValueOfRandomRows() throws SQLException {
        duck.execute("SELECT setseed(0.25)");
        duck.execute(
                """
                INSERT INTO t SELECT random() < 0.5, (hash(n) % 100000)::INTEGER - 50000,
                    (hash(n, 1) % 1000000000000)::BIGINT - 7, random() * 100, random() * 1e9 - 5e8,
                    random() * 1e20 - 3e19, random() - 0.5, random() * 1e9 - 1e8,
                    repeat(chr((hash(n, 2) % 50000 + 33)::INTEGER % 55000), (hash(n) % 40)::INTEGER),
                    encode(repeat(chr((hash(n, 3) % 250 + 5)::INTEGER), (hash(n) % 30)::INTEGER)),
                    DATE '1950-01-01' + (hash(n, 4) % 40000)::INTEGER,
                    TIME '00:00:00' + to_microseconds((hash(n, 5) % 86400000000)::BIGINT),
                    TIMESTAMP '1930-01-01' + to_microseconds((hash(n, 6) % 4000000000000000)::BIGINT),
                    TIMESTAMPTZ '1930-01-01 00:00:00+00'
                        + to_microseconds((hash(n, 7) % 4000000000000000)::BIGINT)
                FROM range(2000) r(n)
                """);
        duck.write(tables, "t", ALL, WriteMode.REPLACE, "SELECT * FROM t");

        DataFile file = onlyFile("t");
        for (Field field : ALL.fields()) {
            String low = literal(field, bound(file, field.name(), false));
            String high = literal(field, bound(file, field.name(), true));
            String outside =
                    "SELECT count(*) FROM t WHERE %1$s < %2$s OR %1$s > %3$s"
                            .formatted(field.name(), low, high);
            assertThat(duck.texts(outside)).as(field.name()).containsExactly("0");
            if (field.type().kind() != Kind.VARCHAR && field.type().kind() != Kind.VARBINARY) {
                String exact =
                        "SELECT min(%1$s) = %2$s AND max(%1$s) = %3$s FROM t"
                                .formatted(field.name(), low, high);
                assertThat(duck.texts(exact)).as(field.name()).containsExactly("true");
            }
        }
    }

    @Test
    void leavesOutBoundsThatReadersWouldMisunderstand() throws SQLException {
        duck.execute("INSERT INTO t (r, db) VALUES ('nan', 0.0), (1, '-infinity')");
        duck.execute(
                """
                UPDATE t SET ts = '12000-01-01 00:00:00', dt = 'infinity', tm = '24:00:00',
                    tz = 'infinity'
                """);
        duck.write(tables, "t", ALL, WriteMode.REPLACE, "SELECT * FROM t");

        DataFile file = onlyFile("t");
        for (String column : List.of("r", "ts", "dt", "tm", "tz", "s")) {
            assertThat(file.lowerBounds()).as(column).doesNotContainKey(id(column));
            assertThat(file.upperBounds()).as(column).doesNotContainKey(id(column));
        }
        assertThat(file.nanValueCounts()).containsEntry(id("r"), 1L);
        assertThat(bound(file, "db", false)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(bound(file, "db", true)).isEqualTo(0.0);
    }

    @Test
    void widensWhatIcebergLacks() throws SQLException {
        Schema schema =
                Schema.of(
                        Field.of("small", DataType.of(Kind.SMALLINT)),
                        Field.of("text", new DataType(Kind.VARCHAR, 10, -1)),
                        Field.of("free", DataType.of(Kind.DECIMAL)));
        Schema wide =
                Schema.of(
                        Field.of("small", DataType.INTEGER),
                        Field.of("text", DataType.VARCHAR),
                        Field.of("free", DataType.decimal(38, 9)));
        try (Output.Files output = tables.output("t", schema, WriteMode.REPLACE, Map.of())) {
            assertThat(output.schema()).isEqualTo(wide);
            output.written(
                    List.of(duck.stage(output, "SELECT 1 AS small, 'x' AS text, 1.5 AS free")));
            output.commit();
        }

        assertThat(tables.schema("t")).isEqualTo(wide);
        assertThat(duck.rows(tables.scan("t")))
                .containsExactly("{'small': 1, 'text': x, 'free': 1.500000000}");
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERVAL_YEAR_MONTH", "INTERVAL_DAY_SECOND"})
    void refusesIntervals(Kind kind) {
        Schema schema = Schema.of(Field.of("span", DataType.of(kind)));
        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> tables.output("t", schema, WriteMode.REPLACE, Map.of()))
                .withMessage("Cannot write table 't': it cannot hold column 'span' of type " + kind)
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.TYPE_MISMATCH));
    }

    @Test
    void refusesNullsWhereNoneMayBe() throws SQLException {
        Schema schema = Schema.of(new Field("id", DataType.INTEGER, false));
        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() ->
                        duck.write(
                                tables,
                                "t",
                                schema,
                                WriteMode.REPLACE,
                                "SELECT NULL::INTEGER AS id"))
                .withMessage("Cannot write table 't': column 'id' holds nulls but must not")
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.DATA_INVALID));
        assertThat(tables.tables()).isEmpty();
    }

    private DataFile onlyFile(String table) {
        TableFolder folder = folder(table);
        TableMetadata metadata = folder.load().orElseThrow().metadata();
        return new SnapshotFiles(folder, metadata)
                .describe(metadata.currentSnapshot())
                .values()
                .iterator()
                .next();
    }

    private TableFolder folder(String table) {
        return new TableFolder(table, lakehouse.resolve(table), Disk.REAL);
    }

    private int id(String column) {
        return ALL.names().indexOf(column) + 1;
    }

    private Object bound(DataFile file, String column, boolean upper) {
        Type type = folder("t").load().orElseThrow().metadata().schema().findType(id(column));
        ByteBuffer value = (upper ? file.upperBounds() : file.lowerBounds()).get(id(column));
        assertThat(value).as(column).isNotNull();
        return type instanceof Types.BinaryType
                ? value
                : (Object) Conversions.fromByteBuffer(type, value);
    }

    private static String literal(Field field, Object bound) {
        return switch (field.type().kind()) {
            case VARCHAR -> "'" + bound.toString().replace("'", "''") + "'";
            case VARBINARY -> blob((ByteBuffer) bound);
            case DATE -> "(DATE '1970-01-01' + " + bound + ")";
            case TIME -> "(TIME '00:00:00' + to_microseconds(" + bound + "))";
            case TIMESTAMP -> "make_timestamp(" + bound + ")";
            case TIMESTAMP_TZ -> "make_timestamptz(" + bound + ")";
            case REAL -> "'" + bound + "'::FLOAT";
            case DOUBLE -> "'" + bound + "'::DOUBLE";
            case DECIMAL -> "'" + bound + "'::" + field.type();
            default -> bound.toString();
        };
    }

    private static String blob(ByteBuffer bytes) {
        StringBuilder out = new StringBuilder("'");
        ByteBuffer copy = bytes.duplicate();
        while (copy.hasRemaining()) {
            out.append("\\x%02X".formatted(copy.get()));
        }
        return out + "'::BLOB";
    }
}
