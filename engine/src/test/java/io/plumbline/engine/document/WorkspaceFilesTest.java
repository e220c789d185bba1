package io.plumbline.engine.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceFilesTest {
    @TempDir Path root;

    @BeforeEach
    void makeWorkspace() throws IOException {
        write("workspace.yaml", "version: 1\nname: shop\n");
    }

    @Test
    void readsEveryKindOfFile() throws IOException {
        write(
                "connections/crm.yaml",
                """
                kind: postgres
                region: eu
                url: jdbc:postgresql://db/crm
                user: app
                password: env:CRM_PASSWORD
                """);
        write(
                "datasets/orders.yaml",
                """
                apiVersion: v3.0.2
                kind: DataContract
                id: orders
                version: 1.0.0
                status: active
                servers:
                  - server: crm
                    type: custom
                schema:
                  - name: orders
                    physicalName: sales.orders
                    properties:
                      - name: id
                        physicalType: BIGINT
                        logicalType: integer
                        primaryKey: true
                        primaryKeyPosition: 1
                      - name: email
                        logicalType: string
                        classification: user.contact.email
                """);
        write(
                "pipelines/daily.yaml",
                """
                version: 1
                description: Orders of a day
                parameters:
                  since: {type: DATE, default: 2020-01-01}
                steps:
                  - id: orders
                    type: read
                    dataset: orders
                  - id: big
                    type: filter
                    input: orders
                    condition: amount > 012
                    limit: 5
                  - id: both
                    type: join
                    inputs: {left: big, right: orders.rejected}
                layout:
                  orders: {x: 10, y: 20.5}
                """);
        ReadWorkspace read = WorkspaceFiles.read(root);
        assertThat(read.problems()).isEmpty();
        assertThat(read.workspace().name()).isEqualTo("shop");
        assertThat(read.workspace().connections().get("crm").settings())
                .containsEntry("password", "env:CRM_PASSWORD");
        var orders = read.workspace().datasets().get("orders");
        assertThat(orders.connection()).isEqualTo("crm");
        assertThat(orders.table()).isEqualTo("sales.orders");
        assertThat(orders.schema().field("id").orElseThrow().type()).isEqualTo(DataType.BIGINT);
        assertThat(orders.keys()).containsExactly("id");
        assertThat(orders.classes()).containsEntry("email", "user.contact.email");
        Pipeline daily = read.workspace().pipelines().get("daily");
        assertThat(daily.parameters().getFirst().defaultValue()).isEqualTo("2020-01-01");
        assertThat(daily.step("big").orElseThrow().parameters())
                .containsEntry("limit", new Value.Num(new BigDecimal(5)));
        assertThat(daily.wires())
                .containsExactly(
                        new Wire(new PortRef("orders", "out"), new PortRef("big", "in")),
                        new Wire(new PortRef("big", "out"), new PortRef("both", "left")),
                        new Wire(new PortRef("orders", "rejected"), new PortRef("both", "right")));
        assertThat(daily.layout().get("orders").y()).isEqualTo(20.5);
    }

    @Test
    void placesAStepsParameterAndAPositionInItsText() throws IOException {
        write(
                "pipelines/p.yaml",
                """
                version: 1
                steps:
                  - id: a
                    type: sql
                    sql: |
                      SELECT x
                      FROM t
                  - id: b
                    type: check
                    checks:
                      - column: x
                """);
        ReadWorkspace read = WorkspaceFiles.read(root);
        assertThat(read.placeOf("p", "a", "sql"))
                .isEqualTo(new Place("pipelines/p.yaml", 5, 5, "p", "a", null, "sql"));
        assertThat(read.placeOf("p", "b", "checks[0].column").line()).isEqualTo(11);
        assertThat(read.placeOf("p", "b", "nothing").line()).isEqualTo(8);
        Problem problem =
                Problem.error(
                        ErrorCode.SQL_INVALID,
                        "x",
                        Place.inText(2, 6).within("p", "a").of("sql"),
                        null);
        assertThat(read.located(problem).place().toString())
                .isEqualTo("pipelines/p.yaml:7:12 p.a (sql)");
    }

    @Test
    void refusesAFolderThatIsNoWorkspace() {
        assertThatThrownBy(() -> WorkspaceFiles.read(root.resolve("no-such-workspace")))
                .isInstanceOf(PlumblineException.class)
                .hasMessageContaining("no-such-workspace");
        assertThat(WorkspaceFiles.find(root)).isEqualTo(root.toAbsolutePath());
    }

    @Test
    void namesTheConnectionThatWasProbablyMeant() throws IOException {
        write("connections/billing.yaml", "kind: files\npath: data\n");
        write(
                "datasets/bills.yaml",
                """
                apiVersion: v3.0.2
                kind: DataContract
                id: bills
                version: 1.0.0
                status: active
                servers:
                  - server: biling
                    type: custom
                schema:
                  - name: bills
                """);
        List<Problem> problems = WorkspaceFiles.read(root).problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.getFirst().code()).isEqualTo(ErrorCode.CONNECTION_UNKNOWN);
        assertThat(problems.getFirst().place())
                .isEqualTo(Place.inFile("datasets/bills.yaml", 7, 5));
        assertThat(problems.getFirst().remedy()).isEqualTo("Did you mean 'billing'?");
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
