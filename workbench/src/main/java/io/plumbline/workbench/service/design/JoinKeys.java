package io.plumbline.workbench.service.design;

import io.plumbline.engine.flow.ColumnFlow;
import io.plumbline.engine.flow.How;
import io.plumbline.engine.flow.Influence;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.flow.SourceColumn;
import io.plumbline.engine.model.Dataset;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.plan.CompiledPipeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Suggests which columns of a join's inputs belong together: by what contracts declare, by where
/// the columns come from, and by name and type.
public final class JoinKeys {
    private static final int MOST = 5;

    private final Map<String, Dataset> datasets;
    private final PipelineFlow flow;
    private final Side left;
    private final Side right;

    private record Side(PortRef port, Schema schema) {}

    private record Pair(Field left, Field right) {
        boolean isShared() {
            return left.name().equalsIgnoreCase(right.name());
        }
    }

    /// A suggestion.
    ///
    /// @param words the pairs, such as `customer_id = id`
    /// @param reason why they belong together
    /// @param apply sets them in the pipeline
    public record Suggestion(
            String words, String reason, java.util.function.UnaryOperator<Pipeline> apply) {}

    private record Ranked(int rank, List<Pair> pairs, String reason) {}

    private JoinKeys(Map<String, Dataset> datasets, PipelineFlow flow, Side left, Side right) {
        this.datasets = datasets;
        this.flow = flow;
        this.left = left;
        this.right = right;
    }

    /// Returns whether a step has keys that can be suggested.
    public static boolean areKeysOf(StepSpec step) {
        return step.type().equals("join") || step.type().equals("lookup");
    }

    /// Returns the suggestions for a step, the surest first; none while its inputs are not known.
    public static List<Suggestion> of(
            CompiledPipeline compiled,
            Pipeline pipeline,
            StepSpec step,
            Map<String, Dataset> datasets) {
        List<Wire> wires = pipeline.inputsOf(step.id());
        if (!areKeysOf(step) || wires.size() != 2) {
            return List.of();
        }
        String first = step.type().equals("join") ? "left" : "in";
        boolean turned = !wires.getFirst().to().port().equals(first);
        PortRef left = wires.get(turned ? 1 : 0).from();
        PortRef right = wires.get(turned ? 0 : 1).from();
        Optional<Schema> leftSchema = compiled.schema(left);
        Optional<Schema> rightSchema = compiled.schema(right);
        if (leftSchema.isEmpty() || rightSchema.isEmpty()) {
            return List.of();
        }
        JoinKeys keys =
                new JoinKeys(
                        datasets,
                        PipelineFlow.of(compiled),
                        new Side(left, leftSchema.orElseThrow()),
                        new Side(right, rightSchema.orElseThrow()));
        return keys.ranked().stream().limit(MOST).map(r -> keys.suggestion(r, step)).toList();
    }

    private List<Ranked> ranked() {
        List<Ranked> all = new ArrayList<>();
        wholeKey(right, left, false).ifPresent(all::add);
        wholeKey(left, right, true).ifPresent(all::add);
        for (Field l : left.schema().fields()) {
            for (Field r : right.schema().fields()) {
                if (fit(l, r)) {
                    reason(new Pair(l, r)).ifPresent(all::add);
                }
            }
        }
        all.sort(Comparator.comparingInt((Ranked r) -> -r.rank()));
        Map<List<Pair>, Ranked> best = new LinkedHashMap<>();
        all.forEach(r -> best.putIfAbsent(r.pairs(), r));
        return List.copyOf(best.values());
    }

    /// All columns of a key of several, each by its name.
    private Optional<Ranked> wholeKey(Side keyed, Side other, boolean turned) {
        for (Dataset dataset : datasets.values()) {
            List<Pair> pairs = new ArrayList<>();
            for (String key : dataset.keys()) {
                Optional<Field> own =
                        keyed.schema().field(key).filter(f -> comesFrom(keyed, f, dataset, key));
                Optional<Field> its = other.schema().field(key);
                if (own.isPresent()
                        && its.isPresent()
                        && fit(own.orElseThrow(), its.orElseThrow())) {
                    pairs.add(
                            turned
                                    ? new Pair(own.orElseThrow(), its.orElseThrow())
                                    : new Pair(its.orElseThrow(), own.orElseThrow()));
                }
            }
            if (pairs.size() > 1 && pairs.size() == dataset.keys().size()) {
                return Optional.of(new Ranked(95, pairs, "the key of " + dataset.name()));
            }
        }
        return Optional.empty();
    }

    private boolean comesFrom(Side side, Field field, Dataset dataset, String column) {
        return origin(side, field)
                .filter(o -> o.relation().getLast().equals(dataset.name()))
                .filter(o -> o.column().equalsIgnoreCase(column))
                .isPresent();
    }

    private Optional<Ranked> reason(Pair pair) {
        Optional<SourceColumn> l = origin(left, pair.left());
        Optional<SourceColumn> r = origin(right, pair.right());
        if (l.isPresent() && l.equals(r)) {
            return ranked(100, pair, "both come from " + words(l.orElseThrow()));
        }
        if (l.isPresent() && r.isPresent()) {
            if (refers(l.orElseThrow(), r.orElseThrow())) {
                return ranked(
                        90,
                        pair,
                        words(l.orElseThrow())
                                + " refers to "
                                + words(r.orElseThrow())
                                + " by contract");
            } else if (refers(r.orElseThrow(), l.orElseThrow())) {
                return ranked(
                        90,
                        pair,
                        words(r.orElseThrow())
                                + " refers to "
                                + words(l.orElseThrow())
                                + " by contract");
            }
        }
        return byName(pair, l, r);
    }

