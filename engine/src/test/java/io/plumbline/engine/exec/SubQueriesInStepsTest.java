package io.plumbline.engine.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Programs;
import io.plumbline.engine.spi.Scan;
import io.plumbline.engine.testing.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubQueriesInStepsTest {
    private final Shop shop =
            new Shop()
                    .put("orders", "id BIGINT", "cust BIGINT", "amount BIGINT")
                    .put("customers", "id BIGINT", "country VARCHAR", "best BIGINT");

    @TempDir Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(
                folder.resolve("orders.csv"),
                "id,cust,amount\n1,10,5\n2,10,7\n3,20,1\n4,,2\n5,99,9\n");
        Files.writeString(
                folder.resolve("customers.csv"), "id,country,best\n10,CH,2\n20,DE,5\n30,FR,\n");
    }

    private CompiledPipeline compile(String step) {
        String steps =
                """
                steps:
                  - {id: o, type: read, dataset: orders}
                  - {id: c, type: read, dataset: customers}
                """;
        return new PipelineCompiler(shop)
                .compile(Shop.pipeline(steps + "  - " + step + "\n"), Map.of());
    }

    private Scan scan(String dataset) {
        return new Scan.Files(
                List.of(folder.resolve(dataset + ".csv")),
                Scan.FileFormat.CSV,
                Map.of(),
                shop.readable(dataset).orElseThrow());
    }

    private List<String> rows(CompiledPipeline pipeline) {
        assertThat(pipeline.problems()).isEmpty();
        List<String> rows = new ArrayList<>();
        EngineSettings settings = EngineSettings.defaults();
        try (QueryResult result =
                new PipelineRunner()
                        .preview(
                                pipeline,
                                new PortRef("s", "out"),
                                new PreviewRequest(
                                        100, this::scan, settings, FileGuard.NONE, Programs.NONE),
                                new Cancellation())) {
            int width = result.schema().fields().size();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    row.add(String.valueOf(result.value(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows.stream().sorted().toList();
    }

    private List<String> firsts(String step) {
        return rows(compile(step)).stream().map(r -> r.split(" ")[0]).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    amount = (SELECT MAX(amount) FROM o)                                  | 5
                    amount = (SELECT MAX(x.amount) FROM o AS x WHERE x.cust = o.cust)     | 2 3 5
                    amount = (SELECT MAX(x.amount) FROM o AS x WHERE x.cust = input.cust) | 2 3 5
                    EXISTS (SELECT 1 FROM o AS x WHERE x.cust = o.cust AND x.id <> o.id)  | 1 2
                    NOT EXISTS (SELECT * FROM o x WHERE x.cust = o.cust AND x.id > o.id)  | 2 3 4 5
                    cust IN (SELECT x.cust FROM o AS x WHERE x.amount > o.amount)         | 1
                    id NOT IN (SELECT x.id FROM o AS x WHERE x.amount > o.amount)         | 1 2 3 4 5
                    amount >= ALL (SELECT x.amount FROM o x WHERE x.cust = o.cust)        | 2 3 4 5
                    amount < ANY (SELECT x.amount FROM o AS x WHERE x.cust = o.cust)      | 1
                    o.amount > 6 OR 1 = (SELECT o.amount FROM o AS x WHERE x.id = 1)      | 2 3 5
                    EXISTS (SELECT 1 FROM o AS x WHERE x.cust = o.cust AND x.amount = (SELECT MAX(y.amount) FROM o AS y WHERE y.cust = o.cust) AND x.id > o.id) | 1
                    """)
    void decideInFiltersAboutTheRowThatTheyNameFromOutside(String condition, String ids) {
        assertThat(firsts("{id: s, type: filter, input: o, condition: \"" + condition + "\"}"))
                .containsExactly(ids.split(" "));
    }

    @Test
    void deriveColumns() {
        CompiledPipeline pipeline =
                compile(
                        """
                        id: s
                            type: derive
                            input: o
                            columns:
                              n: (SELECT COUNT(*) FROM o AS x WHERE x.cust = o.cust)
                              others: EXISTS (SELECT 1 FROM o AS x WHERE x.cust = o.cust AND x.id <> o.id)
                              most: amount IN (SELECT MAX(x.amount) FROM o AS x WHERE x.cust = o.cust)
                              share: CASE WHEN cust IS NULL THEN 0 ELSE amount - (SELECT MIN(x.amount) FROM o AS x WHERE x.cust = o.cust) END
                        """);
        assertThat(rows(pipeline))
                .containsExactly(
                        "1 10 5 2 true false 0",
                        "2 10 7 2 true true 2",
                        "3 20 1 1 false true 0",
                        "4 null 2 0 false null 0",
                        "5 99 9 1 false true 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    inner | left.id = right.cust AND right.amount = (SELECT MAX(x.amount) FROM o AS x WHERE x.cust = right.cust) | 10 2,20 3
                    inner | left.id = right.cust AND right.amount = (SELECT MAX(x.amount) FROM o AS x WHERE x.cust = left.id)    | 10 2,20 3
                    inner | c.id = o.cust AND EXISTS (SELECT 1 FROM o AS x WHERE x.cust = c.id AND x.id > o.id)                 | 10 1
                    inner | left.id = right.cust AND right.id IN (SELECT x.best FROM c AS x WHERE x.id = left.id)               | 10 2
                    left  | left.id = right.cust AND right.amount = (SELECT MAX(x.amount) FROM o AS x WHERE x.cust = right.cust) | 10 2,20 3,30 null
                    left  | left.id = right.cust AND EXISTS (SELECT 1 FROM o AS x WHERE x.cust = left.id AND x.id > right.id)    | 10 1,20 null,30 null
                    right | left.id = right.cust AND EXISTS (SELECT 1 FROM o AS x WHERE x.cust = right.cust AND x.id > right.id) | 10 1,null 2,null 3,null 4,null 5
                    full  | left.id = right.cust AND right.amount > (SELECT AVG(amount) FROM o)                                  | 10 1,10 2,20 null,30 null,null 3,null 4,null 5
                    left  | left.id = right.cust AND right.amount > (SELECT AVG(amount) FROM o)                                  | 10 1,10 2,20 null,30 null
                    """)
    void pairRows(String kind, String on, String pairs) {
        List<String> found = new ArrayList<>();
        for (String row :
                rows(
                        compile(
                                "{id: s, type: join, kind: %s, inputs: [c, o], suffix: _o, 'on': \"%s\"}"
                                        .formatted(kind, on)))) {
            String[] values = row.split(" ");
            found.add(values[0] + " " + values[3]);
        }
        assertThat(found.stream().sorted().toList()).containsExactly(pairs.split(","));
    }

    private static String texts(List<Influence> influences) {
        return influences.stream()
                .filter(i -> !i.from().column().equals("*"))
                .map(i -> i.how() + " " + i.from().column())
                .sorted()
                .toList()
                .toString();
    }

    @Test
    void showInTheLineage() {
        CompiledPipeline pipeline =
                compile(
                        "{id: s, type: derive, input: o, columns: {most: \"(SELECT MAX(x.amount) FROM"
                                + " o AS x WHERE x.cust = o.id)\"}}");
        ColumnFlow flow = PipelineFlow.of(pipeline).of(new PortRef("s", "out"));
        ColumnFlow.Column most = flow.column("most").orElseThrow();
        assertThat(texts(most.direct())).isEqualTo("[AGGREGATION amount]");
        assertThat(texts(most.own())).isEqualTo("[FILTER cust, FILTER id]");
        assertThat(flow.unknown()).isEmpty();

        CompiledPipeline filtered =
                compile(
                        "{id: s, type: filter, input: o, condition: \"EXISTS (SELECT 1 FROM o AS x"
                                + " WHERE x.cust = o.id AND x.amount > 3)\"}");
        ColumnFlow rows = PipelineFlow.of(filtered).of(new PortRef("s", "out"));
        assertThat(texts(rows.rows())).isEqualTo("[FILTER amount, FILTER cust, FILTER id]");
    }

    @Test
    void reachTheInputsOfTheirStepAlone() {
        Problem problem =
                compile(
                                "{id: s, type: filter, input: o, condition: \"EXISTS (SELECT 1 FROM"
                                        + " c WHERE c.id = o.cust)\"}")
                        .problems()
                        .getFirst();
        assertThat(problem.message()).contains("'c'");
        assertThat(problem.remedy()).contains("o");
        assertThat(problem.place().field()).isEqualTo("condition");
    }
}
