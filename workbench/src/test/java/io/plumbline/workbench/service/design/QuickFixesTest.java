package io.plumbline.workbench.service.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.Problem;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickFixesTest {
    @TempDir Path root;

    private DesignDesk desk() throws IOException {
        Files.writeString(root.resolve(WorkspaceFiles.WORKSPACE), "version: 1\nname: w\n");
        Files.createDirectories(root.resolve("connections"));
        Files.createDirectories(root.resolve("datasets"));
        Files.createDirectories(root.resolve("files"));
        Files.writeString(root.resolve("files/orders.csv"), "id,amount\n1,10\n2,20\n");
        Files.writeString(
                root.resolve("connections/files.yaml"), "version: 1\nkind: files\npath: files\n");
        Files.writeString(
                root.resolve("datasets/orders.yaml"),
                """
                apiVersion: v3.0.2
                kind: DataContract
                id: orders
                version: 1.0.0
                status: active
                servers:
                  - {server: files, type: local, path: files, format: csv}
                schema:
                  - name: orders
                    physicalName: orders.csv
                    properties:
                      - {name: id, logicalType: integer, physicalType: BIGINT}
                      - {name: amount, logicalType: number, physicalType: "DECIMAL(10,2)"}
                """);
        return new DesignDesk(WorkspaceSession.open(root, Surroundings.ofThisMachine()));
    }

    private static String text(String step) {
        return """
        version: 1
        steps:
          - {id: orders, type: read, dataset: orders}
          - %s
        """
                .formatted(step);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {id: b, type: filter, input: orders, condition: amuont > 1} | Change 'amuont' to 'amount'
                    {id: b, type: filtre, input: orders, condition: amount > 1} | Change 'filtre' to 'filter'
                    {id: b, type: filter, input: orders, conditon: amount > 1} | Change 'conditon' to 'condition'
                    {id: b, type: filter, input: order, condition: amount > 1} | Change 'order' to 'orders'
                    {id: b, type: aggregate, input: orders, group_by: [idd], aggregates: {n: COUNT(*)}} | Change 'idd' to 'id'
                    {id: b, type: derive, input: orders, columns: {x: ROUNDD(amount)}} | Change 'ROUNDD' to 'ROUND'
                    """)
    void theNearestRightNameCuresTheProblem(String step, String label) throws IOException {
        DesignDesk desk = desk();
        DesignDesk.Checked checked = desk.check(Draft.of("p", text(step), null));
        List<QuickFix> fixes =
                checked.problems().stream()
                        .flatMap(p -> QuickFixes.of(p, checked.draft().pipeline()).stream())
                        .toList();
        assertThat(fixes).as("%s", checked.problems()).extracting(QuickFix::label).contains(label);
        QuickFix fix =
                fixes.stream().filter(f -> f.label().equals(label)).findFirst().orElseThrow();
        Draft cured = checked.draft().with(fix.change().apply(checked.draft().pipeline()));
        assertThat(desk.check(cured).problems())
                .as(cured.text())
                .filteredOn(Problem::isError)
                .isEmpty();
    }

    @Test
    void problemsOfADraftHaveTheLinesOfItsText() throws IOException {
        DesignDesk desk = desk();
        Draft draft =
                Draft.of("p", text("{id: b, type: filter, input: orders, condition: a > 1}"), null);
        DesignDesk.Checked checked = desk.check(draft);
        assertThat(desk.located(draft, checked.problems()))
                .extracting(p -> p.place().line())
                .containsOnly(4);
    }

    @Test
    void whatIsSavedIsTheTextAsItStands() throws IOException {
        DesignDesk desk = desk();
        String text = "# mine\n" + text("{id: b, type: distinct, input: orders}");
        desk.save(Draft.of("p", text, null));
        assertThat(root.resolve("pipelines/p.yaml")).hasContent(text);
        assertThat(desk.open("p").text()).isEqualTo(text);
    }
}
