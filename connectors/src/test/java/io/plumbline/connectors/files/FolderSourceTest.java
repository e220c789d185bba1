package io.plumbline.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
    @TempDir private Path folder;

    private void file(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private PlumblineException failure(String table) {
        return catchThrowableOfType(
                PlumblineException.class,
                () -> {
                    try (FolderSource source = new FolderSource(folder)) {
                        source.scan(table, null);
                    }
                });
    }

    @Test
    void opensOnlyTheFileThatIsNamed() throws IOException {
        file("good.csv", "a\n1\n");
        file("bad.csv", "");
        file("bad2.parquet", "no");
        file(".hidden.csv", "a\n");
        file("notes.txt", "x");
        Files.createDirectory(folder.resolve("sub"));

        try (FolderSource source = new FolderSource(folder)) {
            assertThat(source.tables()).containsExactly("bad", "bad2", "good");
            Scan.Files scan = (Scan.Files) source.scan("GOOD", null);
            assertThat(scan.paths()).containsExactly(folder.resolve("good.csv"));
            assertThat(scan.options()).containsEntry("delimiter", ",").containsEntry("null", "");
        }
    }

    @Test
    void takesEveryKindOfFileByItsEnding() throws IOException {
        file("a.csv", "x\n1\n");
        file("b.tsv", "x\ty\n1\t2\n");
        file("c.json", "[{\"x\": 1}]");
        file("d.jsonl", "{\"x\": 1}\n");
        file("e.ndjson", "{\"x\": 1}\n{\"x\": 2.5}\n");
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("f.csv.gz")))) {
            out.write("x\n7\n".getBytes(StandardCharsets.UTF_8));
        }
        try (FolderSource source = new FolderSource(folder)) {
            assertThat(source.tables()).containsExactly("a", "b", "c", "d", "e", "f");
            assertThat(source.describe("b").schema().names()).containsExactly("x", "y");
            assertThat(source.describe("e").schema().fields().getFirst().type())
                    .hasToString("DOUBLE");
            assertThat(source.describe("f").schema().fields().getFirst().type())
                    .hasToString("INTEGER");
        }
    }

    @Test
    void namesAFolderThatIsNoFolder() throws IOException {
        file("t.csv", "a\n1\n");

        assertThat(open("nowhere")).hasMessageEndingWith("nowhere': it is not there");
        assertThat(open("t.csv")).hasMessageEndingWith("t.csv': it is a file, not a folder");
        assertThat(open("nowhere").problem().code()).isEqualTo(ErrorCode.FILE_MISSING);
    }

    private PlumblineException open(String name) {
        return catchThrowableOfType(
                PlumblineException.class, () -> new FolderSource(folder.resolve(name)).close());
    }

    @Test
    void refusesTwoFilesOfOneNameOnlyWhenTheyAreNamed() throws IOException {
        file("t.csv", "a\n1\n");
        file("t.json", "[{\"a\": 1}]");
        file("u.csv", "a\n1\n");

        assertThat(failure("t")).hasMessage("Ambiguous table: 't' is 't.csv' and 't.json'");
        try (FolderSource source = new FolderSource(folder)) {
            assertThat(source.describe("u").rows()).isEqualTo(1);
        }
    }

    @Test
    void namesTheNearestTable() throws IOException {
        file("flights.csv", "a\n1\n");

        PlumblineException e = failure("flihgts");

        assertThat(e).hasMessage("Unknown table: 'flihgts'");
        assertThat(e.problem().remedy()).isEqualTo("Did you mean 'flights'?");
    }

    @Test
    void namesFilesThatAreNotWhatTheirNameSays() throws IOException {
        file("fake.csv", "PAR1 and so on");
        file("fake2.parquet", "a,b\n1,2\n".repeat(3));
        file("secret.parquet", "PAR1" + "x".repeat(20) + "PARE");
        file("short.parquet", "PAR1");
        file("packed.csv.gz", "a,b\n1,2\n");
        file("packed.csv.zst", "a,b\n1,2\n");
        file("cut.json", "[{\"a\": 1}, {\"a\": ");
        file("cut2.jsonl", "{\"a\": 1}\n{\"a\": \n");
        file("scalar.json", "[1, 2]");

        assertThat(failure("fake"))
                .hasMessage(
                        "Cannot read file 'fake.csv': its name says CSV, its content is Parquet");
        assertThat(failure("fake2"))
                .hasMessage(
                        "Cannot read file 'fake2.parquet': its name says Parquet, its content is none");
        assertThat(failure("secret"))
                .hasMessage("Cannot read file 'secret.parquet': it is an encrypted Parquet file");
        assertThat(failure("short"))
                .hasMessage("Cannot read file 'short.parquet': it is too short for a Parquet file");
        assertThat(failure("cut")).hasMessageStartingWith("Cannot read file 'cut.json': ");
        assertThat(failure("cut2")).hasMessageStartingWith("Cannot read file 'cut2.jsonl': ");
        assertThat(failure("scalar")).hasMessageStartingWith("Cannot read file 'scalar.json': ");
        assertThat(failure("packed")).hasMessageStartingWith("Ambiguous table: 'packed'");
        Files.delete(folder.resolve("packed.csv.zst"));
        assertThat(failure("packed"))
                .hasMessage("Cannot read file 'packed.csv.gz': it cannot be unpacked as gzip");
    }

    @Test
    void namesDanglingLinksAndFoldersWithTheNameOfAFile() throws IOException {
        Files.createSymbolicLink(folder.resolve("dangling.csv"), folder.resolve("not-here.csv"));
        Files.createDirectory(folder.resolve("folder.csv"));

        assertThat(failure("dangling"))
                .hasMessage(
                        "Cannot read file 'dangling.csv': it is a link to a file that is not there");
        assertThat(failure("folder")).hasMessage("Cannot read file 'folder.csv': it is a folder");
    }

    @Test
    void writesNothing() throws IOException {
        try (FolderSource source = new FolderSource(folder)) {
            PlumblineException e =
                    catchThrowableOfType(
                            PlumblineException.class,
                            () ->
                                    source.output("t", new Schema(List.of()), WriteMode.REPLACE)
                                            .close());
            assertThat(e).hasMessage("Cannot write table 't': a data folder is only read");
            assertThat(e.problem().code()).isEqualTo(ErrorCode.CAPABILITY_MISSING);
        }
    }

    @Test
    void refusesPathsOutOfAConnectionsFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        file("outside.csv", "secret\n1\n");
        Files.createSymbolicLink(inner.resolve("link.csv"), folder.resolve("outside.csv"));
        FilesSource source = new FilesSource(inner, CsvOptions.of(Map.of()));
        for (String table :
                List.of(
                        "../outside.csv",
                        "link.csv",
                        folder.resolve("outside.csv").toString(),
                        "x/../../outside.csv")) {
            PlumblineException e =
                    catchThrowableOfType(PlumblineException.class, () -> source.describe(table));
            assertThat(e).hasMessageContaining("'" + table + "'");
            assertThat(e.problem().code())
                    .as(table)
                    .isIn(ErrorCode.REFERENCE_REFUSED, ErrorCode.TABLE_UNKNOWN);
        }
    }
}
