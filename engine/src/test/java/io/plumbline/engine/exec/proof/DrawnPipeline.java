package io.plumbline.engine.exec.proof;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.testing.Shop;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Draws pipelines of all step types, step by step: what does not compile is drawn again.
final class DrawnPipeline {
    /// What drawn pipelines read.
    static final Shop DATASETS =
            new Shop()
                    .put("t", "k BIGINT!", "g INTEGER", "x DECIMAL(10,2)", "s VARCHAR", "d DATE")
                    .put("u", "k BIGINT", "y DOUBLE", "s VARCHAR(8)", "f BOOLEAN")
                    .put("v", "k INTEGER!", "g INTEGER", "n VARCHAR");

    private static final int TRIES = 40;

    private final Random random;
    private final int size;
    private final List<StepSpec> steps = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private CompiledPipeline compiled;

    private DrawnPipeline(long seed, int size) {
        this.random = new Random(seed);
        this.size = size;
        this.compiled = compile(pipeline(steps, wires));
    }

    /// Returns the pipeline of a seed.
    ///
    /// @param size how many steps it has besides those that read
    static CompiledPipeline of(long seed, int size) {
        return new DrawnPipeline(seed, size).draw();
    }

    static CompiledPipeline compile(Pipeline pipeline) {
        return new PipelineCompiler(DATASETS).compile(pipeline, Map.of());
    }

    static Pipeline pipeline(List<StepSpec> steps, List<Wire> wires) {
        return new Pipeline("drawn", null, List.of(), steps, wires, Map.of());
    }

    private CompiledPipeline draw() {
        List<String> datasets = new ArrayList<>(List.of("t", "u", "v"));
        Collections.shuffle(datasets, random);
        for (String dataset : datasets.subList(0, 2 + random.nextInt(2))) {
            add("read", Map.of("dataset", Value.text(dataset)), List.of());
        }
        int wanted = steps.size() + size;
        for (int i = 0; i < TRIES && steps.size() < wanted; i++) {
            addOne();
        }
        return compiled;
    }

    private List<PortRef> ports() {
        List<PortRef> out = new ArrayList<>();
        compiled.steps()
                .forEach((id, step) ->
                        step.outputs().keySet().stream()
                                .filter(p -> !p.equals("flagged"))
                                .forEach(p -> out.add(new PortRef(id, p))));
        return out;
    }

    /// Returns a port to go on from, mostly one of the last.
    private PortRef port() {
        List<PortRef> ports = ports();
        int late = Math.min(ports.size(), 3);
        return random.nextInt(3) == 0
                ? ports.get(random.nextInt(ports.size()))
                : ports.get(ports.size() - 1 - random.nextInt(late));
    }

    private List<Field> fields(PortRef port) {
        return compiled.schema(port).orElse(new Schema(List.of())).fields();
    }

    private boolean add(String type, Map<String, Value> parameters, List<PortRef> inputs) {
        String id = "s" + (steps.size() + 1);
        List<StepSpec> more = new ArrayList<>(steps);
        more.add(new StepSpec(id, type, parameters, null));
        List<Wire> wired = new ArrayList<>(wires);
        List<String> names =
                type.equals("join") && inputs.size() == 2
                        ? List.of("left", "right")
                        : inputs.size() == 1 && !type.equals("sql")
                                ? List.of("in")
                                : inputs.stream().map(PortRef::step).toList();
        for (int i = 0; i < inputs.size(); i++) {
            wired.add(new Wire(inputs.get(i), new PortRef(id, names.get(i))));
        }
        CompiledPipeline next = compile(pipeline(more, wired));
        if (next.problems().stream().anyMatch(p -> p.isError())) {
            return false;
        }
        steps.add(more.getLast());
        wires.clear();
        wires.addAll(wired);
        compiled = next;
        return true;
    }

    private static Value number(int n) {
        return new Value.Num(BigDecimal.valueOf(n));
    }

    private DrawnExpressions over(PortRef port) {
        return new DrawnExpressions(random, fields(port), c -> "\"" + c + "\"");
    }

    private List<String> some(PortRef port) {
        List<String> names = new ArrayList<>(fields(port).stream().map(Field::name).toList());
        Collections.shuffle(names, random);
        return names.subList(0, Math.min(names.size(), 1 + random.nextInt(4)));
    }

