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
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableFaultTest {
    private static final Schema ID = Schema.of(Field.of("id", DataType.INTEGER));

    @TempDir Path lakehouse;
    private DuckFiles duck;

    @BeforeEach
    void open() throws SQLException {
        duck = new DuckFiles();
        duck.write(new ManagedTables(lakehouse), "t", ID, WriteMode.REPLACE, "SELECT 1 AS id");
    }

    @AfterEach
    void close() throws SQLException {
        duck.close();
    }

    @ParameterizedTest
    @EnumSource
    void theVersionBeforeSurvivesADiskThatIsFullAtAnyMoment(WriteMode mode)
            throws SQLException, IOException {
        survives(
                mode,
                () -> new FileSystemException("x", null, "No space left on device"),
                ErrorCode.DISK_FULL,
                "Cannot write table 't': no space is left on the disk");
    }

    @ParameterizedTest
    @EnumSource
    void theVersionBeforeSurvivesAFolderThatTurnsReadOnlyAtAnyMoment(WriteMode mode)
            throws SQLException, IOException {
        survives(
                mode,
                () -> new AccessDeniedException("x"),
                ErrorCode.FILE_UNWRITABLE,
                "Cannot write table 't': its folder is read-only");
    }

    @ParameterizedTest
    @EnumSource
    void theVersionBeforeSurvivesAFailingDiskAtAnyMoment(WriteMode mode)
            throws SQLException, IOException {
        survives(
                mode,
                () -> new FileSystemException("x", null, "Input/output error"),
                ErrorCode.FILE_UNWRITABLE,
                "Cannot write table 't': the disk failed (Input/output error)");
    }

    /// Makes the first call fail, then the second, and so on until a write passes untouched.
    private void survives(
            WriteMode mode, Supplier<IOException> fault, ErrorCode code, String message)
            throws SQLException, IOException {
        int failures = 0;
        int perhaps = 0;
        for (int at = 1; ; at++) {
            List<String> before = duck.rows(new ManagedTables(lakehouse).scan("t"));
            FaultyDisk disk = new FaultyDisk(at, false, fault);
            Optional<PlumblineException> failure = tryWrite(disk, mode, at);
            ManagedTables tables = new ManagedTables(lakehouse);
            List<String> after = duck.rows(tables.scan("t"));
            List<String> wanted = new ArrayList<>(mode == WriteMode.APPEND ? before : List.of());
            wanted.add("{'id': " + (1000 + at) + "}");
            if (!disk.failed()) {
                assertThat(failure).isEmpty();
                assertThat(after).containsExactlyInAnyOrderElementsOf(wanted);
                break;
            }
            if (failure.isEmpty()) {
                // only tidying up failed
                assertThat(after).containsExactlyInAnyOrderElementsOf(wanted);
                continue;
            }
            failures++;
            assertThat(failure.orElseThrow().problem().code()).isEqualTo(code);
            assertThat(failure.orElseThrow()).hasMessage(message);
            perhaps += after.equals(before) ? 0 : 1;
            assertThat(after.stream().sorted().toList())
                    .as("failure at call " + at)
                    .isIn(before.stream().sorted().toList(), wanted.stream().sorted().toList());
        }
        assertThat(failures).isGreaterThan(8);
        assertThat(perhaps)
                .as("only the last force of the folder comes after the commit")
                .isLessThanOrEqualTo(1);
        assertThat(leftStaging()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theVersionBeforeSurvivesAKillAtAnyMoment(WriteMode mode) throws SQLException {
        ManagedTables tables = new ManagedTables(lakehouse);
        for (int at = 1; ; at++) {
            List<String> before = ids(tables);
            FaultyDisk disk = new FaultyDisk(at, true, () -> new IOException("killed"));
            Optional<String> made = killedWrite(new ManagedTables(lakehouse, disk), mode);
            List<String> after = ids(tables);
            assertThat(after.size() - before.size()).as("kill at call " + at).isBetween(0, 1);
            assertThat(after).containsAll(before).containsAll(made.stream().toList());
            assertThat(duck.rows(tables.scan("t")))
                    .hasSize((int) tables.versions("t").getLast().rows());
            if (!disk.failed()) {
                assertThat(made).isPresent();
                break;
            }
        }
        int versions = ids(tables).size();
        assertThat(tables.collectOrphans("t", Duration.ofMillis(-1000))).isGreaterThan(8);
        assertThat(ids(tables)).hasSize(versions);
        assertThat(leftStaging()).isEmpty();
    }

    /// Returns the version if it was acknowledged; leaves everything lie where the kill left it.
    private Optional<String> killedWrite(ManagedTables killed, WriteMode mode) throws SQLException {
        try {
            Output.Files output = killed.output("t", ID, mode, Map.of());
            output.written(List.of(duck.stage(output, "SELECT 5 AS id")));
            return Optional.of(output.commit());
        } catch (PlumblineException e) {
            return Optional.empty();
        }
    }

    private static List<String> ids(ManagedTables tables) {
        return tables.versions("t").stream().map(DatasetVersion::id).toList();
    }

    private Optional<PlumblineException> tryWrite(Disk disk, WriteMode mode, int value)
            throws SQLException {
        try {
            duck.write(
                    new ManagedTables(lakehouse, disk),
                    "t",
                    ID,
                    mode,
                    "SELECT " + (1000 + value) + " AS id");
            return Optional.empty();
        } catch (PlumblineException e) {
            return Optional.of(e);
        }
    }

    /// Returns data files that no version knows of.
    private List<Path> leftStaging() {
        ManagedTables tables = new ManagedTables(lakehouse);
        List<Path> known =
                tables.versions("t").stream()
                        .flatMap(v -> tables.scan("t", v.id()).paths().stream())
                        .toList();
        try (Stream<Path> files = Files.walk(lakehouse.resolve("t/data"))) {
            return files.filter(Files::isRegularFile).filter(f -> !known.contains(f)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void namesADamagedMetadataFile() throws IOException {
        Path file = lakehouse.resolve("t/metadata/v1.metadata.json");
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertDamaged("t/metadata/v1.metadata.json is damaged");
        }
        Files.writeString(file, "{\"format-version\": 2}");
        assertDamaged("t/metadata/v1.metadata.json is damaged");
        Files.writeString(file, "[".repeat(100_000));
        assertDamaged("t/metadata/v1.metadata.json is damaged");
        Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1});
        assertDamaged("t/metadata/v1.metadata.json is damaged");
    }

    @Test
    void namesDamagedAndMissingFilesBelow() throws IOException {
        for (String pattern : List.of("glob:**/snap-*.avro", "glob:**/*-m0.avro")) {
            Path file = find(pattern);
            String shown = "t/metadata/" + file.getFileName();
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            assertDamaged(shown + " is damaged");
            Files.delete(file);
            assertDamaged(shown + " is missing");
            Files.write(file, whole);
        }
        Path data = find("glob:**/*.parquet");
        Files.move(data, data.resolveSibling("gone"));
        assertDamaged("t/data/" + data.getParent().getFileName() + "/part-0.parquet is missing");
    }

    @Test
    void doesNotWriteOnTopOfDamagedMetadata() throws IOException {
        Files.writeString(lakehouse.resolve("t/metadata/v2.metadata.json"), "{");

        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() ->
                        duck.write(
                                new ManagedTables(lakehouse),
                                "t",
                                ID,
                                WriteMode.REPLACE,
                                "SELECT 2 AS id"))
                .withMessage("Cannot read table 't': t/metadata/v2.metadata.json is damaged");
        assertThat(lakehouse.resolve("t/metadata/v3.metadata.json")).doesNotExist();
    }

    @Test
    void saysThatTheClockIsBehind() throws IOException {
        Path file = lakehouse.resolve("t/metadata/v1.metadata.json");
        String json = Files.readString(file);
        Files.writeString(
                file,
                json.replaceAll(
                        "\"(timestamp-ms|last-updated-ms)\":\\d+",
                        "\"$1\":" + (System.currentTimeMillis() + 3_600_000)));

        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() ->
                        duck.write(
                                new ManagedTables(lakehouse),
                                "t",
                                ID,
                                WriteMode.APPEND,
                                "SELECT 2 AS id"))
                .withMessageStartingWith(
                        "Cannot write table 't': this machine's clock is behind its last version");
    }

    @Test
    void refusesFilesFromElsewhere(@TempDir Path elsewhere) throws IOException, SQLException {
        ManagedTables tables = new ManagedTables(lakehouse);
        try (Output.Files output = tables.output("t", ID, WriteMode.APPEND, Map.of())) {
            Output.WrittenFile file = duck.stage(output, "SELECT 1 AS id");
            Path moved = elsewhere.resolve("x.parquet");
            Files.copy(file.path(), moved, StandardCopyOption.REPLACE_EXISTING);
            assertThatExceptionOfType(PlumblineException.class)
                    .isThrownBy(() ->
                            output.written(
                                    List.of(
                                            new Output.WrittenFile(
                                                    moved, 1, file.bytes(), Map.of()))))
                    .withMessage(
                            "Cannot write table 't': a written file is not in the staging folder");
            assertThatExceptionOfType(PlumblineException.class)
                    .isThrownBy(output::commit)
                    .withMessage(
                            "Cannot write table 't': commit without written files or after the"
                                    + " end");
        }
        assertThat(tables.versions("t")).hasSize(1);
    }

    private void assertDamaged(String what) {
        assertThatExceptionOfType(PlumblineException.class)
                .isThrownBy(() -> new ManagedTables(lakehouse).scan("t"))
                .withMessage("Cannot read table 't': " + what)
                .satisfies(e -> {
                    assertThat(e.problem().code()).isEqualTo(ErrorCode.METADATA_DAMAGED);
                    assertThat(e.problem().place().file()).startsWith("t/");
                });
    }

    private Path find(String pattern) throws IOException {
        var matcher = lakehouse.getFileSystem().getPathMatcher(pattern);
        try (Stream<Path> files = Files.walk(lakehouse)) {
            return files.filter(matcher::matches).min(Comparator.naturalOrder()).orElseThrow();
        }
    }
}
