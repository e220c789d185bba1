package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.metadata.ChildJvm;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.RunService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.TestWorkspace;
import io.plumbline.workbench.service.WorkspaceSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files many times the size of the heap and of the engine's memory are read, aggregated, sorted
/// and written by a process that never holds more than a bounded part of them.
final class LargeFilesTest {
    private static final long MEGABYTE = 1 << 20;

    private static final String SORT_AND_GROUP =
            """
            steps:
              - id: events
                type: read
                dataset: events
              - id: sorted
                type: sort
                input: events
                by: [place]
              - id: to_sorted
                type: write
                input: sorted
                dataset: sorted
              - id: groups
                type: aggregate
                input: events
                group_by: [grp]
                aggregates: {n: COUNT(*), total: SUM(amount), last: MAX(body)}
              - id: to_groups
                type: write
                input: groups
                dataset: groups
            """;

    @TempDir private Path root;

    /// @param rows how many rows of about 150 bytes
    /// @param heap what Java may use, in megabytes
    /// @param engine what the embedded engine may use, in megabytes
    /// @param most what the process may hold at its peak, in megabytes
    private record Size(long rows, int heap, int engine, int most) {}

    @Test
    void runsOverAFileLargerThanItsMemory() throws Exception {
        runOver("csv", new Size(2_600_000, 96, 180, 700));
    }

    @Test
    @Tag("soak")
    void runsOverTenGigabytesInAHeapOfOne() throws Exception {
        runOver("csv", new Size(85_000_000, 1_024, 1_000, 3_000));
        runOver("jsonl", new Size(16_000_000, 256, 700, 2_000));
        runOver("parquet", new Size(16_000_000, 256, 500, 2_000));
    }

    private void runOver(String ending, Size size) throws Exception {
        Path file = makeWorkspace(ending, size.rows());
        List<String> said =
                child(
                        size.heap() + "m",
                        RunOnce.class,
                        root.toString(),
                        String.valueOf(size.engine() * MEGABYTE));

        assertThat(said).as(ending).contains("ended with COMPLETE []");
        assertThat(Files.size(file) / MEGABYTE)
                .as("%s: size against heap and memory", ending)
                .isGreaterThan(size.engine() + size.heap());
        assertThat(peak(said)).as("%s: megabytes at the peak", ending).isLessThan(size.most());
        assertRows(size.rows());
        Files.delete(file);
        Files.delete(root.resolve("data/sorted.parquet"));
    }

    private Path makeWorkspace(String ending, long rows) throws IOException, SQLException {
        TestWorkspace.in(root)
                .dataset("events", "events." + ending)
                .dataset("sorted", "sorted.parquet")
                .dataset("groups", "groups.csv")
                .pipeline("all", SORT_AND_GROUP);
        return generate(ending, rows);
    }

    private Path generate(String ending, long rows) throws SQLException {
        Path file = root.resolve("data/events." + ending);
        String format = ending.equals("jsonl") ? "json" : ending;
        duck(
                "SET memory_limit = '1GB'",
                "SET preserve_insertion_order = false",
                ("COPY (SELECT range AS id, (range * 2654435761) %% 4294967296 AS place, range //"
                                + " 10 AS grp, range %% 1000 AS amount, md5(range::VARCHAR) ||"
                                + " md5((-range - 1)::VARCHAR) || md5((range + 0.5)::VARCHAR) AS body FROM"
                                + " range(%d)) TO '%s' (FORMAT %s)")
                        .formatted(rows, file, format));
        return file;
    }