    private void addOne() {
        PortRef in = port();
        DrawnExpressions e = over(in);
        switch (random.nextInt(17)) {
            case 0, 1 -> add("filter", Map.of("condition", Value.text(e.truth(2))), List.of(in));
            case 2 -> add("derive", entries("columns", "e", e.value(2)), List.of(in));
            case 3 -> add("derive", entries("columns", "w", e.window()), List.of(in));
            case 4 -> add("select", Map.of("columns", Value.texts(some(in))), List.of(in));
            case 5 -> rename(in);
            case 6 ->
                    add(
                            "drop",
                            Map.of("columns", Value.texts(some(in).subList(0, 1))),
                            List.of(in));
            case 7, 8 -> aggregate(in, e);
            case 9, 10 -> join(in, port());
            case 11 -> union(in, port());
            case 12 -> sort(in);
            case 13 -> distinct(in);
            case 14 -> check(in, e);
            case 15 -> subQuery(in, port());
            default -> sql(in, port());
        }
    }

    private static Map<String, Value> entries(String parameter, String name, String expression) {
        return Map.of(parameter, new Value.Entries(Map.of(name, Value.text(expression))));
    }

    private void rename(PortRef in) {
        String column = some(in).getFirst();
        Value.Entries names = new Value.Entries(Map.of(column, Value.text(column + steps.size())));
        add("rename", Map.of("columns", names), List.of(in));
    }

