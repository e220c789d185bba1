package io.plumbline.workbench.cli;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
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
            Arrays.fill(zeros, (byte) '0');
            out.write("a\n".getBytes(StandardCharsets.US_ASCII));
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

    @Test
    void readsNoXmlSoThatNothingIsFetchedAndNothingGrows() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "a\n1\n");
        String fetching = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
        Files.writeString(folder.resolve("evil.xml"), fetching);
        Files.writeString(folder.resolve("evil.hpl"), fetching);

        for (String sql :
                List.of(
                        "SELECT EXTRACTVALUE('" + fetching + "', '/a') FROM t",
                        "SELECT EXTRACT_VALUE('" + fetching + "', '/a') FROM t",
                        "SELECT XMLTRANSFORM('<a/>', '" + fetching + "') FROM t",
                        "SELECT EXTRACT_XML('" + fetching + "', '/a') FROM t",
                        "SELECT \"EXTRACT\"('" + fetching + "', '/a') FROM t",
                        "SELECT EXISTSNODE('" + fetching + "', '/a') FROM t",
                        "SELECT * FROM evil")) {
            Ran ran = query(sql);
            assertThat(ran.code()).as("%s %s", sql, ran).isEqualTo(2);
            assertThat(ran.err()).startsWith("error ").doesNotContain("root:", "Exception");
            assertThat(ran.out()).isEmpty();
        }
    }

    /// A file of 1,000 rows whose footer says in one, two or all of its three places that they are
    /// a billion. Counting rows alone reads no more than the footer.
    @Test
    void refusesAParquetFileThatDeclaresABillionRowsOrReadsTheThousandItHas()
            throws SQLException, IOException {
        Path file = folder.resolve("many.parquet");
        duck("COPY (SELECT range AS a FROM range(1000)) TO '" + file + "'");
        byte[] good = Files.readAllBytes(file);
        int refused = 0;
        for (int places = 1; places < 8; places++) {
            Files.write(file, withBillions(good, places));
            Ran ran = query("SELECT SUM(a) AS s FROM many");
            if (ran.out().equals("s\n499500\n")) {
                continue;
            }
            assertThat(ran.code()).as("places %s: %s", places, ran).isEqualTo(3);
            assertThat(ran.err())
                    .startsWith("error DATA_INVALID: ")
                    .contains("many.parquet")
                    .doesNotContain("Exception");
            refused++;
        }
        assertThat(refused).isEqualTo(6);
    }

    private static byte[] withBillions(byte[] good, int places) {
        int end = good.length - 8;
        int begin = end - ByteBuffer.wrap(good).order(LITTLE_ENDIAN).getInt(end);
        // a field of type i64: 1,000, then 1,000,000,000, each zigzag as a varint
        byte[] thousand = {0x16, (byte) 0xD0, 0x0F};
        byte[] billion = {0x16, (byte) 0x80, (byte) 0xA8, (byte) 0xD6, (byte) 0xB9, 0x07};
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        int found = 0;
        for (int i = begin; i < end; i++) {
            if (!Arrays.equals(good, i, i + 3, thousand, 0, 3)) {
                footer.write(good[i]);
                continue;
            }
            footer.writeBytes((places >> found & 1) == 1 ? billion : thousand);
            found++;
            i += 2;
        }
        assertThat(found).as("places with the number of rows").isEqualTo(3);
        ByteArrayOutputStream lies = new ByteArrayOutputStream();
        lies.write(good, 0, begin);
        lies.writeBytes(footer.toByteArray());
        lies.writeBytes(ByteBuffer.allocate(4).order(LITTLE_ENDIAN).putInt(footer.size()).array());
        lies.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        return lies.toByteArray();
    }
}
