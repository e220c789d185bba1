package io.plumbline.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFooterTest {
    @TempDir private Path folder;

    private Path write(String select) throws SQLException {
        Path file = folder.resolve("t.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "'");
        }
        return file;
    }

    private static Inferred read(Path file) {
        return ParquetFooter.read(DataFile.of(file).orElseThrow());
    }

    @Test
    void findsColumnsTypesAndRows() throws SQLException {
        Path file =
                write(
                        "SELECT true AS a, 1::SMALLINT AS b, 1::INTEGER AS c, 1::BIGINT AS d,"
                                + " 1::FLOAT AS e, 1::DOUBLE AS f, 1.5::DECIMAL(9,2) AS g,"
                                + " 1::DECIMAL(38,4) AS h, 'x' AS i, DATE '2024-01-01' AS j,"
                                + " TIME '10:00:00' AS k, TIMESTAMP '2024-01-01 10:00:00' AS l,"
                                + " TIMESTAMPTZ '2024-01-01 10:00:00+00' AS m, 'x'::BLOB AS n,"
                                + " {'x': 1, 'y': [1, 2]} AS o, 1::UINTEGER AS p FROM range(7)");

        Inferred found = read(file);

        assertThat(found.rows()).isEqualTo(7);
        assertThat(found.schema().fields().stream().map(f -> f.name() + " " + f.type()))
                .containsExactly(
                        "a BOOLEAN",
                        "b SMALLINT",
                        "c INTEGER",
                        "d BIGINT",
                        "e REAL",
                        "f DOUBLE",
                        "g DECIMAL(9,2)",
                        "h DECIMAL(38,4)",
                        "i VARCHAR",
                        "j DATE",
                        "k TIME",
                        "l TIMESTAMP",
                        "m TIMESTAMP_TZ",
                        "n VARBINARY",
                        "o VARCHAR",
                        "p BIGINT");
    }

    @Test
    void namesFilesThatAreCutOff() throws SQLException, IOException {
        byte[] whole = Files.readAllBytes(write("SELECT range AS a FROM range(1000)"));
        for (int length : new int[] {1, 4, 11, 12, 100, whole.length / 2, whole.length - 1}) {
            Path cut = folder.resolve("cut.parquet");
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            PlumblineException e = (PlumblineException) catchThrowable(() -> read(cut));
            assertThat(e).as("%d bytes", length).isNotNull();
            assertThat(e.problem().code()).isEqualTo(ErrorCode.DATA_INVALID);
            assertThat(e).hasMessageStartingWith("Cannot read file 'cut.parquet': ");
        }
    }

    @Test
    void survivesEveryDamageOfTheFooter() throws SQLException, IOException {
        byte[] whole =
                Files.readAllBytes(
                        write("SELECT 1 AS a, 'x' AS b, {'c': [1.5]} AS d FROM range(100)"));
        Random random = new Random(20260101);
        Path file = folder.resolve("hurt.parquet");
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] hurt = whole.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = hurt.length - 1 - random.nextInt(Math.min(hurt.length, 600));
                hurt[at] = (byte) random.nextInt(256);
            }
            Files.write(file, hurt);
            Throwable e = catchThrowable(() -> read(file));
            if (e != null) {
                assertThat(e)
                        .as("round %d", round)
                        .isInstanceOf(PlumblineException.class)
                        .hasMessageStartingWith("Cannot read file 'hurt.parquet': ");
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void refusesFootersThatClaimMoreThanThereIs() throws IOException {
        Path file = folder.resolve("lies.parquet");
        byte[] lies = new byte[64];
        System.arraycopy(new byte[] {'P', 'A', 'R', '1'}, 0, lies, 0, 4);
        System.arraycopy(new byte[] {'P', 'A', 'R', '1'}, 0, lies, 60, 4);
        lies[59] = 0x7F;
        Files.write(file, lies);

        assertThat(catchThrowable(() -> read(file)))
                .hasMessage(
                        "Cannot read file 'lies.parquet': its footer claims an impossible length");
    }
}