    private void aggregate(PortRef in, DrawnExpressions e) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        if (random.nextInt(4) > 0) {
            parameters.put("group_by", Value.texts(some(in)));
        }
        Map<String, Value> aggregates = new LinkedHashMap<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            aggregates.put("a" + i, Value.text(e.aggregate()));
        }
        parameters.put("aggregates", new Value.Entries(aggregates));
        add("aggregate", parameters, List.of(in));
    }

    private void join(PortRef left, PortRef right) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        List<String> kinds = List.of("inner", "left", "right", "full", "semi", "anti");
        parameters.put("kind", Value.text(kinds.get(random.nextInt(kinds.size()))));
        parameters.put("suffix", Value.text("_r" + steps.size()));
        String on = "left." + some(left).getFirst() + " = right." + some(right).getFirst();
        DrawnExpressions e = new DrawnExpressions(random, fields(right), c -> "right." + c);
        parameters.put("on", Value.text(random.nextInt(4) == 0 ? on + " AND " + e.truth(1) : on));
        add("join", parameters, List.of(left, right));
    }

    /// Brings both sides to columns of the same names and types first.
    private void union(PortRef one, PortRef other) {
        if (one.step().equals(other.step())) {
            return;
        }
        String first = projected(one);
        String second = projected(other);
        List<PortRef> sides =
                List.of(new PortRef(first, PortRef.OUT), new PortRef(second, PortRef.OUT));
        String kind = random.nextBoolean() ? "all" : "distinct";
        List<String> types = List.of("union", "union", "intersect", "except");
        add(types.get(random.nextInt(4)), Map.of("kind", Value.text(kind)), sides);
    }

    private String projected(PortRef in) {
        DrawnExpressions e = new DrawnExpressions(random, fields(in), c -> "\"" + c + "\"");
        String query =
                "SELECT %s AS n, %s AS t FROM %s".formatted(e.number(0), e.text(0), in.step());
        add("sql", Map.of("query", Value.text(query)), List.of(in));
        return steps.getLast().id();
    }

    private void sort(PortRef in) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(some(in));
        fields(in).forEach(f -> keys.add(f.name()));
        parameters.put("by", Value.texts(keys.stream().distinct().toList()));
        if (random.nextBoolean()) {
            parameters.put("limit", number(3 + random.nextInt(8)));
        }
        add("sort", parameters, List.of(in));
    }

    private void distinct(PortRef in) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            parameters.put("on", Value.texts(some(in)));
            parameters.put("order_by", Value.texts(fields(in).stream().map(Field::name).toList()));
        }
        add("distinct", parameters, List.of(in));
    }

    private void check(PortRef in, DrawnExpressions e) {
        Map<String, Value> one = new LinkedHashMap<>();
        boolean unique = random.nextInt(3) == 0;
        one.put("type", Value.text(unique ? "unique" : "expression"));
        one.put(
                unique ? "columns" : "expression",
                unique ? Value.texts(some(in)) : Value.text(e.truth(1)));
        one.put("on_failure", Value.text(random.nextInt(3) == 0 ? "warn" : "quarantine"));
        Value checks = new Value.Items(List.of(new Value.Entries(one)));
        add("check", Map.of("checks", checks), List.of(in));
    }

    private void subQuery(PortRef in, PortRef other) {
        DrawnExpressions outer = new DrawnExpressions(random, fields(in), c -> "o." + c);
        DrawnExpressions inner = new DrawnExpressions(random, fields(other), c -> "i." + c);
        String from = " FROM " + other.step() + " i WHERE ";
        String condition =
                switch (random.nextInt(4)) {
                    case 0 ->
                            outer.number(0)
                                    + " IN (SELECT "
                                    + inner.number(0)
                                    + from
                                    + inner.truth(1)
                                    + ")";
                    case 1 ->
                            "EXISTS (SELECT 1"
                                    + from
                                    + inner.number(0)
                                    + " = "
                                    + outer.number(0)
                                    + " AND "
                                    + inner.truth(1)
                                    + ")";
                    case 2 ->
                            "NOT EXISTS (SELECT 1"
                                    + from
                                    + inner.number(0)
                                    + " > "
                                    + outer.number(0)
                                    + ")";
                    default ->
                            outer.number(0)
                                    + " >= (SELECT MIN("
                                    + inner.number(0)
                                    + ")"
                                    + from
                                    + inner.truth(1)
                                    + ")";
                };
        String scalar =
                "(SELECT MAX(%s)%s%s = %s)"
                        .formatted(inner.number(1), from, inner.any(), outer.any());
        String query =
                random.nextBoolean()
                        ? "SELECT o.* FROM " + in.step() + " o WHERE " + condition
                        : "SELECT o.*, " + scalar + " AS q FROM " + in.step() + " o";
        add("sql", Map.of("query", Value.text(query)), distinctInputs(in, other));
    }

    private static List<PortRef> distinctInputs(PortRef in, PortRef other) {
        return in.step().equals(other.step()) ? List.of(in) : List.of(in, other);
    }

    private void sql(PortRef in, PortRef other) {
        DrawnExpressions e = new DrawnExpressions(random, fields(in), c -> "o." + c);
        DrawnExpressions i = new DrawnExpressions(random, fields(other), c -> "i." + c);
        String from = " FROM " + in.step() + " o";
        String join = " JOIN " + other.step() + " i ON " + e.any() + " = " + i.any();
        String query =
                switch (random.nextInt(7)) {
                    case 0 ->
                            "SELECT "
                                    + e.any()
                                    + " AS c, "
                                    + e.aggregate()
                                    + " AS a"
                                    + from
                                    + " GROUP BY 1 HAVING "
                                    + e.aggregate()
                                    + " IS NOT NULL";
                    case 1 ->
                            "SELECT "
                                    + e.any()
                                    + " AS c, "
                                    + e.value(2)
                                    + " AS d"
                                    + from
                                    + " WHERE "
                                    + e.truth(1)
                                    + " QUALIFY "
                                    + e.window()
                                    + " IS NOT NULL";
                    case 2 ->
                            "SELECT "
                                    + e.number(0)
                                    + " AS c"
                                    + from
                                    + random(" EXCEPT ", " INTERSECT ", " EXCEPT ALL ", " UNION ")
                                    + "SELECT "
                                    + i.number(0)
                                    + " FROM "
                                    + other.step()
                                    + " i WHERE "
                                    + i.truth(1);
                    case 3 ->
                            "WITH x AS (SELECT "
                                    + i.any()
                                    + " AS j, "
                                    + i.aggregate()
                                    + " AS m FROM "
                                    + other.step()
                                    + " i GROUP BY 1) SELECT "
                                    + e.any()
                                    + " AS c, x.m AS d"
                                    + from
                                    + random(" JOIN", " LEFT JOIN")
                                    + " x ON x.j = "
                                    + e.any();
                    case 4 -> "SELECT " + e.any() + " AS c, " + i.value(1) + " AS d" + from + join;
                    case 5 ->
                            "SELECT DISTINCT " + e.any() + " AS c, " + e.truth(1) + " AS d" + from;
                    default ->
                            "SELECT o.* FROM (SELECT o.*, "
                                    + e.window()
                                    + " AS z"
                                    + from
                                    + ") o WHERE o.z IS NOT NULL";
                };
        add("sql", Map.of("query", Value.text(query)), distinctInputs(in, other));
    }

    private String random(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// Returns the ports that nothing reads.
    static List<PortRef> ends(CompiledPipeline pipeline) {
        Set<PortRef> read =
                pipeline.pipeline().wires().stream().map(Wire::from).collect(Collectors.toSet());
        List<PortRef> out = new ArrayList<>();
        pipeline.steps()
                .forEach((id, step) ->
                        step.outputs().keySet().stream()
                                .map(p -> new PortRef(id, p))
                                .filter(p -> !read.contains(p) && !p.port().equals("flagged"))
                                .filter(p -> !isRead(pipeline, id))
                                .forEach(out::add));
        return out;
    }

    private static boolean isRead(CompiledPipeline pipeline, String id) {
        return pipeline.step(id).orElseThrow().spec().type().equals("read");
    }

    /// Returns the columns of a dataset.
    static Schema schema(String dataset) {
        return DATASETS.readable(dataset).orElseThrow();
    }
}
