package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.workbench.cli.CommandLineProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Scd2Test {
    private static final int SEEDS = 300;
    private static final String GIVEN =
            """
            pipeline: p
            given:
              c:
                columns: {seed: INTEGER, k: INTEGER, a: VARCHAR, b: VARCHAR, valid_from: DATE, valid_to: DATE}
                file: c.csv
              n:
                columns: {seed: INTEGER, k: INTEGER, a: VARCHAR, b: VARCHAR, at: DATE, gone: BOOLEAN}
                file: n.csv
            expect:
              s: {file: s.csv}
            """;

    @TempDir Path root;
    private TestWorkspace workspace;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        workspace = TestWorkspace.in(root);
    }

    /// A version, or a change when `to` is null and not of a history.
    private record Row(
            int seed,
            int k,
            @Nullable String a,
            @Nullable String b,
            int from,
            int to,
            boolean gone) {}

    private static final int OPEN = 99;

    private void pipeline(String inputs, String more) throws IOException {
        workspace.pipeline(
                "p",
                """
                steps:
                  - {id: c, type: read, dataset: c}
                  - {id: n, type: read, dataset: n}
                  - {id: s, type: scd2, inputs: %s, keys: [seed, k], effective: at%s}
                """
                        .formatted(inputs, more));
    }

    private String run() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            new CommandLineProgram(both, both).run("test", "-w", root.toString());
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String day(int day) {
        return day == OPEN ? "" : "2024-01-%02d".formatted(day);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private void write(List<Row> current, List<Row> changes, List<Row> expected)
            throws IOException {
        StringBuilder c = new StringBuilder("seed,k,a,b,valid_from,valid_to\n");
        current.forEach(r ->
                c.append(
                        "%d,%d,%s,%s,%s,%s%n"
                                .formatted(
                                        r.seed,
                                        r.k,
                                        text(r.a),
                                        text(r.b),
                                        day(r.from),
                                        day(r.to))));
        StringBuilder n = new StringBuilder("seed,k,a,b,at,gone\n");
        changes.forEach(r ->
                n.append(
                        "%d,%d,%s,%s,%s,%s%n"
                                .formatted(
                                        r.seed, r.k, text(r.a), text(r.b), day(r.from), r.gone)));
        StringBuilder s = new StringBuilder("seed,k,a,b,valid_from,valid_to,is_current\n");
        expected.forEach(r ->
                s.append(
                        "%d,%d,%s,%s,%s,%s,%s%n"
                                .formatted(
                                        r.seed,
                                        r.k,
                                        text(r.a),
                                        text(r.b),
                                        day(r.from),
                                        day(r.to),
                                        r.to == OPEN)));
        workspace.file("tests/c.csv", c.toString());
        workspace.file("tests/n.csv", n.toString());
        workspace.file("tests/s.csv", s.toString());
        workspace.file("tests/t.yaml", GIVEN);
    }

    private static @Nullable String letter(Random random) {
        return random.nextInt(5) == 0 ? null : String.valueOf((char) ('x' + random.nextInt(2)));
    }

    /// Histories that the step itself could have made: for each key versions that touch or leave a
    /// gap, no two neighbours alike.
    private static List<Row> history(int seed, Random random) {
        List<Row> out = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            int day = 1 + random.nextInt(4);
            @Nullable Row last = null;
            while (day < 15 && random.nextInt(4) > 0) {
                int to = random.nextInt(4) == 0 ? OPEN : day + 1 + random.nextInt(4);
                Row row = new Row(seed, k, letter(random), letter(random), day, to, false);
                boolean touches = last != null && last.to == day;
                if (last == null || !touches || !Objects.equals(last.a, row.a)) {
                    out.add(row);
                    last = row;
                    day = to == OPEN ? OPEN : to + (random.nextInt(3) == 0 ? 1 : 0);
                } else {
                    day++;
                }
            }
        }
        return out;
    }

    private static List<Row> changes(int seed, Random random, boolean deletions) {
        List<Row> out = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            boolean gone = deletions && random.nextInt(4) == 0;
            out.add(
                    new Row(
                            seed,
                            random.nextInt(4),
                            letter(random),
                            letter(random),
                            1 + random.nextInt(20),
                            OPEN,
                            gone));
        }
        return out;
    }

    /// Reads time day by day: what a key is on each day, and a new version when `a` differs from
    /// the day before.
    private static List<Row> naive(List<Row> current, List<Row> changes, boolean close) {
        List<Row> out = new ArrayList<>();
        int latest = changes.stream().mapToInt(Row::from).max().orElse(OPEN);
        for (int k = 0; k < 4; k++) {
            int key = k;
            TreeMap<Integer, Row> events = new TreeMap<>();
            current.stream()
                    .filter(r -> r.k == key && r.to != OPEN)
                    .forEach(r ->
                            events.put(r.to, new Row(r.seed, key, r.a, r.b, r.to, OPEN, true)));
            current.stream().filter(r -> r.k == key).forEach(r -> events.put(r.from, r));
            List<Row> mine = new ArrayList<>(changes.stream().filter(r -> r.k == key).toList());
            boolean open = current.stream().anyMatch(r -> r.k == key && r.to == OPEN);
            if (close && mine.isEmpty() && open && latest != OPEN) {
                events.put(latest, new Row(0, key, null, null, latest, OPEN, true));
            }
            Comparator<@Nullable String> down = Comparator.nullsFirst(Comparator.naturalOrder());
            mine.sort(
                    Comparator.comparing((Row r) -> !r.gone)
                            .thenComparing(r -> r.a, down)
                            .thenComparing(r -> r.b, down));
            mine.forEach(r -> events.put(r.from, r));
            @Nullable Row version = null;
            for (Row event : events.values()) {
                if (version != null && (event.gone || !Objects.equals(version.a, event.a))) {
                    out.add(
                            new Row(
                                    version.seed,
                                    key,
                                    version.a,
                                    version.b,
                                    version.from,
                                    event.from,
                                    false));
                    version = null;
                }
                if (version == null && !event.gone) {
                    version = new Row(event.seed, key, event.a, event.b, event.from, OPEN, false);
                }
            }
            if (version != null) {
                out.add(version);
            }
        }
        return out;
    }

    private void compare(String more, boolean deletions, boolean close, long base)
            throws IOException {
        pipeline("{current: c, changes: n}", ", tracked: [a]" + more);
        List<Row> current = new ArrayList<>();
        List<Row> changes = new ArrayList<>();
        List<Row> expected = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(base + seed);
            List<Row> c = history(seed, random);
            List<Row> n = changes(seed, random, deletions);
            if (close && n.isEmpty()) {
                c = List.of(); // the latest time is one of all seeds
            }
            current.addAll(c);
            changes.addAll(n);
        }
        for (int seed = 0; seed < SEEDS; seed++) {
            int s = seed;
            int latest = changes.stream().mapToInt(Row::from).max().orElse(OPEN);
            List<Row> mine = new ArrayList<>(changes.stream().filter(r -> r.seed == s).toList());
            mine.add(new Row(seed, 9, null, null, latest, OPEN, false)); // brings the time alone
            expected.addAll(naive(current.stream().filter(r -> r.seed == s).toList(), mine, close));
        }
        assertThat(expected).hasSizeGreaterThan(SEEDS);
        write(current, changes, expected);
        if (!deletions) {
            Files.writeString(root.resolve("tests/t.yaml"), GIVEN);
        }
        assertThat(run()).as("seeds from " + base).isEqualTo("pass  t\n1 passed, 0 failed\n");
        // what was made is the history so far of the next time
        write(expected, changes, expected);
        if (!close) {
            assertThat(run()).as("a second time").isEqualTo("pass  t\n1 passed, 0 failed\n");
        }
    }

    @Test
    void agreesWithTimeReadDayByDay() throws IOException {
        compare(", deleted: gone", true, false, 1_000);
    }

    @Test
    void closesWhatASnapshotDoesNotName() throws IOException {
        compare(", deleted: gone, missing: close", true, true, 2_000);
    }

    @Test
    void beginsWithoutAHistoryAndTellsWhatCannotBePlaced() throws IOException {
        workspace.pipeline(
                "p",
                """
                steps:
                  - {id: n, type: read, dataset: n}
                  - {id: s, type: scd2, inputs: {changes: n}, keys: [k], effective: at, valid_to: until}
                """);
        workspace.file(
                "tests/t.yaml",
                """
                pipeline: p
                given:
                  n:
                    columns: {k: INTEGER, a: VARCHAR, at: TIMESTAMP}
                    rows: [{k: 1, a: x, at: 2024-01-02}, {k: 1, a: y, at: 2024-01-01}, {k: 1, a: q}, {a: z, at: 2024-01-01}]
                expect:
                  s: [{k: 1, a: y, valid_from: 2024-01-01, until: 2024-01-02, is_current: false}, {k: 1, a: x, valid_from: 2024-01-02, is_current: true}]
                  s.rejected: [{k: 1, a: q}, {k: ~, a: z}]
                """);
        assertThat(run()).isEqualTo("pass  t\n1 passed, 0 failed\n");
    }

    @Test
    void tellsWhatIsWrong() throws IOException {
        write(List.of(), List.of(), List.of());
        pipeline("{current: c, changes: n}", ", tracked: [k], deleted: gon");
        assertThat(run()).contains("Did you mean 'gone'?");
        pipeline("{current: c, changes: n}", ", tracked: [k], deleted: gone");
        assertThat(run()).contains("Invalid tracked: 'k' is a key or a time");
        pipeline("{current: c, changes: n}", ", deleted: gone, valid_from: since");
        assertThat(run()).contains("Missing column: 'since' of the input current");
        pipeline("{current: c}", "");
        assertThat(run()).contains("Missing required input: 'changes'");
    }
}
