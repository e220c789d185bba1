package io.plumbline.testdata.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A real PostgreSQL on a loopback port, started as a child process and stopped when closed. It
/// runs with `fsync` off: good for tests and samples, not for anything that must last.
public final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /// Starts a server whose data is in a folder and stays there after it stopped.
    ///
    /// @param port the port, 0 for any free one
    public static PostgresServer start(Path data, int port) throws IOException {
        Files.createDirectories(data.toAbsolutePath().getParent());
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data.toFile())
                        .setCleanDataDirectory(false)
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setPGStartupWait(Duration.ofSeconds(60));
        if (port != 0) {
            builder.setPort(port);
        }
        return new PostgresServer(builder.start());
    }

    /// Starts a server whose data goes when it stops.
    public static PostgresServer start() throws IOException {
        return new PostgresServer(
                EmbeddedPostgres.builder()
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start());
    }

    /// Returns the port it listens on at 127.0.0.1.
    public int port() {
        return server.getPort();
    }

    /// Returns the JDBC URL of a database for the super-user `postgres`, without password.
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
