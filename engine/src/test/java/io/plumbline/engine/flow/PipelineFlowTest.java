package io.plumbline.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.testing.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The flow of pipelines, composed over their steps down to datasets.
class PipelineFlowTest {
    private static final String REPORT =
            """
            steps:
              - {id: o, type: read, dataset: orders}
              - {id: c, type: read, dataset: customers}
              - {id: big, type: filter, input: o, condition: amount > 100}
              - {id: gross, type: derive, input: big, columns: {gross: amount + tax}}
              - {id: j, type: join, inputs: [gross, c], suffix: _customer, 'on': left.customer_id = right.id}
              - {id: a, type: aggregate, input: j, group_by: [country], aggregates: {total: SUM(gross)}}
              - {id: w, type: write, input: a, dataset: report}
            """;

    private static CompiledPipeline compile(String yaml) {
        CompiledPipeline compiled =
                new PipelineCompiler(new Shop()).compile(Shop.pipeline(yaml), Map.of());
        assertThat(compiled.problems()).noneMatch(p -> p.isError());
        return compiled;
    }

    private static List<String> text(List<PipelineFlow.Edge> edges) {
        return edges.stream()
                .map(e ->
                        e.fromDataset()
                                + "."
                                + e.fromColumn()
                                + " "
                                + e.how()
                                + " "
                                + e.toDataset()
                                + "."
                                + e.toColumn())
                .toList();
    }

    @Test
    void followsColumnsThroughEveryStepToTheDatasets() {
        PipelineFlow flow = PipelineFlow.of(compile(REPORT));

        assertThat(text(flow.upstream("report", "TOTAL")))
                .containsExactlyInAnyOrder(
                        "orders.amount AGGREGATION report.total",
                        "orders.tax AGGREGATION report.total",
                        "orders.amount FILTER report.total",
                        "orders.customer_id JOIN report.total",
                        "customers.id JOIN report.total",
                        "customers.country GROUP_BY report.total");
        assertThat(text(flow.upstream("report", "country")))
                .containsExactlyInAnyOrder(
                        "customers.country IDENTITY report.country",
                        "orders.amount FILTER report.country",
                        "orders.customer_id JOIN report.country",
                        "customers.id JOIN report.country",
                        "customers.country GROUP_BY report.country");
        assertThat(flow.sinks()).extracting(PipelineFlow.Sink::dataset).containsExactly("report");
        assertThat(flow.sinks().getFirst().flow().unknown()).isEmpty();
    }

    @Test
    void findsWhatAColumnActsOn() {
        PipelineFlow flow = PipelineFlow.of(compile(REPORT));

        assertThat(text(flow.downstream("orders", "TAX")))
                .containsExactly("orders.tax AGGREGATION report.total");
        assertThat(flow.downstream("customers", "email")).isEmpty();
    }

    @Test
    void tellsTheStepsAndExpressionsOnTheWay() {
        PipelineFlow flow = PipelineFlow.of(compile(REPORT));

        PipelineFlow.Edge tax = flow.downstream("orders", "tax").getFirst();

        assertThat(tax.reason()).hasSize(2);
        assertThat(tax.reason().getFirst()).startsWith("gross: ").contains("amount", "tax");
        assertThat(tax.reason().getLast()).startsWith("a: SUM");
    }

    @Test
    void keepsAWindowOffTheOtherColumnsAlongTheWay() {
        PipelineFlow flow =
                PipelineFlow.of(
                        compile(
                                """
                                steps:
                                  - {id: o, type: read, dataset: orders}
                                  - {id: d, type: derive, input: o, columns: {running: SUM(amount) OVER (PARTITION BY customer_id ORDER BY placed_at)}}
                                  - {id: s, type: select, input: d, columns: [id, running]}
                                  - {id: w, type: write, input: s, dataset: fresh}
                                """));

        assertThat(text(flow.upstream("fresh", "running")))
                .containsExactlyInAnyOrder(
                        "orders.amount AGGREGATION fresh.running",
                        "orders.customer_id WINDOW fresh.running",
                        "orders.placed_at WINDOW fresh.running");
        assertThat(text(flow.upstream("fresh", "id")))
                .containsExactly("orders.id IDENTITY fresh.id");
    }

    @Test
    void keepsColumnsThatAUnionMakesRoomFor() {
        PipelineFlow flow =
                PipelineFlow.of(
                        compile(
                                """
                                steps:
                                  - {id: o, type: read, dataset: orders}
                                  - {id: c, type: read, dataset: customers}
                                  - {id: a, type: sql, inputs: [o], query: 'SELECT id AS n, status AS t FROM o'}
                                  - {id: b, type: sql, inputs: [c], query: 'SELECT id AS n, name AS t FROM c'}
                                  - {id: u, type: union, inputs: [a, b]}
                                  - {id: w, type: write, input: u, dataset: fresh}
                                """));

        assertThat(text(flow.edges()))
                .containsExactlyInAnyOrder(
                        "orders.id IDENTITY fresh.n",
                        "customers.id IDENTITY fresh.n",
                        "orders.status IDENTITY fresh.t",
                        "customers.name IDENTITY fresh.t");
    }

    @Test
    void followsACheckStepToWhatItLetsPass() {
        CompiledPipeline compiled =
                compile(
                        """
                        steps:
                          - {id: o, type: read, dataset: orders}
                          - id: k
                            type: check
                            input: o
                            keys: [id]
                            checks:
                              - {type: not_null, columns: [status], on_failure: quarantine}
                          - {id: w, type: write, input: k, dataset: fresh}
                        """);

        List<String> amount = text(PipelineFlow.of(compiled).upstream("fresh", "amount"));

        assertThat(amount)
                .contains(
                        "orders.amount IDENTITY fresh.amount", "orders.status FILTER fresh.amount");
    }

    @Test
    void refusesAPortThatThereIsNot() {
        PipelineFlow flow = PipelineFlow.of(compile(REPORT));

        assertThatThrownBy(() -> flow.of(new PortRef("nowhere", "out")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }
}
