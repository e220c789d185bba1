package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.DataType;
import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what a step before another could do so that its inputs fit: cast a column, or drop one.
/// What it finds may fail: whoever offers it tries it first.
final class InputFixes {
    private static final Pattern SET = Pattern.compile("Cannot \\w+ column '(.+?)': (.+)");
    private static final Pattern CONTRACT =
            Pattern.compile("Cannot write '.+?': column '(.+?)' is .+, its contract asks for (.+)");
    private static final Pattern TOO_MANY =
            Pattern.compile("Cannot write '.+?': its contract has no column '(.+)'");

    private final Problem problem;
    private final FixScene scene;
    private final String step;

    InputFixes(Problem problem, FixScene scene) {
        this.problem = problem;
        this.scene = scene;
        this.step = java.util.Objects.requireNonNullElse(problem.place().step(), "");
    }

    List<QuickFix> find() {
        Matcher set = SET.matcher(problem.message());
        if (set.matches()) {
            return united();
        }
        Matcher contract = CONTRACT.matcher(problem.message());
        if (contract.matches()) {
            String column = contract.group(1);
            return DataType.parse(contract.group(2)).stream()
                    .map(t ->
                            before(
                                    scene.pipeline().inputsOf(step),
                                    List.of(Map.of(column, CastFixes.words(t))),
                                    "to " + CastFixes.words(t)))
                    .toList();
        }
        Matcher many = TOO_MANY.matcher(problem.message());
        if (many.matches()) {
            return List.of(dropped(List.of(many.group(1).split("', '"))));
        }
        return shared();
    }

    /// Casts columns of a set operation that do not fit to text, or to the types of its first
    /// input.
    private List<QuickFix> united() {
        List<Schema> schemas = new ArrayList<>();
        List<Wire> wires = scene.pipeline().inputsOf(step);
        wires.forEach(w -> scene.schema(w).ifPresent(schemas::add));
        if (schemas.size() != wires.size() || schemas.isEmpty()) {
            return List.of();
        }
        List<Map<String, String>> toText = new ArrayList<>();
        List<Map<String, String>> toFirst = new ArrayList<>();
        for (Schema schema : schemas) {
            toText.add(new LinkedHashMap<>());
            toFirst.add(new LinkedHashMap<>());
            for (int c = 0; c < schema.fields().size(); c++) {
                Field field = schema.fields().get(c);
                DataType first = schemas.getFirst().fields().get(c).type();
                if (!fit(schemas, c) && field.type().kind() != DataType.Kind.VARCHAR) {
                    toText.getLast().put(field.name(), "VARCHAR");
                }
                if (!fit(schemas, c) && field.type().kind() != first.kind()) {
                    toFirst.getLast().put(field.name(), CastFixes.words(first));
                }
            }
        }
        return List.of(
                before(wires, toText, "to VARCHAR"),
                before(wires, toFirst, "to the type in " + wires.getFirst().from()));
    }

    private static boolean fit(List<Schema> schemas, int column) {
        List<DataType.Kind> kinds =
                schemas.stream().map(s -> s.fields().get(column).type().kind()).distinct().toList();
        return kinds.size() == 1 || kinds.stream().allMatch(CastFixes::isNumber);
    }

    private static QuickFix before(
            List<Wire> wires, List<Map<String, String>> casts, String words) {
        List<String> named = new ArrayList<>();
        for (int i = 0; i < wires.size(); i++) {
            if (!casts.get(i).isEmpty()) {
                named.add(
                        "'"
                                + String.join("', '", casts.get(i).keySet())
                                + "' of "
                                + wires.get(i).from());
            }
        }
        return new QuickFix(
                "Cast " + String.join(" and ", named) + " " + words,
                p -> {
                    Pipeline changed = p;
                    for (int i = 0; i < wires.size(); i++) {
                        changed = casted(changed, wires.get(i), casts.get(i));
                    }
                    return changed;
                });
    }

    /// Casts shared keys of the second input to the types that the first has, or the reverse.
    private List<QuickFix> shared() {
        List<Wire> wires = scene.pipeline().inputsOf(step);
        Value on = scene.pipeline().step(step).map(s -> s.parameters().get("on")).orElse(null);
        if (wires.size() != 2 || !(on instanceof Value.Items(List<Value> items))) {
            return List.of();
        }
        List<QuickFix> fixes = new ArrayList<>();
        for (Value item : items) {
            String name = item instanceof Value.Text(String text) ? text : "";
            for (int i = 0; i < 2; i++) {
                int other = 1 - i;
                Optional<Field> field = scene.schema(wires.get(i)).flatMap(s -> s.field(name));
                Optional<Field> wanted = scene.schema(wires.get(other)).flatMap(s -> s.field(name));
                if (field.isPresent()
                        && wanted.isPresent()
                        && field.orElseThrow().type().kind()
                                != wanted.orElseThrow().type().kind()) {
                    Wire wire = wires.get(i);
                    String type = CastFixes.words(wanted.orElseThrow().type());
                    fixes.add(before(List.of(wire), List.of(Map.of(name, type)), "to " + type));
                }
            }
        }
        return fixes;
    }

    private static Pipeline casted(Pipeline pipeline, Wire wire, Map<String, String> types) {
        if (types.isEmpty() || !pipeline.wires().contains(wire)) {
            return pipeline;
        }
        Map<String, Value> casts = new LinkedHashMap<>();
        types.forEach(
                (c, type) -> casts.put(c, Value.text("CAST(" + quoted(c) + " AS " + type + ")")));
        StepSpec feeder = pipeline.step(wire.from().step()).orElse(null);
        boolean alone =
                pipeline.wires().stream()
                                .filter(w -> w.from().step().equals(wire.from().step()))
                                .count()
                        == 1;
        if (feeder != null
                && alone
                && feeder.type().equals("derive")
                && feeder.parameters().get("columns")
                        instanceof Value.Entries(Map<String, Value> there)
                && casts.keySet().stream()
                        .noneMatch(c -> there.keySet().stream().anyMatch(c::equalsIgnoreCase))) {
            Map<String, Value> all = new LinkedHashMap<>(there);
            all.putAll(casts);
            return PipelineEdits.set(pipeline, feeder.id(), "columns", new Value.Entries(all));
        }
        return inserted(pipeline, wire, "cast", "derive", new Value.Entries(casts));
    }

    private QuickFix dropped(List<String> columns) {
        List<Value> names = columns.stream().map(Value::text).toList();
        return new QuickFix(
                "Drop '" + String.join("', '", columns) + "' before it",
                p ->
                        p.inputsOf(step).stream()
                                .findFirst()
                                .map(w -> inserted(p, w, "drop", "drop", new Value.Items(names)))
                                .orElse(p));
    }

    private static Pipeline inserted(
            Pipeline pipeline, Wire wire, String name, String type, Value columns) {
        String id = PipelineEdits.freeId(pipeline, name + "_" + wire.from().step());
        StepSpec step = new StepSpec(id, type, Map.of("columns", columns), null);
        return PipelineEdits.insert(PipelineEdits.add(pipeline, step), wire, id);
    }

    static String quoted(String name) {
        return name.matches("[A-Za-z_]\\w*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
