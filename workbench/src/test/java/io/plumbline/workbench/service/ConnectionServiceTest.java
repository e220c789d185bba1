package io.plumbline.workbench.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.document.WorkspaceWriter;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionServiceTest {
    @TempDir private Path root;

    private final Surroundings surroundings = Surroundings.ofThisMachine();
    private final ConnectionService service = new ConnectionService(surroundings);

    private static Connection connection(String kind, Map<String, String> settings) {
        return new Connection("staff", kind, "eu", "Bank AG", "people", "test", settings);
    }

    private Connection database() throws SQLException {
        String url = "jdbc:h2:" + root.resolve("staff");
        try (var c = DriverManager.getConnection(url, "sa", "");
                var s = c.createStatement()) {
            s.execute(
                    "CREATE TABLE PERSON(ID INTEGER PRIMARY KEY, NAME VARCHAR(40) NOT NULL, PAY"
                            + " DECIMAL(12,2))");
            s.execute("CREATE TABLE DEPARTMENT(ID INTEGER)");
        }
        return connection("h2", Map.of("path", "staff", "user", "sa"));
    }

    private Workspace workspace() {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings)) {
            return session.workspace();
        }
    }

    @Test
    void saysWhoAnswersATest() throws SQLException {
        assertThat(service.test(database(), root, new Cancellation())).startsWith("H2 ");
    }

    @Test
    void saysWhyAConnectionIsNotReachedAndWhatToDo() {
        Connection missing = connection("files", Map.of("path", "nowhere"));

        assertThatThrownBy(() -> service.test(missing, root, new Cancellation()))
                .isInstanceOfSatisfying(
                        PlumblineException.class,
                        e -> {
                            assertThat(e.problem().code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
                            assertThat(e.problem().message())
                                    .isEqualTo("Cannot open folder 'nowhere': it is not there");
                            assertThat(e.problem().remedy()).contains("Correct 'path'");
                        });
    }

    @Test
    void refusesASecretInClearTextBeforeItReachesAnything() {
        Connection open =
                connection(
                        "postgres",
                        Map.of(
                                "url", "jdbc:postgresql://127.0.0.1:1/x",
                                "user", "a",
                                "password", "hunter2hunter2"));

        assertThatThrownBy(() -> service.test(open, root, new Cancellation()))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining("Secret in clear text: 'password'")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void endsWhenItIsCancelled() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();

        assertThatThrownBy(() -> service.discover(database(), root, cancelled))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining("Cancelled");
    }

    @Test
    void importsTheTablesOfADatabaseWithTypesAndKeys() throws SQLException {
        WorkspaceWriter.init(root, "bank");
        Connection connection = database();
        WorkspaceWriter.save(root, connection);

        List<ConnectionService.Found> found =
                service.discover(connection, root, new Cancellation());
        assertThat(found)
                .extracting(ConnectionService.Found::table)
                .anyMatch(t -> t.endsWith("PERSON"))
                .anyMatch(t -> t.endsWith("DEPARTMENT"));
        List<String> names =
                service.importTables(
                        workspace(),
                        connection,
                        found.stream().filter(f -> f.table().endsWith("PERSON")).toList());

        Dataset person = workspace().datasets().get(names.getFirst());
        assertThat(person.connection()).isEqualTo("staff");
        assertThat(person.keys()).containsExactly("ID");
        assertThat(person.owner()).isEqualTo("people");
        assertThat(person.schema().field("PAY").orElseThrow().type())
                .isEqualTo(DataType.decimal(12, 2));
        assertThat(person.schema().field("NAME").orElseThrow().nullable()).isFalse();
        assertThat(service.importTables(workspace(), connection, found)).hasSize(1);
    }

    @Test
    void keepsADatasetOfTheSameNameAndTellsAFileThatCannotBeDescribed() throws IOException {
        WorkspaceWriter.init(root, "bank");
        Files.createDirectories(root.resolve("drop"));
        Files.writeString(root.resolve("drop/sales.csv"), "id,amount\n1,2.50\n");
        Files.writeString(root.resolve("drop/bad.parquet"), "no parquet");
        Connection files = connection("files", Map.of("path", "drop"));
        Dataset mine =
                new Dataset(
                        "staff_sales",
                        "mine",
                        null,
                        "staff_sales",
                        workspaceSchema(),
                        List.of(),
                        Map.of(),
                        null,
                        List.of());
        WorkspaceWriter.save(root, mine);

        List<ConnectionService.Found> found = service.discover(files, root, new Cancellation());
        assertThat(found).extracting(f -> f.problem() == null).containsExactly(false, true);

        assertThat(service.importTables(workspace(), files, found))
                .containsExactly("staff_sales_2");
        assertThat(workspace().datasets().get("staff_sales").description()).isEqualTo("mine");
    }

    private static io.plumbline.engine.model.Schema workspaceSchema() {
        return io.plumbline.engine.model.Schema.of(
                io.plumbline.engine.model.Field.of("id", DataType.BIGINT));
    }
}
