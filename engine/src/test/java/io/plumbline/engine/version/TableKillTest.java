package io.plumbline.engine.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.spi.Output;
import io.plumbline.engine.spi.WriteMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableKillTest {
    /// More than are made before the kill, and few enough to end if nobody kills.
    private static final int COMMITS = 5_000;

    @TempDir Path folder;
    private Path lakehouse;
    private Path template;

    @BeforeEach
    void makeTemplate() throws SQLException, IOException {
        lakehouse = folder.resolve("lakehouse");
        template = folder.resolve("one-row.parquet");
        ManagedTables tables = new ManagedTables(folder.resolve("scratch"));
        try (DuckFiles duck = new DuckFiles();
                Output.Files output =
                        tables.output("t", CommitLoop.SCHEMA, WriteMode.REPLACE, Map.of())) {
            Files.copy(duck.stage(output, "SELECT 1 AS id").path(), template);
        }
    }

    @Test
    void noAcknowledgedCommitIsLostAndNoneIsTorn() throws Exception {
        killOften(12, 41);
    }

    @Test
    @Tag("soak")
    void noAcknowledgedCommitIsLostInManyKills() throws Exception {
        killOften(300, 42);
    }

    private void killOften(int kills, int seed) throws Exception {
        Random random = new Random(seed);
        Set<String> acknowledged = new LinkedHashSet<>();
        for (int kill = 1; kill <= kills; kill++) {
            try (LoopProcess loop = new LoopProcess(lakehouse, template, COMMITS, 7)) {
                loop.awaitFirst();
                Thread.sleep(random.nextInt(400));
                acknowledged.addAll(loop.kill());
            }
            check(acknowledged, kill);
        }
        ManagedTables tables = new ManagedTables(lakehouse);
        int before = tables.versions("t").size();
        tables.collectOrphans("t", Duration.ofMillis(-1000));
        assertThat(tables.collectOrphans("t", Duration.ofMillis(-1000))).isZero();
        assertThat(tables.versions("t")).hasSize(before);
        check(acknowledged, kills);
    }

    /// Looks at the table as the next process does that opens it.
    private void check(Set<String> acknowledged, int kill) throws SQLException {
        ManagedTables tables = new ManagedTables(lakehouse);
        List<DatasetVersion> versions = tables.versions("t");
        List<String> ids = versions.stream().map(DatasetVersion::id).toList();
        assertThat(ids).as("kill " + kill).containsAll(acknowledged);
        assertThat(ids.size() - acknowledged.size())
                .as("at most one commit per kill was made and not acknowledged")
                .isBetween(0, kill);
        try (DuckFiles duck = new DuckFiles()) {
            int from = Math.max(0, versions.size() - 10);
            for (DatasetVersion version : versions.subList(from, versions.size())) {
                assertThat(duck.rows(tables.scan("t", version.id())))
                        .hasSize(Math.toIntExact(version.rows()));
            }
        }
        assertThat(versions.getLast().current()).isTrue();
    }
}
