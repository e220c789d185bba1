package io.plumbline.connectors.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.spi.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2ConnectorTest {
    private static final String CANARY = "canary-7f3a";
    @TempDir private Path folder;
    private Path root;

    @BeforeEach
    void makeDatabase() throws IOException, SQLException {
        root = Files.createDirectory(folder.resolve("ws"));
        run(
                "CREATE TABLE staff (id INTEGER PRIMARY KEY, pay NUMERIC(9,2), tag UUID, at TIMESTAMP)");
    }

    private void run(String... statements) throws SQLException {
        try (java.sql.Connection connection =
                        DriverManager.getConnection(
                                "jdbc:h2:file:" + root.resolve("hr"), "sa", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private Source open(Map<String, String> settings) {
        Connection connection = new Connection("hr", "h2", null, null, null, null, settings);
        return new H2Connector().open(connection, _ -> CANARY, root);
    }

    private PlumblineException failure(Map<String, String> settings) {
        PlumblineException e =
                catchThrowableOfType(
                        PlumblineException.class,
                        () -> {
                            try (Source source = open(settings)) {
                                source.test();
                            }
                        });
        assertThat(e).as(settings.toString()).isNotNull();
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString() + e.problems()).doesNotContain(CANARY);
        return e;
    }

    @Test
    void opensByPathAndByUrlInsideTheWorkspace() {
        for (Map<String, String> settings :
                Stream.<Map<String, String>>of(
                                Map.of("path", "hr"),
                                Map.of("path", "hr.mv.db"),
                                Map.of("path", root.resolve("hr").toString()),
                                Map.of("url", "jdbc:h2:file:./hr;IFEXISTS=TRUE"),
                                Map.of("url", "jdbc:h2:./hr;ACCESS_MODE_DATA=r"))
                        .toList()) {
            try (Source source = open(settings)) {
                assertThat(source.test()).matches("H2 2\\..* as user sa");
                assertThat(source.tables()).containsExactly("STAFF");
            }
        }
    }

    @Test
    void mapsTypesAndKeys() {
        try (Source source = open(Map.of("path", "hr"))) {
            Source.TableDescription staff = source.describe("staff");

            assertThat(staff.schema().fields().stream().map(f -> f.name() + " " + f.type()))
                    .containsExactly(
                            "ID INTEGER", "PAY DECIMAL(9,2)", "TAG VARCHAR", "AT TIMESTAMP");
            assertThat(staff.keys()).containsExactly("ID");
            assertThat(staff.reasons())
                    .containsExactly("TAG: VARCHAR, the text of a value of type UUID");
        }
    }

    @Test
    void neverChangesTheFile() throws IOException {
        Path file = root.resolve("hr.mv.db");
        byte[] before = Files.readAllBytes(file);
        try (Source source = open(Map.of("path", "hr"))) {
            source.test();
            source.scan("STAFF", null);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:tcp://localhost/./hr",
                "jdbc:h2:TCP://localhost/./hr",
                "jdbc:h2:ssl://localhost/./hr",
                "jdbc:h2:Ssl://localhost/./hr",
                "jdbc:h2:mem:x",
                "jdbc:h2:MEM:x",
                "jdbc:h2:file:mem:x",
                "jdbc:h2:file:tcp://localhost/hr",
                "jdbc:h2:file:file:./hr",
                "jdbc:h2:zip:./x.zip!/hr",
                "jdbc:h2:nio:./hr",
                "jdbc:h2:split:./hr",
                "jdbc:h2:classpath:./hr",
            })
    void reachesNoServerAndNoOtherFileSystemOfH2(String url) {
        refusesUrl(url, "it names no plain file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:/etc/hr",
                "jdbc:h2:FILE:/etc/hr",
                "jdbc:h2:/etc/hr",
                "jdbc:h2:file:../hr",
                "jdbc:h2:File:../hr",
                "jdbc:h2:./a/../../hr",
                "jdbc:h2:file:///etc/hr",
            })
    void opensNoH2FileOutsideTheWorkspaceByUrl(String url) {
        refusesUrl(url, "its file is outside the workspace");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "jdbc:h2:file:~/hr | it holds a character that H2 gives a meaning of its own",
                "jdbc:h2:~/hr | it holds a character that H2 gives a meaning of its own",
                "jdbc:h2:./hr;ACCESS_MODE_DATA=rw | its parameter 'ACCESS_MODE_DATA' is not r",
                "jdbc:h2:./hr;access_mode_data=RWS | its parameter 'ACCESS_MODE_DATA' is not r",
            })
    void refusesHomeFoldersAndWriting(String url, String reason) {
        refusesUrl(url, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:./hr;INIT=RUNSCRIPT FROM 'x'",
                "jdbc:h2:./hr\\;INIT=CREATE ALIAS X",
                "jdbc:h2:./hr%3bINIT=CREATE",
                "jdbc:h2:./hr;TRACE_LEVEL_FILE=3",
            })
    void runsNoScriptThatAUrlBrings(String url) {
        PlumblineException e = failure(Map.of("url", url));

        assertThat(e).hasMessageStartingWith("Cannot use connection URL: ");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_URL_REFUSED);
    }

    private void refusesUrl(String url, String reason) {
        PlumblineException e = failure(Map.of("url", url));

        assertThat(e).as(url).hasMessage("Cannot use url of connection: " + reason);
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_URL_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hr;INIT=CREATE ALIAS X",
                "hr\\;INIT=X",
                "mem:x",
                "tcp://localhost/hr",
                "nio:hr",
                "~/hr",
                "${user.home}/hr",
                "hr%3BINIT"
            })
    void refusesPathsThatAreMoreThanPaths(String path) {
        PlumblineException e = failure(Map.of("path", path));

        assertThat(e).hasMessageStartingWith("Cannot use path of connection: it ");
        assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_URL_REFUSED);
    }

    @Test
    void followsNoLinkOutOfTheWorkspaceInUrls() throws IOException {
        Files.move(root.resolve("hr.mv.db"), folder.resolve("far.mv.db"));
        Files.createSymbolicLink(root.resolve("near.mv.db"), folder.resolve("far.mv.db"));

        assertThat(failure(Map.of("url", "jdbc:h2:./near")))
                .hasMessage("Cannot use url of connection: its file is outside the workspace");
    }

    @Test
    void makesNoDatabaseWhereThereIsNone() {
        assertThat(failure(Map.of("path", "none")))
                .hasMessage("Cannot open H2 database 'none': there is no file none.mv.db");
        assertThat(root.resolve("none.mv.db")).doesNotExist();
    }

    @Test
    void tellsOfWrongPasswordsAndFilesOfAnotherKind() throws IOException {
        assertThat(failure(Map.of("path", "hr", "password", "env:PASSWORD")))
                .hasMessage("Cannot open H2 database 'hr': user 'sa' was refused");

        Files.writeString(root.resolve("fake.mv.db"), "id,name\n1," + CANARY + "\n".repeat(9_000));
        assertThat(failure(Map.of("path", "fake")))
                .hasMessageStartingWith("Cannot open H2 database 'fake': ");
    }

    @Test
    void runsNoCodeThatStandsInTheDatabase() throws SQLException {
        run(
                "CREATE ALIAS EVIL AS 'String e() { throw new RuntimeException(\"ran\"); }'",
                "CREATE VIEW trap AS SELECT EVIL() AS x FROM staff",
                "CREATE LINKED TABLE far ('org.h2.Driver', 'jdbc:h2:mem:y;INIT=CREATE TABLE t(a"
                        + " INT)', 'sa', '', 'T')");
        try (Source source = open(Map.of("path", "hr"))) {
            assertThat(source.tables()).containsExactly("STAFF");
            assertThat(source.scan("STAFF", null)).isInstanceOf(Scan.Table.class);
            assertThat(
                            catchThrowableOfType(
                                    PlumblineException.class, () -> source.scan("TRAP", null)))
                    .hasMessage(
                            "Cannot read table 'TRAP' of connection 'hr': it may run Java code that"
                                    + " stands in the database");
            assertThat(catchThrowableOfType(PlumblineException.class, () -> source.describe("FAR")))
                    .hasMessage(
                            "Cannot read table 'FAR' of connection 'hr': it is a link to another"
                                    + " database");
        }
    }

    @Test
    void readsViewsOfDatabasesWithoutCode() throws SQLException {
        run("CREATE VIEW payroll AS SELECT id, pay FROM staff");
        try (Source source = open(Map.of("path", "hr"))) {
            assertThat(source.scan("PAYROLL", null).schema().names()).containsExactly("ID", "PAY");
        }
    }
}
