package io.plumbline.engine.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.DataType.Kind;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads our tables by a reader that is not ours. Needs Python 3.11 and a package index.
@Tag("conformance")
class PyIcebergTest {
    private static final Schema SCHEMA =
            Schema.of(
                    new Field("i", DataType.INTEGER, false),
                    Field.of("l", DataType.BIGINT),
                    Field.of("d", DataType.decimal(12, 2)),
                    Field.of("big", DataType.decimal(38, 10)),
                    Field.of("s", DataType.VARCHAR),
                    Field.of("b", DataType.of(Kind.VARBINARY)),
                    Field.of("dt", DataType.DATE),
                    Field.of("tm", DataType.TIME),
                    Field.of("ts", DataType.TIMESTAMP),
                    Field.of("tz", DataType.of(Kind.TIMESTAMP_TZ)),
                    Field.of("bo", DataType.BOOLEAN),
                    Field.of("r", DataType.of(Kind.REAL)),
                    Field.of("db", DataType.DOUBLE));

    @TempDir Path folder;

    @Test
    void readsEverySnapshotAndSkipsByOurFigures() throws Exception {
        ManagedTables tables = new ManagedTables(folder.resolve("lakehouse"));
        try (DuckFiles duck = new DuckFiles()) {
            String row =
                    """
                    SELECT %1$d AS i, %1$d * 3 AS l, 1.5 AS d, -7.1234567891 AS big,
                        'Größe 😀' AS s, '\\x00\\xFF'::BLOB AS b, DATE '2024-02-29' AS dt,
                        TIME '23:59:59.999999' AS tm, TIMESTAMP '2024-01-01 00:00:00.000001' AS ts,
                        TIMESTAMPTZ '2024-01-01 00:00:00+00' AS tz, true AS bo, 1.5 AS r, 2.5 AS db
                    """;
            String nulls = "SELECT 9 AS i" + columnsOfNull();
            duck.write(tables, "t", SCHEMA, WriteMode.REPLACE, row.formatted(1));
            duck.write(tables, "t", SCHEMA, WriteMode.APPEND, nulls);
            duck.write(tables, "t", SCHEMA, WriteMode.REPLACE, row.formatted(1));
            duck.write(tables, "t", SCHEMA, WriteMode.APPEND, row.formatted(2));
            duck.write(tables, "t", SCHEMA, WriteMode.APPEND, nulls);
        }

        String read = readWithPython(folder.resolve("lakehouse/t/metadata/v5.metadata.json"));
        String one = row(1, 3);
        String two = row(2, 6);
        String none =
                "{\\\"i\\\": 9, \\\"l\\\": null, \\\"d\\\": null, \\\"big\\\": null, \\\"s\\\":"
                        + " null, \\\"b\\\": null, \\\"dt\\\": null, \\\"tm\\\": null, \\\"ts\\\":"
                        + " null, \\\"tz\\\": null, \\\"bo\\\": null, \\\"r\\\": null, \\\"db\\\":"
                        + " null}";
        assertThat(read)
                .contains("\"1 i int True\", \"2 l long False\", \"3 d decimal(12, 2) False\"")
                .contains(
                        "\"snapshots\": [[%s], [%s, %s], [%1$s], [%1$s, %4$s], [%1$s, %4$s, %3$s]]"
                                .formatted(quoted(one), quoted(one), quoted(none), quoted(two)))
                .contains(
                        "\"current\": [%s, %s, %s]"
                                .formatted(quoted(one), quoted(two), quoted(none)))
                .contains("\"filtered\": [" + quoted(two) + "]")
                .contains("\"nulls\": [" + quoted(none) + "]");
    }

    private static String columnsOfNull() {
        StringBuilder out = new StringBuilder();
        SCHEMA.names().stream().skip(1).forEach(n -> out.append(", NULL AS ").append(n));
        return out.toString();
    }

    private static String row(int i, int l) {
        return ("{\"i\": %d, \"l\": %d, \"d\": \"1.50\", \"big\": \"-7.1234567891\","
                        + " \"s\": \"Größe 😀\", \"b\": \"b'\\\\x00\\\\xff'\","
                        + " \"dt\": \"2024-02-29\", \"tm\": \"23:59:59.999999\","
                        + " \"ts\": \"2024-01-01 00:00:00.000001\","
                        + " \"tz\": \"2024-01-01 00:00:00+00:00\", \"bo\": true,"
                        + " \"r\": 1.5, \"db\": 2.5}")
                .formatted(i, l)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    private String readWithPython(Path metadata)
            throws IOException, InterruptedException, URISyntaxException {
        Path venv = folder.resolve("venv");
        run(List.of("python3", "-m", "venv", venv.toString()));
        run(
                List.of(
                        venv.resolve("bin/pip").toString(),
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--no-deps",
                        "--requirement",
                        resource("pyiceberg.txt").toString()));
        return run(
                List.of(
                        venv.resolve("bin/python").toString(),
                        resource("read_table.py").toString(),
                        metadata.toString()));
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(PyIcebergTest.class.getResource(name)).toURI());
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(() -> String.join(" ", command) + "\n" + out + read(errors))
                .isZero();
        return out;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
