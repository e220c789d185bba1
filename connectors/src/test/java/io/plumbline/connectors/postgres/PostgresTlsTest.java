package io.plumbline.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Source;
import io.plumbline.testdata.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server that shows certificates of every kind.
final class PostgresTlsTest {
    private static final String HERE = "san=ip:127.0.0.1";

    @TempDir private static Path folder;

    private static Certificates certificates = new Certificates(Path.of(""));
    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        certificates = Certificates.in(folder);
        certificates.server("good", "-ext", HERE);
        certificates.server("expired", "-ext", HERE, "-startdate", "-10d", "-validity", "1");
        certificates.server("elsewhere", "-ext", "san=dns:db.example.com");
        certificates.selfSigned("self");
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void trustsACertificateOfTheNamedAuthorityForThisHost() throws Exception {
        show("good");
        try (Source source = open("verify-full")) {
            assertThat(source.test()).contains("PostgreSQL");
        }
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        show("expired");
        assertThat(failure("verify-full"))
                .hasMessageEndingWith(": the TLS certificate of the server has expired");
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        show("elsewhere");
        assertThat(failure("verify-full"))
                .hasMessageEndingWith(": the TLS certificate of the server is for another name");
        try (Source source = open("verify-ca")) {
            assertThat(source.test()).contains("PostgreSQL");
        }
    }

    @Test
    void refusesACertificateThatNobodySigned() throws Exception {
        show("self");
        for (String mode : new String[] {"verify-full", "verify-ca"}) {
            assertThat(failure(mode))
                    .hasMessageEndingWith(
                            ": the TLS certificate of the server is not trusted, or TLS failed");
        }
    }

    /// Has the server show a certificate to whoever connects from now on.
    private static void show(String name) throws SQLException, InterruptedException {
        String file = folder.resolve(name + ".crt").toString();
        Statements.run(
                server,
                "ALTER SYSTEM SET ssl_cert_file = '" + file + "'",
                "ALTER SYSTEM SET ssl_key_file = '" + folder.resolve(name + ".key") + "'",
                "ALTER SYSTEM SET ssl = on",
                "SELECT pg_reload_conf()");
        // the server reloads when it comes to it
        for (int i = 0; i < 200 && !shown(file); i++) {
            Thread.sleep(50);
        }
        assertThat(shown(file)).as("the server shows " + name).isTrue();
    }

    private static boolean shown(String file) throws SQLException {
        return Statements.text(server, "SHOW ssl").equals("on")
                && Statements.text(server, "SHOW ssl_cert_file").equals(file);
    }

    private static Source open(String mode) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("url", server.url("postgres"));
        settings.put("user", "postgres");
        settings.put("sslmode", mode);
        settings.put("sslrootcert", certificates.authority().toString());
        Connection connection = new Connection("crm", "postgres", null, null, null, null, settings);
        return new PostgresConnector().open(connection, _ -> "", Path.of(""));
    }

    private static PlumblineException failure(String mode) {
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> {
                            try (Source source = open(mode)) {
                                source.test();
                            }
                        });
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
        return e;
    }
}
