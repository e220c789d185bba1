package io.plumbline.engine.flow;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/// The column flow of a whole pipeline: from the columns of the datasets it reads to those of each
/// port, and of the datasets it writes. Broken and blocked steps are left out.
public final class PipelineFlow {
    private static final String DATASET = "dataset";

    private final CompiledPipeline pipeline;
    private final Map<PortRef, ColumnFlow> composed = new HashMap<>();
    private final List<Sink> sinks;

    /// What one write step writes.
    ///
    /// @param dataset the dataset written
    /// @param flow the flow of its columns, from datasets
    public record Sink(String step, String dataset, ColumnFlow flow) {}

    /// One way in which a dataset's column acts on a column of a dataset written.
    ///
    /// @param reason the expressions on the way, each behind the id of its step and a colon
    public record Edge(
            String fromDataset,
            String fromColumn,
            How how,
            String toDataset,
            String toColumn,
            List<String> reason) {}

    private PipelineFlow(CompiledPipeline pipeline) {
        this.pipeline = pipeline;
        List<Sink> found = new ArrayList<>();
        for (CompiledStep step : pipeline.steps().values()) {
            if (step.sink() != null) {
                ColumnFlow flow = of(new PortRef(step.id(), PortRef.OUT));
                found.add(new Sink(step.id(), step.sink().dataset(), flow));
            }
        }
        this.sinks = List.copyOf(found);
    }

    /// Follows the columns of a pipeline.
    public static PipelineFlow of(CompiledPipeline pipeline) {
        return new PipelineFlow(pipeline);
    }

    /// Returns what each write step writes, in the order of the plan.
    public List<Sink> sinks() {
        return sinks;
    }

    /// Returns the flow of a port's columns from the columns of datasets, whose path is
    /// `["dataset", name]`.
    ///
    /// @throws IllegalArgumentException when the pipeline has no such compiled port
    public ColumnFlow of(PortRef port) {
        ColumnFlow known = composed.get(port);
        if (known == null) {
            RelNode plan =
                    pipeline.step(port.step())
                            .map(s -> s.outputs().get(port.port()))
                            .orElseThrow(() -> new IllegalArgumentException("no port " + port));
            known = compose(port.step(), ColumnFlow.of(plan));
            composed.put(port, known);
        }
        return known;
    }

    /// Returns every way in which a dataset's column acts on columns of datasets written.
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>();
        for (Sink sink : sinks) {
            for (ColumnFlow.Column column : sink.flow().columns()) {
                List<Influence> all = new ArrayList<>(column.direct());
                all.addAll(sink.flow().indirect(column));
                for (Influence i : all) {
                    edges.add(
                            new Edge(
                                    i.from().relation().getLast(),
                                    i.from().column(),
                                    i.how(),
                                    sink.dataset(),
                                    column.name(),
                                    i.reason()));
                }
            }
        }
        return List.copyOf(edges);
    }

    /// Returns what acts on a column of a dataset written, case ignored.
    public List<Edge> upstream(String dataset, String column) {
        return edges().stream()
                .filter(e ->
                        e.toDataset().equalsIgnoreCase(dataset)
                                && e.toColumn().equalsIgnoreCase(column))
                .toList();
    }

    /// Returns what a column of a dataset read acts on, case ignored.
    public List<Edge> downstream(String dataset, String column) {
        return edges().stream()
                .filter(e ->
                        e.fromDataset().equalsIgnoreCase(dataset)
                                && e.fromColumn().equalsIgnoreCase(column))
                .toList();
    }

    private ColumnFlow compose(String step, ColumnFlow flow) {
        Set<List<String>> relations = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>(flow.unknown());
        for (List<String> relation : flow.relations()) {
            if (isDataset(relation)) {
                relations.add(relation);
            } else {
                ColumnFlow inner = of(portOf(relation));
                relations.addAll(inner.relations());
                unknown.addAll(inner.unknown());
            }
        }
        List<ColumnFlow.Column> columns = new ArrayList<>();
        for (ColumnFlow.Column column : flow.columns()) {
            Influences direct = Influences.none();
            Influences own = Influences.none();
            column.direct().forEach(i -> expand(step, i, direct, own));
            column.own().forEach(i -> expand(step, i, own, own));
            columns.add(new ColumnFlow.Column(column.name(), direct.list(), own.list()));
        }
        Influences rows = Influences.none();
        flow.rows().forEach(i -> expand(step, i, rows, rows));
        return new ColumnFlow(columns, rows.list(), List.copyOf(relations), List.copyOf(unknown));
    }

    /// Puts what feeds an influence's column in the place of that column.
    private void expand(String step, Influence outer, Influences values, Influences own) {
        List<String> texts = outer.reason().stream().map(r -> step + ": " + r).toList();
        List<String> relation = outer.from().relation();
        if (isDataset(relation)) {
            values.add(new Influence(outer.from(), outer.how(), texts));
            return;
        }
        ColumnFlow inner = of(portOf(relation));
        if (outer.how() == How.PRESENCE) {
            inner.rows().forEach(values::add);
            return;
        }
        Optional<String> check = check(outer.from());
        if (check.isPresent()) {
            String words = check.orElseThrow();
            inner.column(outer.from().column())
                    .ifPresent(c -> {
                        c.direct().forEach(i -> values.add(checked(step, i, outer.how(), words)));
                        c.own().forEach(i -> own.add(checked(step, i, outer.how(), words)));
                    });
            return;
        }
        inner.column(outer.from().column())
                .ifPresent(c -> {
                    c.direct().forEach(i -> values.add(joined(i, outer.how(), texts)));
                    c.own().forEach(i -> own.add(joined(i, outer.how(), texts)));
                });
    }

    /// Returns what a check asks for, when a column is the flag of one.
    private Optional<String> check(SourceColumn column) {
        return pipeline.step(column.relation().get(1)).stream()
                .flatMap(s -> s.checks().stream())
                .filter(c -> c.flag().equals(column.column()))
                .map(c -> "check " + c.description())
                .findFirst();
    }

    /// The check says in its own words what the expression of its flag says.
    private static Influence checked(String step, Influence inner, How outer, String words) {
        String own = step + ": ";
        List<String> before = inner.reason().stream().filter(r -> !r.startsWith(own)).toList();
        return joined(
                new Influence(inner.from(), inner.how(), before), outer, List.of(own + words));
    }

    private static Influence joined(Influence inner, How outer, List<String> texts) {
        List<String> reason = new ArrayList<>(inner.reason());
        reason.addAll(texts);
        return new Influence(inner.from(), inner.how().then(outer), reason);
    }

    private static boolean isDataset(List<String> relation) {
        return relation.getFirst().equals(DATASET);
    }

    private static PortRef portOf(List<String> relation) {
        return new PortRef(relation.get(1), relation.get(2));
    }
}
