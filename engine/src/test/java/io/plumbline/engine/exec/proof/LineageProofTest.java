package io.plumbline.engine.exec.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.testing.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Trying the lineage of pipelines over made-up rows.
class LineageProofTest {
    private static final Shop SHOP = new Shop();

    private static ProofSubject subject(String yaml) {
        CompiledPipeline compiled =
                new PipelineCompiler(SHOP).compile(Shop.pipeline(yaml), Map.of());
        assertThat(compiled.problems()).noneMatch(p -> p.isError());
        return ProofSubject.of(compiled, dataset -> SHOP.readable(dataset).orElseThrow());
    }

    private static ProofReport proved(ProofSubject subject, Samples samples) {
        return LineageProof.of(
                subject,
                samples,
                40,
                new ProofSettings(18, 7, new EngineSettings(256 << 20, 1, null)),
                ProofListener.NONE,
                new Cancellation());
    }

    private static ProofReport proved(ProofSubject subject) {
        return proved(subject, Samples.madeUp(subject));
    }

    private static final String JOINED =
            """
            steps:
              - {id: o, type: read, dataset: orders}
              - {id: c, type: read, dataset: customers}
              - {id: j, type: join, inputs: [o, c], suffix: _customer, 'on': left.customer_id = right.id}
              - {id: a, type: aggregate, input: j, group_by: [country], aggregates: {total: SUM(amount)}}
              - {id: w, type: write, input: a, dataset: report}
            """;

    /// Says of every column that nothing acts on it.
    private static ProofSubject withoutEdges(ProofSubject subject) {
        List<ProofTarget> targets = new ArrayList<>();
        for (ProofTarget t : subject.targets()) {
            List<ColumnFlow.Column> columns =
                    t.flow().columns().stream()
                            .map(c -> new ColumnFlow.Column(c.name(), List.of(), List.of()))
                            .toList();
            targets.add(
                    new ProofTarget(
                            t.name(),
                            t.path(),
                            new ColumnFlow(columns, List.of(), List.of(), List.of())));
        }
        return new ProofSubject(
                subject.units(), subject.relations(), targets, subject.stops(), subject.keys());
    }

    @Test
    void exercisesTheEdgesOfAJoinOverRowsThatItMadeUp() {
        ProofReport report = proved(subject(JOINED));

        assertThat(report.sound()).isTrue();
        assertThat(report.notExercised()).isEmpty();
        assertThat(report.edges())
                .extracting(e -> e.relation().getLast() + "." + e.column() + " -> " + e.output())
                .contains("orders.amount -> total", "customers.id -> country");
        assertThat(report.relations()).allMatch(ProofReport.Used::madeUp);
    }

    @Test
    void namesColumnAndWitnessWhereNoEdgeExplainsAChange() {
        ProofReport report = proved(withoutEdges(subject(JOINED)));

        assertThat(report.unsound())
                .extracting(u -> u.relation().getLast() + "." + u.column() + " -> " + u.outputs())
                .contains(
                        "orders.amount -> [total]",
                        "orders.customer_id -> [total]",
                        "customers.country -> [country]",
                        "orders.* -> [total]");
        ProofReport.Unsound amount =
                report.unsound().stream()
                        .filter(u -> u.column().equals("amount"))
                        .findFirst()
                        .orElseThrow();
        assertThat(amount.witness().row()).isBetween(1, 40);
        assertThat(amount.witness().changed()).isEqualTo(1);
        assertThat(amount.witness().after()).isNotEqualTo(amount.witness().before());
        assertThat(amount.witness().come()).isNotEqualTo(amount.witness().gone());
    }

    @Test
    void seesValuesThatOnlyChangePlacesWithThoseOfAnotherColumn() {
        ProofSubject whole =
                subject(
                        """
                        steps:
                          - {id: o, type: read, dataset: orders}
                          - {id: d, type: derive, input: o, columns: {place: 'ROW_NUMBER() OVER (ORDER BY amount, id)'}}
                          - {id: s, type: select, input: d, columns: [id, place]}
                          - {id: w, type: write, input: s, dataset: fresh}
                        """);
        assertThat(proved(whole).sound()).isTrue();

        ProofReport report = proved(withoutEdges(whole));

        assertThat(report.unsound())
                .filteredOn(u -> u.column().equals("amount"))
                .extracting(ProofReport.Unsound::outputs)
                .containsExactly(List.of("id", "place"));
    }

    @Test
    void tellsWhichChangesEndTheRun() {
        ProofReport report =
                proved(
                        subject(
                                """
                                steps:
                                  - {id: o, type: read, dataset: orders}
                                  - id: k
                                    type: check
                                    input: o
                                    checks: [{type: range, columns: amount, min: 0, on_failure: stop}]
                                  - {id: d, type: derive, input: k, columns: {share: 100 / (tax - 10)}}
                                  - {id: w, type: write, input: d, dataset: fresh}
                                """));

        assertThat(report.sound()).isTrue();
        assertThat(report.stops())
                .extracting(s -> s.column() + " " + s.why() + " " + s.what())
                .contains("amount CHECK_FAILED k", "tax DIVISION_BY_ZERO fresh");
    }

    @Test
    void saysNothingAboutWhatTheOrderOfRowsDecides() {
        ProofSubject limited =
                subject(
                        """
                        steps:
                          - {id: o, type: read, dataset: orders}
                          - {id: l, type: limit, input: o, limit: 3}
                          - {id: s, type: select, input: l, columns: [id]}
                          - {id: w, type: write, input: s, dataset: fresh}
                        """);

        ProofReport report = proved(withoutEdges(limited));

        assertThat(report.undecided()).extracting(ProofReport.Undecided::target).contains("fresh");
        assertThat(report.unsound()).isEmpty();
    }

    @Test
    void givesTheSameReportForTheSameSeed() {
        ProofSubject subject = withoutEdges(subject(JOINED));

        assertThat(proved(subject)).isEqualTo(proved(subject));
    }

    @Test
    void refusesAPipelineThatFailsOverTheRowsAsTheyAre() {
        ProofSubject failing =
                subject(
                        """
                        steps:
                          - {id: o, type: read, dataset: orders}
                          - {id: d, type: derive, input: o, columns: {x: 'CAST(status AS INTEGER)'}}
                          - {id: w, type: write, input: d, dataset: fresh}
                        """);
        List<List<String>> rows = List.of(List.of("1", "1", "1.00", "1.00", "paid", "2024-01-01"));
        Samples samples = Samples.of(failing, Map.of(List.of("dataset", "orders"), rows));

        assertThatThrownBy(() -> proved(failing, samples))
                .isInstanceOfSatisfying(
                        PlumblineException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(ErrorCode.VALUE_INVALID))
                .hasMessageContaining("the pipeline fails over the rows drawn, as they are")
                .hasMessageNotContaining("paid");
    }

    @Test
    void stopsWhenAsked() {
        Cancellation cancellation = new Cancellation();
        ProofSubject subject = subject(JOINED);
        ProofListener cancelling =
                (_, done, _) -> {
                    if (done == 1) {
                        cancellation.cancel();
                    }
                };

        assertThatThrownBy(() ->
                        LineageProof.of(
                                subject,
                                Samples.madeUp(subject),
                                10,
                                new ProofSettings(5, 1, EngineSettings.defaults()),
                                cancelling,
                                cancellation))
                .hasMessageContaining("Cancelled");
    }
}
