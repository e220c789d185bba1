package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockdownTest {
    @TempDir Path folder;
    private Session session;

    @BeforeEach
    void open() throws IOException {
        Path named = Files.writeString(folder.resolve("t.csv"), "id,v\n1,10\n2,20\n");
        Files.writeString(folder.resolve("secret.csv"), "id\nTOP-SECRET\n");
        Path staging = Files.createDirectories(folder.resolve("staging"));
        Files.createSymbolicLink(staging.resolve("link.csv"), folder.resolve("secret.csv"));
        Scan scan =
                new Scan.Files(
                        List.of(named),
                        Scan.FileFormat.CSV,
                        Map.of(),
                        Rows.schema("id BIGINT", "v BIGINT"));
        session =
                new Session(
                        EngineSettings.defaults(),
                        Map.of(List.of("dataset", "t"), scan),
                        List.of(staging),
                        FileGuard.NONE);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private long count(String sql) {
        return session.run(
                sql,
                new Cancellation(),
                _ -> {},
                rows -> {
                    long n = 0;
                    while (rows != null && rows.next()) {
                        n++;
                    }
                    return n;
                });
    }

    /// As a nested loop, a preview of five rows over two large files takes minutes.
    @Test
    void sortsForAnAsOfJoinHoweverFewRowsAreEstimated() throws Exception {
        String t = session.relation(List.of("dataset", "t"));
        String sql =
                "EXPLAIN SELECT * FROM (SELECT * FROM %s LIMIT 5) a ASOF JOIN %s b ON a.id = b.id AND a.v >= b.v";
        StringBuilder plan = new StringBuilder();
        session.run(
                sql.formatted(t, t),
                new Cancellation(),
                _ -> {},
                rows -> {
                    while (rows != null && rows.next()) {
                        plan.append(rows.getString(2));
                    }
                    return 0;
                });
        assertThat(plan.toString()).contains("Read Csv").doesNotContain("Nested Loop");
    }

    @Test
    void readsTheFileThatWasNamed() {
        assertThat(count("SELECT * FROM " + session.relation(List.of("DATASET", "T"))))
                .isEqualTo(2);
    }

    @Test
    void writesIntoTheStagingFolder() {
        count("COPY (SELECT 1 AS a) TO '" + folder.resolve("staging/x.parquet") + "'");

        assertThat(folder.resolve("staging/x.parquet")).isNotEmptyFile();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM '/etc/passwd.csv'",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('{folder}/secret.csv')",
                "SELECT * FROM read_csv('{folder}/*.csv')",
                "SELECT * FROM read_csv('{folder}/staging/../secret.csv')",
                "SELECT * FROM read_text('{folder}/staging/link.csv')",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM read_parquet('http://127.0.0.1:9/x.parquet')",
                "SELECT * FROM read_csv('s3://bucket/x.csv')",
                "ATTACH '{folder}/new.db' AS n",
                "COPY (SELECT 1) TO '{folder}/out.csv'",
                "COPY (SELECT 1) TO '{folder}/staging/../out.csv'",
                "EXPORT DATABASE '{folder}/dump'",
                "INSTALL httpfs",
                "INSTALL '{folder}/x.duckdb_extension'"
            })
    void refusesWhatTheWorkspaceDidNotName(String sql) {
        assertThatThrownBy(() -> count(sql.replace("{folder}", folder.toString())))
                .isInstanceOf(PlumblineException.class)
                .hasMessage(
                        "Cannot reach what the statement names: the engine reads only files that"
                                + " the workspace names");
        assertThat(folder.resolve("new.db")).doesNotExist();
        assertThat(folder.resolve("out.csv")).doesNotExist();
        assertThat(folder.resolve("dump")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOAD httpfs",
                "SET memory_limit = '1GB'",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "PRAGMA threads = 7",
                "SELECT getenv('PATH')"
            })
    void refusesToChangeItself(String sql) {
        assertThatThrownBy(() -> count(sql))
                .isInstanceOf(PlumblineException.class)
                .hasMessageStartingWith("Cannot ");
    }

    @Test
    void removesItsTemporaryFolder() throws IOException {
        Path spill = folder.resolve("spill");
        EngineSettings settings = new EngineSettings(64 << 20, 1, spill);
        try (Session small = new Session(settings, Map.of(), List.of(), FileGuard.NONE)) {
            small.run(
                    "CREATE TABLE x AS SELECT md5(range::VARCHAR) AS h FROM range(4000000) ORDER BY 1",
                    new Cancellation(),
                    _ -> {},
                    _ -> 0L);
            assertThat(spill).exists();
        }

        assertThat(spill).doesNotExist();
    }
}
