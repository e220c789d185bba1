package io.plumbline.workbench.service.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoinKeysTest {
    @TempDir Path root;

    private void contract(String name, String... properties) throws IOException {
        Files.writeString(
                root.resolve("datasets/" + name + ".yaml"),
                """
                apiVersion: v3.0.2
                kind: DataContract
                id: %s
                version: 1.0.0
                status: active
                servers:
                  - {server: files, type: local, path: files, format: csv}
                schema:
                  - name: %s
                    physicalName: %s.csv
                    properties:
                      - %s
                """
                        .formatted(name, name, name, String.join("\n      - ", properties)));
    }

    private WorkspaceSession session() throws IOException {
        Files.writeString(root.resolve(WorkspaceFiles.WORKSPACE), "version: 1\nname: w\n");
        for (String folder : List.of("connections", "datasets", "files")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.writeString(
                root.resolve("connections/files.yaml"), "version: 1\nkind: files\npath: files\n");
        Files.writeString(root.resolve("files/customers.csv"), "id,name,region\n1,a,eu\n");
        Files.writeString(
                root.resolve("files/orders.csv"), "id,customer_id,buyer,region\n1,1,1,eu\n");
        contract(
                "customers",
                "{name: id, logicalType: integer, physicalType: BIGINT, primaryKey: true}",
                "{name: name, logicalType: string, physicalType: VARCHAR}",
                "{name: region, logicalType: string, physicalType: VARCHAR}");
        contract(
                "orders",
                "{name: id, logicalType: integer, physicalType: BIGINT, primaryKey: true}",
                "{name: customer_id, logicalType: integer, physicalType: BIGINT}",
                "{name: buyer, logicalType: integer, physicalType: BIGINT, relationships: [{type:"
                        + " foreignKey, to: customers.id}]}",
                "{name: region, logicalType: string, physicalType: VARCHAR}");
        return WorkspaceSession.open(root, Surroundings.ofThisMachine());
    }

    private static Draft draft(String type, String first, String second) {
        return Draft.of(
                "p",
                """
                version: 1
                steps:
                  - {id: orders, type: read, dataset: orders}
                  - {id: customers, type: read, dataset: customers}
                  - {id: by_customer, type: aggregate, input: orders, group_by: [customer_id], aggregates: {n: COUNT(*)}}
                  - {id: b, type: %s, inputs: {%s}}
                """
                        .formatted(type, first + ", " + second),
                null);
    }

    private static List<JoinKeys.Suggestion> of(
            DesignDesk desk, Draft draft, WorkspaceSession session) {
        DesignDesk.Checked checked = desk.check(draft);
        return JoinKeys.of(
                java.util.Objects.requireNonNull(checked.compiled()),
                draft.pipeline(),
                draft.pipeline().step("b").orElseThrow(),
                session.workspace().datasets());
    }

    @Test
    void whatContractsSayComesBeforeNames() throws IOException {
        try (WorkspaceSession session = session()) {
            DesignDesk desk = new DesignDesk(session);
            Draft draft = draft("join", "left: orders", "right: customers");
            List<JoinKeys.Suggestion> found = of(desk, draft, session);
            assertThat(found)
                    .extracting(s -> s.words() + ": " + s.reason())
                    .containsExactly(
                            "buyer = id: orders.buyer refers to customers.id by contract",
                            "id: same name, and the key of customers",
                            "region: same name and type",
                            "customer_id = id: named after the key of customers");
            for (JoinKeys.Suggestion s : found) {
                Pipeline set = s.apply().apply(draft.pipeline());
                assertThat(desk.check(draft.with(set)).problems())
                        .as(s.words())
                        .noneMatch(Problem::isError);
            }
        }
    }

    @Test
    void columnsOfOneSourceBelongTogether() throws IOException {
        try (WorkspaceSession session = session()) {
            DesignDesk desk = new DesignDesk(session);
            Draft draft = draft("lookup", "in: orders", "reference: by_customer");
            JoinKeys.Suggestion first = of(desk, draft, session).getFirst();
            assertThat(first.words()).isEqualTo("customer_id");
            assertThat(first.reason()).isEqualTo("both come from orders.customer_id");
            Pipeline set = first.apply().apply(draft.pipeline());
            assertThat(desk.check(draft.with(set)).problems())
                    .filteredOn(p -> "on".equals(p.place().field()))
                    .isEmpty();
        }
    }
}
