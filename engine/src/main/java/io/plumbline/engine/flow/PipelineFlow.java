package io.plumbline.engine.flow;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// The column flow of a whole pipeline: from the columns of the datasets it reads to those of each
/// port, and of the datasets it writes. Broken and blocked steps are left out.
public final class PipelineFlow {
    private static final String DATASET = "dataset";
    private static final String STEP = "step";

    private final CompiledPipeline pipeline;

    /// By the paths of the ports' relations.
    private final Map<List<String>, Composed> composed = new HashMap<>();

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

    /// The flow of a port's columns from the columns of datasets.
    ///
    /// @param columns the columns by their names in lower case; of two of one name the first
    /// @param checks what a check asks for, by the name of its flag
    private record Composed(
            ColumnFlow flow, Map<String, ColumnFlow.Column> columns, Map<String, String> checks) {

        static Composed of(ColumnFlow flow, Map<String, String> checks) {
            Map<String, ColumnFlow.Column> columns = HashMap.newHashMap(flow.columns().size());
            flow.columns().forEach(c -> columns.putIfAbsent(lower(c.name()), c));
            return new Composed(flow, columns, checks);
        }

        ColumnFlow.@Nullable Column column(SourceColumn named) {
            ColumnFlow.Column exact = columns.get(named.column());
            return exact != null ? exact : columns.get(lower(named.column()));
        }

        private static String lower(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }

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
        return composed(List.of(STEP, port.step(), port.port())).flow();
    }

    private Composed composed(List<String> relation) {
        Composed known = composed.get(relation);
        if (known == null) {
            String id = relation.get(1);
            CompiledStep step =
                    pipeline.step(id)
                            .filter(s -> s.outputs().containsKey(relation.get(2)))
                            .orElseThrow(() -> new IllegalArgumentException("no port " + relation));
            Map<String, String> checks = new HashMap<>();
            step.checks().forEach(c -> checks.putIfAbsent(c.flag(), "check " + c.description()));
            RelNode plan = Objects.requireNonNull(step.outputs().get(relation.get(2)));
            known = Composed.of(compose(id, ColumnFlow.of(plan)), checks);
            composed.put(relation, known);
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
                ColumnFlow inner = composed(relation).flow();
                relations.addAll(inner.relations());
                unknown.addAll(inner.unknown());
            }
        }
        List<ColumnFlow.Column> columns = new ArrayList<>();
        flow.columns().forEach(c -> columns.add(column(step, c)));
        Influences rows = Influences.none();
        flow.rows().forEach(i -> expand(step, i, rows, rows));
        return new ColumnFlow(columns, rows.list(), List.copyOf(relations), List.copyOf(unknown));
    }

    private ColumnFlow.Column column(String step, ColumnFlow.Column column) {
        ColumnFlow.Column before = passedOn(column);
        if (before != null) {
            return new ColumnFlow.Column(column.name(), before.direct(), before.own());
        }
        Influences direct = Influences.none();
        Influences own = Influences.none();
        column.direct().forEach(i -> expand(step, i, direct, own));
        column.own().forEach(i -> expand(step, i, own, own));
        return new ColumnFlow.Column(column.name(), direct.list(), own.list());
    }

    /// Returns the column before that a column is, unchanged; null when it is made anew.
    private ColumnFlow.@Nullable Column passedOn(ColumnFlow.Column column) {
        if (column.direct().size() != 1 || !column.own().isEmpty()) {
            return null;
        }
        Influence only = column.direct().getFirst();
        List<String> relation = only.from().relation();
        if (only.how() != How.IDENTITY || !only.reason().isEmpty() || isDataset(relation)) {
            return null;
        }
        Composed inner = composed(relation);
        return inner.checks().containsKey(only.from().column()) ? null : inner.column(only.from());
    }

    /// Puts what feeds an influence's column in the place of that column.
    private void expand(String step, Influence outer, Influences values, Influences own) {
        List<String> relation = outer.from().relation();
        if (isDataset(relation)) {
            values.add(new Influence(outer.from(), outer.how(), texts(step, outer)));
            return;
        }
        Composed inner = composed(relation);
        if (outer.how() == How.PRESENCE) {
            inner.flow().rows().forEach(values::add);
            return;
        }
        ColumnFlow.Column column = inner.column(outer.from());
        if (column == null) {
            return;
        }
        String check = inner.checks().get(outer.from().column());
        if (check != null) {
            column.direct().forEach(i -> values.add(checked(step, i, outer.how(), check)));
            column.own().forEach(i -> own.add(checked(step, i, outer.how(), check)));
            return;
        }
        List<String> texts = texts(step, outer);
        column.direct().forEach(i -> values.add(joined(i, outer.how(), texts)));
        column.own().forEach(i -> own.add(joined(i, outer.how(), texts)));
    }

    private static List<String> texts(String step, Influence influence) {
        return influence.reason().stream().map(r -> step + ": " + r).toList();
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
}
