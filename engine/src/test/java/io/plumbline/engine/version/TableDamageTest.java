package io.plumbline.engine.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes single bytes: whatever comes of it, a person reads a message with a code and a file.
class TableDamageTest {
    private static final Schema SCHEMA =
            Schema.of(Field.of("id", DataType.INTEGER), Field.of("name", DataType.VARCHAR));

    @TempDir Path lakehouse;

    @Test
    void everyDamagedFileIsReadOrRefusedByName() throws SQLException, IOException {
        try (DuckFiles duck = new DuckFiles()) {
            ManagedTables tables = new ManagedTables(lakehouse);
            duck.write(tables, "t", SCHEMA, WriteMode.REPLACE, "SELECT 1 AS id, 'a' AS name");
            duck.write(tables, "t", SCHEMA, WriteMode.APPEND, "SELECT 2 AS id, 'b' AS name");
        }
        Random random = new Random(7);
        int refused = 0;
        for (Path file : metadataFiles()) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += 1 + random.nextInt(150)) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, damaged);
                refused += refused(file, at) ? 1 : 0;
            }
            Files.write(file, whole);
        }

        assertThat(refused).isGreaterThan(20);
        assertThat(new ManagedTables(lakehouse).scan("t").paths()).hasSize(2);
    }

    private boolean refused(Path file, int at) {
        ManagedTables tables = new ManagedTables(lakehouse);
        try {
            tables.scan("t");
            tables.versions("t");
            return false;
        } catch (PlumblineException e) {
            assertThat(e.problem().code())
                    .as(file.getFileName() + " at " + at + ": " + e.getMessage())
                    .isIn(
                            ErrorCode.METADATA_DAMAGED,
                            ErrorCode.CAPABILITY_MISSING,
                            ErrorCode.TYPE_MISMATCH);
            assertThat(e).hasMessageStartingWith("Cannot read table 't': ");
            return true;
        }
    }

    private List<Path> metadataFiles() throws IOException {
        try (Stream<Path> files = Files.list(lakehouse.resolve("t/metadata"))) {
            return files.filter(f -> !f.endsWith("v1.metadata.json")).sorted().toList();
        }
    }
}
