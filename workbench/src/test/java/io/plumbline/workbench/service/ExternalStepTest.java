package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.exec.RunReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Programs are real processes here: the tools of POSIX, and shell scripts of the workspace.
@Timeout(120)
class ExternalStepTest {
    private static final String N = "columns: {n: BIGINT}, flow: {n: [n]}";

    @TempDir Path folder;
    private ProgramTrial trial;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        trial = ProgramTrial.in(folder);
    }

    @Test
    void handsEveryTypeToTheProgramAndTakesItBackUnchanged() throws IOException {
        String columns =
                "b: BOOLEAN, i: SMALLINT, j: INTEGER, k: BIGINT, d: 'DECIMAL(38,9)', e: 'DECIMAL(4,2)',"
                        + " r: REAL, x: DOUBLE, t: VARCHAR, u: 'VARCHAR(3)', y: DATE, h: TIME, m: TIMESTAMP";
        String text = "'a\\\"b''c' || CHR(10) || CHR(13) || ',\\\\ {é😀\u2028}'";
        trial.steps(
                        """
                          - id: typed
                            type: sql
                            inputs: [o]
                            query: "SELECT n > 1 AS b, CAST(-32768 AS SMALLINT) AS i, CAST(2147483647 AS INTEGER) AS j,\
                         CAST(-9223372036854775807 AS BIGINT) AS k, CAST('12345678901234567890123456789.123456789' AS DECIMAL(38,9)) AS d,\
                         CAST(0.10 AS DECIMAL(4,2)) AS e, CAST(0.5 AS REAL) AS r, CAST(0.1 AS DOUBLE) AS x, %s AS t, CAST('äöü' AS VARCHAR(3)) AS u,\
                         DATE '0001-01-01' AS y, TIME '23:59:59.999999' AS h, TIMESTAMP '2024-02-29 00:00:00.000001' AS m FROM o\
                         WHERE n = 1 UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM o WHERE n = 2"
                          - {id: s, type: external, input: typed, command: [cat], rows: one_to_one, columns: {%s}}
                        """
                                .formatted(text, columns))
                .allow();

        assertThat(trial.preview("s", 10)).isEqualTo(trial.preview("typed", 10)).hasSize(2);
    }

    @Test
    void takesInstantsAndBytes() throws IOException {
        trial.scripted(
                        """
                        cat > /dev/null
                        echo '{"at":"2024-01-01T01:00:00.5+02:00","raw":"AAH/","n":12.0,"d":"1.50"}'
                        echo ''
                        echo '{"d":1E1,"n":"7","raw":null,"at":"2024-01-01 01:00:00Z"}'
                        """,
                        "columns: {at: TIMESTAMP_TZ, raw: VARBINARY, n: INTEGER, d: 'DECIMAL(6,2)'}")
                .allow();

        assertThat(trial.preview("s", 10).toString())
                .startsWith("[[2023-12-31T23:00:00.500Z, [B@")
                .contains(", 12, 1.50]", "[2024-01-01T01:00Z, null, 7, 10.00]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BIGINT       | '{\"n\":\"x\"}'          | column 'n' is no BIGINT",
                "SMALLINT     | '{\"n\":32768}'          | column 'n' is no SMALLINT",
                "BIGINT       | '{\"n\":9223372036854775808}' | column 'n' is no BIGINT",
                "BIGINT       | '{\"n\":1.5}'            | column 'n' is no BIGINT",
                "BIGINT       | '{\"n\":true}'           | column 'n' is no BIGINT",
                "DECIMAL(4,2) | '{\"n\":1.005}'          | column 'n' is no DECIMAL(4,2) without rounding",
                "DECIMAL(4,2) | '{\"n\":100}'            | column 'n' is no DECIMAL(4,2) without rounding",
                "DECIMAL(4,2) | '{\"n\":1e300}'          | column 'n' is no DECIMAL(4,2) without rounding",
                "DOUBLE       | '{\"n\":NaN}'            | it is no JSON",
                "REAL         | '{\"n\":1e300}'          | column 'n' is no REAL",
                "DOUBLE       | '{\"n\":\"1\"}'          | column 'n' is no DOUBLE",
                "BOOLEAN      | '{\"n\":1}'              | column 'n' is no BOOLEAN",
                "VARCHAR      | '{\"n\":1}'              | column 'n' is no VARCHAR",
                "VARCHAR(2)   | '{\"n\":\"abc\"}'        | column 'n' is no VARCHAR(2)",
                "VARBINARY    | '{\"n\":\"-\"}'          | column 'n' is no VARBINARY in base64",
                "DATE         | '{\"n\":\"2024-02-30\"}' | column 'n' is no DATE such as 2026-01-31",
                "DATE         | '{\"n\":\"+10000-01-01\"}' | column 'n' is no DATE such as 2026-01-31",
                "TIME         | '{\"n\":\"24:00:00\"}'   | column 'n' is no TIME such as 23:59:00",
                "TIMESTAMP    | '{\"n\":\"2024-01-01\"}' | column 'n' is no TIMESTAMP such as 2026-01-31T23:59:00",
                "TIMESTAMP    | '{\"n\":\"2024-01-01T00:00:00.0000001\"}' | column 'n' is no TIMESTAMP such as 2026-01-31T23:59:00",
                "TIMESTAMP_TZ | '{\"n\":\"2024-01-01T00:00:00\"}' | column 'n' is no TIMESTAMP_TZ such as 2026-01-31T23:59:00Z",
                "BIGINT       | '{\"N\":1}'              | it has a column that is not declared",
                "BIGINT       | '{}'                     | column 'n' is missing",
                "BIGINT       | '{\"n\":1,\"n\":2}'      | it is no JSON",
                "BIGINT       | '[1]'                    | it is no JSON object",
                "BIGINT       | 'n = 1'                  | it is no JSON",
            })
    void refusesWhatDoesNotFit(String type, String line, String why) throws IOException {
        trial.scripted(
                        "cat > /dev/null\necho '{\"n\":null}'\ncat <<'E'\n" + line + "\nE\n",
                        "columns: {n: '" + type + "'}, flow: {n: [n]}")
                .allow();

        assertThat(trial.failure())
                .startsWith(
                        "FAIL PROGRAM_OUTPUT_INVALID: Cannot take line 2 of program 'sh p.sh': "
                                + why
                                + " (p.s (columns");
        assertThat(trial.isReadable("out")).isFalse();
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        trial.scripted("cat > /dev/null\nprintf '{\"n\":\"\\377\"}'\n", "columns: {n: VARCHAR}")
                .allow();
        assertThat(trial.failure()).contains("line 1 of program 'sh p.sh': it is not UTF-8");
    }

    @Test
    void tellsHowAProgramFailedAndPublishesNothing() throws IOException {
        trial.scripted(
                        "head -n 1\nprintf '{\"n\":'\nseq 100000 >&2\necho no model >&2\nexit 3\n",
                        N)
                .allow();

        String failure = trial.failure();

        assertThat(failure)
                .startsWith(
                        "FAIL PROGRAM_FAILED: Program 'sh p.sh' failed with exit code 3; it said: …")
                .endsWith(" 99999 100000 no model (p.s (command))")
                .hasSizeLessThan(600);
        assertThat(trial.isReadable("out")).isFalse();
    }

    @Test
    void endsAProgramThatHangsAndAllThatItStarted() throws IOException {
        trial.scripted(
                        "sleep 600 &\necho $! > \"$1\"\n(setsid sleep 601 & echo $! >> \"$1\")\nwait\n",
                        N)
                .step(
                        "command: [sh, p.sh, '%s'], files: [p.sh], timeout: 1s, %s"
                                .formatted(folder.resolve("pids"), N))
                .allow();

        assertThat(trial.failure())
                .isEqualTo(
                        "FAIL TIMED_OUT: Program 'sh p.sh "
                                + shortened(folder.resolve("pids"))
                                + "' was ended: it took longer than its timeout of 1 s (p.s (timeout))");
        for (String pid : Files.readAllLines(folder.resolve("pids"))) {
            assertThat(ended(Long.parseLong(pid))).as(pid).isTrue();
        }
    }

    private static String shortened(Path path) {
        String name = "sh p.sh " + path;
        return (name.length() <= 60 ? name : name.substring(0, 59) + "…").substring(8);
    }

    private static boolean ended(long pid) {
        return ProcessHandle.of(pid)
                .map(p -> p.onExit().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join())
                .map(p -> !p.isAlive())
                .orElse(true);
    }

    @Test
    void doesNotWaitForWhatAProgramLeavesBehind() throws IOException {
        trial.scripted("cat\nsleep 600 &\n", "rows: one_to_one, " + N).allow();
        assertThat(trial.run().state()).isEqualTo(RunReport.State.COMPLETE);
    }

    @Test
    void readsWhileItWritesHoweverMuchThereIs() throws IOException {
        int rows = 100_000;
        trial.rows(
                        IntStream.rangeClosed(1, rows)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining("\n", "n\n", "\n")))
                .scripted(
                        // as much as it is given before it reads, and as much to standard error
                        "yes '{\"n\":1}' | head -n %d\nseq %d >&2\ncat\n".formatted(rows, rows), N)
                .allow();

        RunReport report = trial.run();

        assertThat(report.problems()).isEmpty();
        assertThat(ProgramTrial.account(report, "s"))
                .containsExactly(100_000L, 200_000L, 0L, 0L, 100_000L);
        assertThat(ProgramTrial.account(report, "w"))
                .containsExactly(200_000L, 200_000L, 0L, 0L, 0L);
    }

    @Test
    void letsAProgramStopReadingWhereAnyRowsAreDeclared() throws IOException {
        trial.rows("n\n" + "5\n".repeat(200_000)).step("command: [head, -n, '2'], " + N).allow();
        assertThat(trial.preview("s", 10)).containsExactly("[5]", "[5]");
        trial.step("command: [head, -n, '2'], rows: one_to_one, " + N).allow();
        assertThat(trial.failure())
                .isEqualTo(
                        "FAIL PROGRAM_OUTPUT_INVALID: Program 'head -n 2' gave 2 rows for 200,000:"
                                + " the step declares one_to_one (p.s (rows))");
    }

    @Test
    void refusesMoreRowsThanOneToOne() throws IOException {
        trial.scripted("cat\necho '{\"n\":4}'\n", "rows: one_to_one, " + N).allow();
        assertThat(trial.failure()).contains("gave 4 rows for 3");
        assertThat(trial.isReadable("out")).isFalse();
    }

    @Test
    void accountsForRowsAsDeclared() throws IOException {
        trial.step("command: [cat], rows: one_to_one, " + N).allow();
        assertThat(ProgramTrial.account(trial.run(), "s")).containsExactly(3L, 3L, 0L, 0L, 0L);
        trial.step("command: [head, -n, '1'], " + N).allow();
        assertThat(ProgramTrial.account(trial.run(), "s")).containsExactly(3L, 1L, 0L, 0L, -2L);
        trial.rows("n\n").step("command: [cat], rows: one_to_one, " + N).allow();
        assertThat(ProgramTrial.account(trial.run(), "s")).containsExactly(0L, 0L, 0L, 0L, 0L);
    }

    @Test
    void runsOnceHoweverManyNeedItsRows() throws IOException {
        Path runs = folder.resolve("runs");
        String program =
                "type: external, command: [sh, p.sh, '%s'], files: [p.sh], rows: one_to_one, %s"
                        .formatted(runs, N);
        trial.script("echo run >> \"$1\"\ncat\n")
                .steps(
                        """
                          - {id: s, input: o, %1$s}
                          - {id: t, input: s, %1$s}
                          - {id: good, type: check, input: t, checks: [{type: range, columns: [n], max: 2, on_failure: quarantine}]}
                          - {id: a, type: sql, inputs: [t, good], query: SELECT t.n + good.n AS n FROM t JOIN good ON t.n = good.n}
                          - {id: b, type: aggregate, input: t, aggregates: {n: SUM(n * 9000000000000000000)}}
                          - {id: c, type: external, input: a, command: [cat], %2$s}
                          - {id: wa, type: write, input: c, dataset: a}
                          - {id: wb, type: write, input: b, dataset: b}
                        """
                                .formatted(program, N))
                .allow();

        RunReport report = trial.run();

        // what overflows is not tried again with more digits: programs would run again
        assertThat(report.problems()).extracting(p -> p.code().name()).contains("OVERFLOW");
        assertThat(Files.readAllLines(runs)).hasSize(2);
        assertThat(trial.events("program.started")).hasSize(3);
    }

    @Test
    void previewsWhatComesOfAllRows() throws IOException {
        trial.scripted("wc -l | sed 's/.*/{\"n\":&}/; s/: */:/'\n", N).allow();
        assertThat(trial.preview("s", 1)).containsExactly("[3]");
        assertThat(trial.events("program.started"))
                .singleElement()
                .satisfies(e ->
                        assertThat(e.details())
                                .containsEntry("for", "preview")
                                .containsKey("sha256"));
    }

    @Test
    void givesTheProgramItsFilesAndHardlyAnythingElse() throws IOException {
        trial.file("models/m.json", "{}")
                .file("secret.txt", "x")
                .script(
                        "cat > /dev/null\n"
                                + "(find . -type f; env | sed 's/=.*//' | grep -v '^_$\\|OLDPWD\\|SHLVL')"
                                + " | sed 's/.*/{\"t\":\"&\"}/'\n")
                .step("command: [sh, p.sh], files: [p.sh, models/m.json], columns: {t: VARCHAR}")
                .allow();

        assertThat(trial.preview("s", 100))
                .containsExactlyInAnyOrder(
                        "[./models/m.json]",
                        "[./p.sh]",
                        "[HOME]",
                        "[LANG]",
                        "[LC_ALL]",
                        "[PATH]",
                        "[PLUMBLINE_PROGRAM]",
                        "[PWD]",
                        "[PYTHONUTF8]",
                        "[TEMP]",
                        "[TMP]",
                        "[TMPDIR]",
                        "[TZ]");
    }

    @Test
    void runsNothingThatIsNotAllowed() throws IOException {
        trial.script("echo run >> \"$1\"\ncat\n")
                .step(
                        "command: [sh, p.sh, '%s'], files: [p.sh], %s"
                                .formatted(folder.resolve("r"), N));

        assertThat(trial.failure())
                .startsWith("FAIL PROGRAM_REFUSED: Cannot run program 'sh p.sh ")
                .endsWith("of step 's': you have not allowed it (p.s (command))");
        assertThatThrownBy(() -> trial.preview("s", 1))
                .hasMessageContaining("you have not allowed it");
        assertThat(trial.run().problems().getFirst().remedy())
                .isEqualTo("Look at what it does; if you trust it: plumbline programs allow p.s");
        assertThat(folder.resolve("r")).doesNotExist();
        assertThat(trial.events("program.started")).isEmpty();
    }

    @Test
    void runsNothingThatHasChangedSinceItWasAllowed() throws IOException {
        trial.scripted("cat\n", N).allow();
        assertThat(trial.run().state()).isEqualTo(RunReport.State.COMPLETE);

        trial.script("cat; echo bad\n");
        assertThat(trial.failure()).contains("it has changed since you allowed it: p.sh (p.s");
        trial.script("cat\n").step("command: [sh, p.sh, -x], files: [p.sh], " + N);
        assertThat(trial.failure()).contains("you have not allowed it");
        trial.file("q.sh", "").step("command: [sh, p.sh], files: [p.sh, q.sh], " + N);
        assertThat(trial.failure()).contains("it has changed since you allowed it: q.sh");
    }

    @Test
    void takesNoPermissionFromTheWorkspace() throws IOException {
        ProgramTrial own = ProgramTrial.in(folder.resolve("x"));
        own.scripted("cat\n", N).allow();
        Path brought = trial.root().resolve("own");
        Files.createDirectories(brought);
        Files.copy(folder.resolve("x/own/programs.json"), brought.resolve("programs.json"));
        trial.scripted("cat\n", N);

        assertThat(trial.failure()).contains("you have not allowed it");
        Surroundings here = trial.surroundings();
        Surroundings inside =
                new Surroundings(here.connectors(), here.settings(), here.guard(), "anna", brought);
        assertThatThrownBy(() ->
                        inside.programs(trial.root(), "p")
                                .prepare(
                                        new io.plumbline.engine.spi.Program(
                                                "s", List.of("sh", "p.sh"), List.of("p.sh")),
                                        folder))
                .hasMessage(
                        "Cannot run program 'sh p.sh' of step 's': your own settings lie within the"
                                + " workspace");
    }

    @Test
    void stopsWithTheRun() throws IOException {
        trial.step(
                        "command: [sh, p.sh, '%s'], files: [p.sh], %s"
                                .formatted(folder.resolve("pid"), N))
                .script("echo $$ > \"$1\"\nsleep 600\n")
                .allow();
        var cancellation = new io.plumbline.engine.exec.Cancellation();
        Thread.ofVirtual()
                .start(() -> {
                    while (!Files.exists(folder.resolve("pid"))) {
                        Thread.onSpinWait();
                    }
                    cancellation.cancel();
                });

        RunReport report = trial.run(event -> {}, cancellation);

        assertThat(report.state()).isEqualTo(RunReport.State.ABORT);
        assertThat(report.problems())
                .extracting(p -> p.message())
                .containsExactly("Cancelled: the work was stopped on request");
        assertThat(trial.isReadable("out")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: [no_such_program]  | PROGRAM_FAILED: Cannot run program 'no_such_program' of step 's': 'no_such_program' is not found",
                "command: [/no/such]         | PROGRAM_FAILED: Cannot run program '/no/such' of step 's': '/no/such' is not found",
                "command: [./p.sh]           | PROGRAM_FAILED: Cannot run program './p.sh' of step 's': './p.sh' is not found",
                "command: [cat], files: [x]  | FILE_MISSING: Cannot run program 'cat' of step 's': its file 'x' cannot be read",
                "command: [cat], files: [out] | PROGRAM_REFUSED: Cannot run program 'cat' of step 's': 'out' is no file within the workspace",
            })
    void saysWhatIsMissing(String fields, String what) throws IOException {
        trial.script("cat\n").step(fields + ", " + N);
        Files.createSymbolicLink(
                trial.root().resolve("out"), Files.createFile(folder.resolve("f")));
        assertThat(trial.failure()).startsWith("FAIL " + what);
    }

    @Test
    void runsAProgramOfTheWorkspaceItself() throws IOException {
        trial.file("bin/p", "#!/bin/sh\ncat\n")
                .step("command: [bin/p], files: [bin/p], " + N)
                .allow();
        assertThat(trial.failure()).contains("Cannot start program 'bin/p': the system refuses it");
        assertThat(trial.root().resolve("bin/p").toFile().setExecutable(true)).isTrue();
        assertThat(trial.run().state()).isEqualTo(RunReport.State.COMPLETE);
    }
}
