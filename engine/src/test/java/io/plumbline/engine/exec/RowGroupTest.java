package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A Parquet file of which all row groups but the first are damaged: whoever reads one of them
/// fails.
class RowGroupTest {
    private static final Schema COLUMNS =
            Rows.schema("id BIGINT", "name VARCHAR", "sold DATE", "amount DECIMAL(15,2)");

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void damage() throws SQLException, IOException {
        file = folder.resolve("sales.parquet");
        long second;
        long end;
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute(
                    "COPY (SELECT i AS id, 'n' || hash(i) AS name, DATE '2024-01-01' + CAST(i / 1000"
                            + " AS INTEGER) AS sold, CAST(i AS DECIMAL(15,2)) AS amount FROM"
                            + " range(40960) t(i)) TO '"
                            + file
                            + "' (FORMAT parquet, ROW_GROUP_SIZE 4096)");
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT max(coalesce(dictionary_page_offset, data_page_offset) +"
                                    + " total_compressed_size) FILTER (row_group_id = 0),"
                                    + " max(coalesce(dictionary_page_offset, data_page_offset) +"
                                    + " total_compressed_size) FROM parquet_metadata('"
                                    + file
                                    + "')")) {
                rows.next();
                second = rows.getLong(1);
                end = rows.getLong(2);
            }
        }
        byte[] garbage = new byte[(int) (end - second)];
        Arrays.fill(garbage, (byte) 0xff);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(second);
            out.write(garbage);
        }
    }

    private List<List<Object>> rows(String sql) {
        try (LocalEngine engine =
                new LocalEngine(new EngineSettings(512 << 20, 1, null), FileGuard.NONE)) {
            engine.register(
                    List.of("sales"),
                    new Scan.Files(List.of(file), Scan.FileFormat.PARQUET, Map.of(), COLUMNS));
            Catalog catalog = Catalog.of(List.of(new Relation(List.of("sales"), COLUMNS)));
            return Rows.all(engine.query(new SqlCompiler(catalog).query(sql)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, name, sold, amount FROM sales WHERE id = 777",
                "SELECT id, name FROM sales WHERE amount BETWEEN 777 AND 777.5",
                "SELECT name FROM sales WHERE sold = DATE '2024-01-01' AND id < 1",
                "SELECT name FROM sales WHERE sold < DATE '2023-12-02' + INTERVAL '1' MONTH AND id = 5",
                "SELECT big.name FROM (SELECT name, id + 0 AS other, id FROM sales) AS big"
                        + " WHERE big.id IN (7)",
                "SELECT s.name FROM sales s JOIN (VALUES (7)) AS v(id) ON s.id = v.id WHERE s.id < 9",
                "SELECT id, name FROM sales LIMIT 1"
            })
    void readsOnlyTheRowGroupsThatAConditionOrALimitAsksFor(String sql) {
        assertThat(rows(sql)).hasSize(1);
    }

    @Test
    void failsWhereTheDamagedRowGroupsAreNeeded() {
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> rows("SELECT name FROM sales WHERE id = 40000"));

        assertThat(e).isNotNull();
        assertThat(e.problem().message())
                .isEqualTo("Cannot run the statement: the embedded engine refused it");
    }
}
