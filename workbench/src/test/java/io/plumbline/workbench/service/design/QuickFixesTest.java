package io.plumbline.workbench.service.design;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.ErrorCode;
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
        Files.writeString(root.resolve("files/visits.csv"), "id,day,code\na,2024-01-01,7\n");
        Files.writeString(
                root.resolve("connections/files.yaml"), "version: 1\nkind: files\npath: files\n");
        contract(
                "orders",
                "{name: id, logicalType: integer, physicalType: BIGINT}",
                "{name: amount, logicalType: number, physicalType: 'DECIMAL(10,2)'}");
        contract(
                "visits",
                "{name: id, logicalType: string, physicalType: VARCHAR}",
                "{name: day, logicalType: date, physicalType: DATE}",
                "{name: code, logicalType: string, physicalType: VARCHAR}");
        return new DesignDesk(WorkspaceSession.open(root, Surroundings.ofThisMachine()));
    }

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
        assertThat(desk.check(cured(checked, label)).problems())
                .filteredOn(Problem::isError)
                .isEmpty();
    }

    private static Draft cured(DesignDesk.Checked checked, String label) {
        List<QuickFix> fixes =
                checked.problems().stream().flatMap(p -> checked.fixes(p).stream()).toList();
        assertThat(fixes).as("%s", checked.problems()).extracting(QuickFix::label).contains(label);
        QuickFix fix =
                fixes.stream().filter(f -> f.label().equals(label)).findFirst().orElseThrow();
        return checked.draft().with(fix.change().apply(checked.draft().pipeline()));
    }

    private static DesignDesk.Checked checked(DesignDesk desk, String steps) {
        StringBuilder text =
                new StringBuilder(
                        """
                        version: 1
                        steps:
                          - {id: orders, type: read, dataset: orders}
                          - {id: visits, type: read, dataset: visits}
                        """);
        for (String step : steps.split(" ; ")) {
            text.append("  - ").append(step).append('\n');
        }
        return desk.cured(desk.check(Draft.of("p", text.toString(), null)), () -> false);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {id: b, type: filter, input: orders, condition: amount} | Compare it with 0
                    {id: b, type: filter, input: visits, condition: code} | Cast it to BOOLEAN
                    {id: b, type: filter, input: orders, condition: '(id = 1) > amount'} | Cast 'amount' to BOOLEAN
                    {id: b, type: derive, input: visits, columns: {x: 'COALESCE(day, 1.5)'}} | Cast the values to VARCHAR
                    {id: b, type: derive, input: visits, columns: {x: CASE WHEN code > 1 THEN day ELSE 1.5 END}} | Cast the results to VARCHAR
                    {id: b, type: sql, inputs: {o: orders, v: visits}, query: 'SELECT id FROM o JOIN v ON o.id = v.id'} | Take 'v.id'
                    {id: b, type: join, inputs: {left: orders, right: visits}, on: id = code, suffix: _v} | Take 'left.id'
                    {id: b, type: join, inputs: {left: orders, right: visits}, on: left.id = right.id} | Put '_right' behind the right one's name
                    {id: o, type: rename, input: orders, columns: {amount: day}} ; {id: v, type: drop, input: visits, columns: [code]} ; {id: b, type: union, inputs: [v, o]} | Cast 'day' of v and 'id', 'day' of o to VARCHAR
                    {id: v, type: drop, input: visits, columns: [day]} ; {id: b, type: write, input: v, dataset: orders} | Drop 'code' before it
                    {id: k, type: select, input: orders, columns: [id]} ; {id: b, type: sort, input: k} | Set 'by' to 'id'
                    {id: b, type: join, inputs: {left: orders, right: visits}, suffix: _v} | Set 'on' to 'id'
                    """)
    void aTriedChangeMakesItsProblemGo(String steps, String label) throws IOException {
        DesignDesk desk = desk();
        DesignDesk.Checked checked = checked(desk, steps);
        Draft cured = cured(checked, label);
        assertThat(desk.check(cured).problems())
                .as(cured.text())
                .doesNotContainAnyElementsOf(
                        checked.problems().stream()
                                .filter(p ->
                                        checked.fixes(p).stream()
                                                .anyMatch(f -> f.label().equals(label)))
                                .toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {id: d, type: derive, input: orders, columns: {x: id * 2, y: amount}} ; {id: s, type: select, input: d, columns: [id, x]} | Leave out 'y'
                    {id: d, type: derive, input: orders, columns: {y: amount}} ; {id: s, type: select, input: d, columns: [id, y]} ; {id: e, type: drop, input: s, columns: [y]} | Leave out 'y'
                    {id: d, type: aggregate, input: visits, group_by: [code], aggregates: {n: COUNT(*), y: MAX(day)}} ; {id: s, type: select, input: d, columns: [n]} | Leave out 'y'
                    """)
    void aColumnThatNobodyUsesIsToldAndLeftOut(String steps, String label) throws IOException {
        DesignDesk desk = desk();
        DesignDesk.Checked checked = checked(desk, steps);
        assertThat(checked.problems())
                .extracting(Problem::code)
                .containsOnly(ErrorCode.COLUMN_UNUSED);
        assertThat(checked.problems()).noneMatch(Problem::isError);
        assertThat(checked.problems().getFirst().message()).startsWith("Unused column: 'y'");
        assertThat(desk.check(cured(checked, label)).problems()).isEmpty();
    }

    @Test
    void nothingIsOfferedThatWouldNotHelpOrThatCouldBeAnother() throws IOException {
        DesignDesk desk = desk();
        DesignDesk.Checked time =
                checked(
                        desk,
                        "{id: b, type: filter, input: visits, condition: day > LENGTH(code)}");
        assertThat(time.problems()).extracting(Problem::code).contains(ErrorCode.TYPE_MISMATCH);
        assertThat(time.tried()).isEmpty();
        DesignDesk.Checked many = checked(desk, "{id: b, type: sort, input: orders}");
        assertThat(many.problems()).extracting(Problem::code).contains(ErrorCode.PARAMETER_MISSING);
        assertThat(many.tried()).isEmpty();
    }

    @Test
    void anUnfinishedBranchUsesAllOfItsColumns() throws IOException {
        DesignDesk.Checked open =
                checked(desk(), "{id: d, type: derive, input: orders, columns: {y: amount}}");
        assertThat(open.problems()).isEmpty();
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