    private void assertRows(long rows) throws SQLException {
        String sorted = "'" + root.resolve("data/sorted.parquet") + "'";
        String groups = "'" + root.resolve("data/groups.csv") + "'";
        assertThat(
                        duck(
                                "SELECT count(*), sum(id), sum(amount), count(DISTINCT body[1]) FROM "
                                        + sorted))
                .isEqualTo(List.of(rows, rows * (rows - 1) / 2, rows / 1_000 * 499_500, 16L));
        assertThat(duck("SELECT count(*), sum(n), sum(total), min(length(last)) FROM " + groups))
                .isEqualTo(List.of(rows / 10, rows, rows / 1_000 * 499_500, 96L));
        assertThat(
                        duck(
                                "SELECT count(*) FROM (SELECT stats_min_value::BIGINT < lag("
                                        + "stats_max_value::BIGINT) OVER (ORDER BY row_group_id) AS"
                                        + " wrong FROM parquet_metadata("
                                        + sorted
                                        + ") WHERE path_in_schema = 'place') WHERE wrong"))
                .as("row groups out of order")
                .isEqualTo(List.of(0L));
    }

    @Test
    void refusesFilesOfOneEndlessLineInLittleMemory() throws Exception {
        endless("one.csv", "a\n", "\n");
        endless("one.jsonl", "{\"a\": \"", "\"}\n");
        for (String file : List.of("one.csv", "one.jsonl")) {
            Path folder = Files.createDirectory(root.resolve(file + ".d"));
            Files.move(root.resolve(file), folder.resolve(file));
            List<String> said = child("96m", AskOnce.class, folder.toString());

            assertThat(said).as(file).anyMatch(l -> l.equals("ended with 3"));
            assertThat(said.toString()).contains("error DATA_INVALID: ").contains(file);
            assertThat(peak(said)).as("%s: megabytes at the peak", file).isLessThan(700);
        }
    }

    private void endless(String name, String head, String tail) throws IOException {
        byte[] block = new byte[(int) MEGABYTE];
        Arrays.fill(block, (byte) 'x');
        try (OutputStream out = Files.newOutputStream(root.resolve(name))) {
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 700; i++) {
                out.write(block);
            }
            out.write(tail.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static List<Long> duck(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            try (ResultSet rows = statement.getResultSet()) {
                if (rows == null || !rows.next()) {
                    return List.of();
                }
                Long[] out = new Long[rows.getMetaData().getColumnCount()];
                for (int i = 0; i < out.length; i++) {
                    out[i] = rows.getBigDecimal(i + 1).longValueExact();
                }
                return List.of(out);
            }
        }
    }

    private static List<String> child(String heap, Class<?> main, String... arguments)
            throws Exception {
        ChildJvm.Running child = ChildJvm.start(heap, main, arguments);
        List<String> said = child.out().lines().toList();
        child.process().waitFor();
        return said;
    }

    private static long peak(List<String> said) {
        return said.stream()
                .filter(l -> l.startsWith("VmHWM:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElseThrow();
    }

    /// Prints what the kernel counted as the most that this process held.
    private static void tellPeak() throws IOException {
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmHWM:"))
                .forEach(System.out::println);
    }

    /// The run, in a process of its own.
    static final class RunOnce {
        public static void main(String[] arguments) throws IOException {
            Path root = Path.of(arguments[0]);
            Surroundings here = Surroundings.ofThisMachine();
            Surroundings small =
                    new Surroundings(
                            here.connectors(),
                            new EngineSettings(Long.parseLong(arguments[1]), 2, null),
                            here.guard(),
                            here.actor());
            try (WorkspaceSession session = WorkspaceSession.open(root, small);
                    MetadataStore store = session.record("test")) {
                RunReport report =
                        new RunService(small)
                                .run(
                                        session,
                                        store,
                                        "all",
                                        new RunService.Settings(Map.of(), true),
                                        event -> {},
                                        new Cancellation());
                System.out.println("ended with " + report.state() + " " + report.problems());
            }
            tellPeak();
        }
    }

    /// A query, in a process of its own.
    static final class AskOnce {
        public static void main(String[] arguments) throws IOException {
            int code =
                    new CommandLineProgram(System.out, System.out)
                            .run(
                                    "query",
                                    "--data",
                                    arguments[0],
                                    "--sql",
                                    "SELECT MAX(a) FROM one");
            System.out.println("ended with " + code);
            tellPeak();
        }
    }
}
