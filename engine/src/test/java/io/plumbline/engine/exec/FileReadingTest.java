package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileReadingTest {
    private static final Schema ID_V = Rows.schema("id BIGINT", "v VARCHAR");

    @TempDir Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static List<List<Object>> read(
            Scan.FileFormat format, Map<String, String> options, Schema schema, Path... paths) {
        Scan scan = new Scan.Files(List.of(paths), format, options, schema);
        try (Session session =
                new Session(
                        EngineSettings.defaults(),
                        Map.of(List.of("t"), scan),
                        List.of(),
                        FileGuard.NONE)) {
            String sql = "SELECT * FROM " + session.relation(List.of("t"));
            return Rows.all(session.query(sql, schema));
        }
    }

    private static List<List<Object>> csv(Schema schema, Path... paths) {
        return read(Scan.FileFormat.CSV, Map.of(), schema, paths);
    }

    private static PlumblineException failure(Schema schema, Path... paths) {
        return catchThrowableOfType(PlumblineException.class, () -> csv(schema, paths));
    }

    private static void shows(PlumblineException e, ErrorCode code, String message) {
        assertThat(e).isNotNull();
        assertThat(e.problem().code()).isEqualTo(code);
        assertThat(e).hasMessage(message);
    }

    @Test
    void findsColumnsByNameInEveryFile() throws IOException {
        Path one = file("one.csv", "id,v\n1,a\n");
        Path two = file("two.csv", "v,extra,id\nb,x,2\n");

        assertThat(csv(ID_V, one, two)).containsExactly(List.of(1L, "a"), List.of(2L, "b"));
    }

    @Test
    void namesTheFileThatLacksAColumn() throws IOException {
        Path one = file("one.csv", "id,v\n1,a\n");
        Path two = file("two.csv", "id,vv\n2,b\n");

        PlumblineException e = failure(ID_V, one, two);

        shows(e, ErrorCode.SCHEMA_CHANGED, "Cannot read file 'two.csv': it has no column 'v'");
        assertThat(e.problem().remedy()).isEqualTo("Did the column 'vv' take its place?");
    }

    @Test
    void namesTheColumnThatStandsTwice() throws IOException {
        shows(
                failure(ID_V, file("twice.csv", "id,v,V\n1,a,b\n")),
                ErrorCode.SCHEMA_CHANGED,
                "Cannot read file 'twice.csv': it has two columns 'V'");
    }

    @Test
    void toleratesDuplicateAndEmptyNamesOfColumnsThatNobodyReads() throws IOException {
        assertThat(csv(ID_V, file("odd.csv", "id,,x,x,v\n1,p,q,r,a\n")))
                .containsExactly(List.of(1L, "a"));
    }

    @Test
    void namesTheLineOfARaggedRow() throws IOException {
        shows(
                failure(ID_V, file("ragged.csv", "id,v\n1,a\n2,b,c\n")),
                ErrorCode.DATA_INVALID,
                "Cannot read file 'ragged.csv', line 3: it has 3 fields where 2 are expected");
    }

    @Test
    void namesTheColumnOfABadValueButNotTheValue() throws IOException {
        PlumblineException e = failure(ID_V, file("bad.csv", "id,v\n1,a\nTOP-SECRET,b\n"));

        shows(
                e,
                ErrorCode.DATA_INVALID,
                "Cannot read file 'bad.csv', line 3: a value of column 'id' is no BIGINT");
        assertThat(e.problem().place().toString()).isEqualTo("bad.csv:3:1 (id)");
    }

    @Test
    void namesTheLineOfAQuoteThatIsNeverClosed() throws IOException {
        shows(
                failure(ID_V, file("quoted.csv", "id,v\n1,\"a\n2,b\n")),
                ErrorCode.DATA_INVALID,
                "Cannot read file 'quoted.csv', line 2: a quote is never closed");
    }

    @Test
    void refusesOtherEncodings() throws IOException {
        Path latin = folder.resolve("latin.csv");
        Files.write(latin, "id,v\n1,Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));

        shows(
                failure(ID_V, latin),
                ErrorCode.DATA_INVALID,
                "Cannot read file 'latin.csv', line 2: it is not encoded as UTF-8");
    }

    @Test
    void refusesAnEmptyFileButReadsOneWithoutRows() throws IOException {
        shows(
                failure(ID_V, file("nothing.csv", "")),
                ErrorCode.DATA_INVALID,
                "Cannot read file 'nothing.csv': it is empty where a line of column names is"
                        + " expected");
        assertThat(csv(ID_V, file("none.csv", "id,v\n"))).isEmpty();
    }

    @Test
    void readsByteOrderMarksMixedLineEndsNullsAndNulBytes() throws IOException {
        assertThat(csv(ID_V, file("bom.csv", "\ufeffid,v\r\n1,a\u0000b\r\n2,\r\n")))
                .containsExactly(List.of(1L, "a\u0000b"), Arrays.asList(2L, null));
    }

    @Test
    void readsHugeFieldsAndManyColumns() throws IOException {
        Path huge = file("huge.csv", "id,v\n1," + "x".repeat(10_000_000) + "\n");
        assertThat(csv(ID_V, huge).getFirst().get(1)).asString().hasSize(10_000_000);

        List<String> names = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            names.add("c" + i);
        }
        names.add("id");
        names.add("v");
        String row = "x,".repeat(10_000) + "7,z";
        Path wide = file("wide.csv", String.join(",", names) + "\n" + row + "\n");
        assertThat(csv(ID_V, wide)).containsExactly(List.of(7L, "z"));
    }

    @Test
    void readsGzipAndOtherDelimiters() throws IOException {
        Path zipped = folder.resolve("z.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write("id;v\n1;a,b\n2;-\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(Scan.FileFormat.CSV, Map.of("delimiter", ";", "null", "-"), ID_V, zipped))
                .containsExactly(List.of(1L, "a,b"), Arrays.asList(2L, null));
    }

    @Test
    void readsFilesWhoseNamesHoldWildcardsAndQuotes() throws IOException {
        assertThat(csv(ID_V, file("a'b[1].csv", "id,v\n1,a\n"))).containsExactly(List.of(1L, "a"));
    }

    @Test
    void readsJsonLinesAndNamesTheBrokenRecord() throws IOException {
        Path good = file("good.json", "{\"id\": 1, \"v\": \"a\"}\n{\"v\": null, \"id\": 2}\n");
        assertThat(read(Scan.FileFormat.JSON, Map.of(), ID_V, good))
                .containsExactly(List.of(1L, "a"), Arrays.asList(2L, null));

        Path broken = file("broken.json", "{\"id\": 1, \"v\": \"a\"}\n{\"id\": ");
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> read(Scan.FileFormat.JSON, Map.of(), ID_V, broken));
        assertThat(e.problem().code()).isEqualTo(ErrorCode.DATA_INVALID);
        assertThat(e.getMessage())
                .startsWith("Cannot read file 'broken.json'")
                .endsWith("it is no valid JSON");
    }

    @Test
    void namesAFileThatIsNoParquet() throws IOException {
        Path fake = file("fake.parquet", "id,v\n1,a\n".repeat(10));

        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> read(Scan.FileFormat.PARQUET, Map.of(), ID_V, fake));

        shows(
                e,
                ErrorCode.DATA_INVALID,
                "Cannot read file 'fake.parquet': it is cut off or no Parquet file");
    }

    @Test
    void namesTheParquetFileWhoseColumnsDrifted() throws IOException {
        Path one = parquet("p1", "SELECT 1 AS id, 'a' AS v");
        Path two = parquet("p2", "SELECT 2 AS id");
        Path three = parquet("p3", "SELECT 'TOP-SECRET' AS id, 'c' AS v");

        shows(
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> read(Scan.FileFormat.PARQUET, Map.of(), ID_V, one, two)),
                ErrorCode.SCHEMA_CHANGED,
                "Cannot read file 'p2.parquet': it has no column 'v'");
        shows(
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> read(Scan.FileFormat.PARQUET, Map.of(), ID_V, one, three)),
                ErrorCode.SCHEMA_CHANGED,
                "Cannot read file 'p3.parquet': its column 'id' is VARCHAR where the other files"
                        + " have INTEGER");
        shows(
                catchThrowableOfType(
                        PlumblineException.class,
                        () ->
                                read(
                                        Scan.FileFormat.PARQUET,
                                        Map.of(),
                                        Rows.schema("ghost BIGINT"),
                                        one)),
                ErrorCode.SCHEMA_CHANGED,
                "Cannot read file 'p1.parquet': it has no column 'ghost'");
    }

    private Path parquet(String name, String sql) {
        Path file = folder.resolve(name + ".parquet");
        try (Session session =
                new Session(EngineSettings.defaults(), Map.of(), List.of(folder), FileGuard.NONE)) {
            session.run(
                    "COPY (" + sql + ") TO '" + file + "'", new Cancellation(), _ -> {}, _ -> 0);
        }
        return file;
    }

    @Test
    void namesAMissingFile() {
        shows(
                failure(ID_V, folder.resolve("gone.csv")),
                ErrorCode.FILE_MISSING,
                "Cannot read file 'gone.csv': it does not exist");
    }
}
