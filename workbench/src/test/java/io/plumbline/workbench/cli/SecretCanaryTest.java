package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.testdata.server.PostgresServer;
import io.plumbline.workbench.service.TestWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A secret that is used by every command, with and without success, turns up nowhere: not in what
/// is printed, and in no file of the workspace.
final class SecretCanaryTest {
    private static final String CANARY = "CANARY-4711";
    private static final String SECRET = CANARY + "'\"$HOME %s {{x}} `id`";

    @TempDir private Path folder;

    @Test
    void keepsASecretOutOfEveryOutputAndFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET + "\n");
        Path root = folder.resolve("workspace");
        List<Ran> ran = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start();
                ProcessList processes = ProcessList.watch()) {
            fill(server);
            makeWorkspace(root, server.port(), secret);
            String w = root.toString();
            ran.add(Ran.of("plan", "copy", "-w", w));
            ran.add(Ran.of("preview", "copy.people", "-w", w));
            ran.add(Ran.of("run", "copy", "-w", w, "--debug"));
            ran.add(
                    Ran.of(
                            "query",
                            "-w",
                            w,
                            "--connection",
                            "crm",
                            "--sql",
                            "SELECT * FROM copied"));
            ran.add(Ran.of("lineage", "copied.name", "-w", w));
            ran.add(Ran.of("runs", "-w", w, "--format", "json"));
            ran.add(Ran.of("runs", "-w", w, "--format", "openlineage"));
            ran.add(Ran.of("audit", "log", "-w", w, "--format", "json"));
            assertThat(ran).as("%s", ran).allMatch(r -> r.code() == 0);
            assertThat(processes.seen()).isNotEmpty().noneMatch(l -> l.contains(CANARY));

            ran.add(Ran.of("validate", "-w", w));
            ran.add(Ran.of("run", "divide", "-w", w, "--debug"));
            ran.add(Ran.of("run", "far", "-w", w, "--debug"));
            ran.add(
                    Ran.of(
                            "query",
                            "-w",
                            w,
                            "--connection",
                            "far",
                            "--sql",
                            "SELECT * FROM far.t"));
            ran.add(Ran.of("runs", "-w", w));
            ran.add(Ran.of("runs", "-w", w, "--format", "openlineage"));
            assertThat(ran.stream().filter(r -> r.code() != 0)).hasSize(4);
        }
        assertThat(ran).noneMatch(r -> (r.out() + r.err()).contains(CANARY));
        assertThat(filesWith(folder)).containsExactly(secret);
    }

    /// Whoever gets a copy of the folder gets references, and is told which of them lead nowhere.
    @Test
    void aCopyOfTheWorkspaceHoldsNoSecretAndAsksForOne() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), CANARY + "\n");
        Path root = folder.resolve("workspace");
        TestWorkspace.in(root)
                .file(
                        "connections/hr.yaml",
                        "kind: h2\npath: data/hr\nuser: app\npassword: file:../secret.txt\n")
                .dataset("staff", "hr", "STAFF")
                .pipeline("copy", steps("staff", "ID > 0", "copied"));
        try (Connection made =
                        DriverManager.getConnection(
                                "jdbc:h2:file:" + root.resolve("data/hr"), "app", CANARY);
                Statement statement = made.createStatement()) {
            statement.execute("CREATE TABLE staff (id INTEGER); INSERT INTO staff VALUES (1)");
        }
        assertThat(Ran.of("run", "copy", "-w", root.toString()).code()).isZero();

        Path copy = folder.resolve("home/ben/workspace");
        copy(root, copy);

        assertThat(filesWith(folder)).containsExactly(secret);
        Ran ran = Ran.of("run", "copy", "-w", copy.toString());
        assertThat(ran.code()).as(ran.toString()).isNotZero();
        assertThat(ran.err())
                .contains("Cannot resolve secret 'file:../secret.txt': the file cannot be read");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static void fill(PostgresServer server) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(server.url("postgres"), "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE people (id INTEGER, name TEXT)");
            statement.execute("INSERT INTO people VALUES (0, 'Anna'), (1, 'Ben')");
        }
    }

    private static void makeWorkspace(Path root, int port, Path secret) throws IOException {
        TestWorkspace.in(root)
                .file("connections/crm.yaml", connection(port, secret))
                // nothing listens there
                .file("connections/far.yaml", connection(1, secret))
                .dataset("people", "crm", "people")
                .dataset("unreachable", "far", "t")
                .pipeline("copy", steps("people", "id >= 0", "copied"))
                .pipeline("divide", steps("people", "1 / id > 0", "divided"))
                .pipeline("far", steps("unreachable", "id >= 0", "moved"));
    }

    private static String connection(int port, Path secret) {
        return """
        kind: postgres
        host: 127.0.0.1
        port: %d
        database: postgres
        user: postgres
        password: file:%s
        """
                .formatted(port, secret);
    }

    private static String steps(String dataset, String condition, String target) {
        return """
        steps:
          - id: people
            type: read
            dataset: %s
          - id: wanted
            type: filter
            input: people
            condition: %s
          - id: publish
            type: write
            input: wanted
            dataset: %s
        """
                .formatted(dataset, condition, target);
    }

    private static List<Path> filesWith(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(SecretCanaryTest::holds).toList();
        }
    }

    /// What `ps` shows of all processes, looked at over and over.
    private record ProcessList(java.util.Set<String> seen, Thread thread) implements AutoCloseable {
        static ProcessList watch() {
            java.util.Set<String> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();
            Thread thread =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    ProcessHandle.allProcesses()
                                            .flatMap(p -> p.info().commandLine().stream())
                                            .forEach(seen::add);
                                }
                            });
            return new ProcessList(seen, thread);
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }

    private static boolean holds(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new String(bytes, StandardCharsets.ISO_8859_1).contains(CANARY)
                    || new String(bytes, StandardCharsets.UTF_16BE).contains(CANARY);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