    private Optional<Ranked> byName(Pair pair, Optional<SourceColumn> l, Optional<SourceColumn> r) {
        Optional<String> ofRight = r.flatMap(this::keyed);
        Optional<String> ofLeft = l.flatMap(this::keyed);
        String key = ofRight.or(() -> ofLeft).orElse("");
        if (pair.isShared()) {
            return key.isEmpty()
                    ? ranked(60, pair, "same name and type")
                    : ranked(80, pair, "same name, and the key of " + key);
        }
        boolean named =
                ofRight.filter(d -> isNamed(pair.left(), d, pair.right())).isPresent()
                        || ofLeft.filter(d -> isNamed(pair.right(), d, pair.left())).isPresent();
        return named ? ranked(50, pair, "named after the key of " + key) : Optional.empty();
    }

    private static Optional<Ranked> ranked(int rank, Pair pair, String reason) {
        return Optional.of(new Ranked(rank, List.of(pair), reason));
    }

    /// `customer_id` is named after the key `id` of `customers`.
    private static boolean isNamed(Field field, String dataset, Field key) {
        String name = field.name().toLowerCase(Locale.ROOT);
        String low = dataset.toLowerCase(Locale.ROOT);
        String one = low.endsWith("s") ? low.substring(0, low.length() - 1) : low;
        String id = key.name().toLowerCase(Locale.ROOT);
        return name.equals(one + "_" + id) || name.equals(low + "_" + id);
    }

    /// Returns the dataset of which a column is the only key.
    private Optional<String> keyed(SourceColumn column) {
        return Optional.ofNullable(datasets.get(column.relation().getLast()))
                .filter(d -> d.keys().size() == 1)
                .filter(d -> d.keys().getFirst().equalsIgnoreCase(column.column()))
                .map(Dataset::name);
    }

    /// Returns whether a contract says so: `relationships: [{to: customers.id}]` at the column.
    private boolean refers(SourceColumn from, SourceColumn to) {
        Dataset dataset = datasets.get(from.relation().getLast());
        if (dataset == null) {
            return false;
        }
        String target = words(to);
        return dataset.contract().items("schema").stream()
                .flatMap(t -> items(t, "properties"))
                .filter(p ->
                        p instanceof Value.Entries e
                                && e.text("name")
                                        .filter(from.column()::equalsIgnoreCase)
                                        .isPresent())
                .flatMap(p -> items(p, "relationships"))
                .anyMatch(r ->
                        r instanceof Value.Entries e
                                && e.text("to").filter(target::equalsIgnoreCase).isPresent());
    }

    private static java.util.stream.Stream<Value> items(Value of, String key) {
        return of instanceof Value.Entries e ? e.items(key).stream() : java.util.stream.Stream.of();
    }

    private static String words(SourceColumn column) {
        return column.relation().getLast() + "." + column.column();
    }

    /// Returns the column of a dataset whose value a column is, unchanged; empty when there is
    /// none.
    private Optional<SourceColumn> origin(Side side, Field field) {
        List<Influence> direct =
                flow.of(side.port())
                        .column(field.name())
                        .map(ColumnFlow.Column::direct)
                        .orElse(List.of());
        return direct.size() == 1 && direct.getFirst().how() == How.IDENTITY
                ? Optional.of(direct.getFirst().from())
                : Optional.empty();
    }

    private static boolean fit(Field a, Field b) {
        return a.type().kind() == b.type().kind()
                || CastFixes.isNumber(a.type().kind()) && CastFixes.isNumber(b.type().kind());
    }

    private Suggestion suggestion(Ranked ranked, StepSpec step) {
        List<String> words =
                ranked.pairs().stream()
                        .map(p ->
                                p.isShared()
                                        ? p.left().name()
                                        : p.left().name() + " = " + p.right().name())
                        .toList();
        boolean join = step.type().equals("join");
        Value on = join ? joinOn(ranked.pairs()) : lookupOn(ranked.pairs());
        boolean clash = join && !step.parameters().containsKey("suffix") && clashes(ranked.pairs());
        return new Suggestion(
                String.join(", ", words),
                ranked.reason(),
                p -> {
                    Pipeline set = PipelineEdits.set(p, step.id(), "on", on);
                    return clash
                            ? PipelineEdits.set(set, step.id(), "suffix", Value.text("_right"))
                            : set;
                });
    }

    /// Returns whether columns other than shared keys have one name on both sides.
    private boolean clashes(List<Pair> pairs) {
        boolean shared = pairs.stream().allMatch(Pair::isShared);
        return left.schema().names().stream()
                .filter(n -> right.schema().field(n).isPresent())
                .anyMatch(n ->
                        !shared
                                || pairs.stream()
                                        .noneMatch(p -> p.left().name().equalsIgnoreCase(n)));
    }

    private static Value joinOn(List<Pair> pairs) {
        if (pairs.stream().allMatch(Pair::isShared)) {
            return new Value.Items(pairs.stream().map(p -> Value.text(p.left().name())).toList());
        }
        return Value.text(
                String.join(
                        " AND ",
                        pairs.stream()
                                .map(p ->
                                        "left."
                                                + InputFixes.quoted(p.left().name())
                                                + " = right."
                                                + InputFixes.quoted(p.right().name()))
                                .toList()));
    }

    private static Value lookupOn(List<Pair> pairs) {
        if (pairs.stream().allMatch(Pair::isShared)) {
            return joinOn(pairs);
        }
        Map<String, Value> named = new LinkedHashMap<>();
        pairs.forEach(p -> named.put(p.left().name(), Value.text(p.right().name())));
        return new Value.Entries(named);
    }
}
