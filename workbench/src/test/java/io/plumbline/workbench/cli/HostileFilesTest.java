package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data files that are made to harm, or that hold next to nothing, from the command line on.
final class HostileFilesTest {
    @TempDir private Path folder;

    private Ran query(String sql) {
        return Ran.of("query", "--data", folder.toString(), "--format", "csv", "--sql", sql);
    }

    private void duck(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void refuses(String table, String file) {
        Ran ran = query("SELECT COUNT(*) FROM " + table);
        assertThat(ran.code()).as(ran.err()).isIn(2, 3);
        assertThat(ran.err()).startsWith("error ").contains(file).doesNotContain("Exception");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void saysThatAParquetFileIsEncrypted() throws SQLException {
        duck(
                "SET force_mbedtls_unsafe = 'true'",
                "PRAGMA add_parquet_key('k', '0123456789012345')",
                "COPY (SELECT 42 AS answer) TO '"
                        + folder.resolve("closed.parquet")
                        + "' (ENCRYPTION_CONFIG {footer_key: 'k'})");
        refuses("closed", "closed.parquet");
        assertThat(query("SELECT * FROM closed").err()).contains("encrypted");
    }

    /// A kilobyte that unpacks to one line of 400 MB.
    @Test
    void refusesALineThatUnpacksWithoutEnd() throws SQLException, IOException {
        Path zstd = folder.resolve("bomb.csv.zst");
        duck(
                "COPY (SELECT repeat('0', 400000000) AS a) TO '"
                        + zstd
                        + "' (FORMAT csv, COMPRESSION zstd)");
        assertThat(Files.size(zstd)).isLessThan(200_000);
        refuses("bomb", "bomb.csv.zst");
    }

    @Test
    void refusesAGzipLineWithoutEnd() throws IOException {
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("zeros.csv.gz")))) {
            byte[] zeros = new byte[1 << 20];
            java.util.Arrays.fill(zeros, (byte) '0');
            out.write("a\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        refuses("zeros", "zeros.csv.gz");
    }

    @Test
    void readsTablesThatHoldNextToNothing() throws IOException {
        Files.writeString(folder.resolve("nothing.csv"), "a,b\n");
        Files.writeString(folder.resolve("nulls.csv"), "a,b\n,1\n,2\n");
        Files.writeString(folder.resolve("one.csv"), "a\n7\n");
        Files.writeString(folder.resolve("same.csv"), "a\n7\n7\n7\n");
        String aggregates = "SELECT COUNT(*) AS n, COUNT(a) AS known, MIN(a) AS least FROM ";
        assertThat(query(aggregates + "nothing").out()).isEqualTo("n,known,least\n0,0,\n");
        assertThat(query(aggregates + "nulls").out()).isEqualTo("n,known,least\n2,0,\n");
        assertThat(query(aggregates + "one").out()).isEqualTo("n,known,least\n1,1,7\n");
        assertThat(query("SELECT STDDEV_SAMP(a) AS s, VAR_POP(a) AS v FROM one").out())
                .isEqualTo("s,v\n,0.0\n");
        assertThat(query("SELECT STDDEV_SAMP(a) AS s FROM same").out()).isEqualTo("s\n0.0\n");
    }
}
