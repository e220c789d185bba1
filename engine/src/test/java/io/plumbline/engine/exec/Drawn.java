package io.plumbline.engine.exec;

import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.quality.CheckAction;
import io.plumbline.engine.quality.CompiledCheck;
import io.plumbline.engine.spi.WriteMode;
import io.plumbline.engine.sql.Catalog;
import io.plumbline.engine.sql.Relation;
import io.plumbline.engine.sql.SqlCompiler;
import io.plumbline.engine.sql.Types;
import io.plumbline.engine.step.Role;
import io.plumbline.engine.step.SinkTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.rel.RelNode;

/// Draws pipelines in SQL for tests: a step's query names a dataset or another step's output by the
/// step's id.
final class Drawn {
    private static final Pattern NAMED = Pattern.compile("\\b(FROM|JOIN) (\\w+)");

    private final Map<List<String>, Relation> relations = new LinkedHashMap<>();
    private final Map<String, CompiledStep> steps = new LinkedHashMap<>();
    private final Map<String, Schema> datasets = new LinkedHashMap<>();

    Drawn dataset(String name, Schema schema) {
        datasets.put(name, schema);
        relations.put(List.of(name), new Relation(List.of("dataset", name), schema));
        return this;
    }

    /// Adds a step that reads a dataset.
    Drawn read(String id, String dataset) {
        add(id, Role.SOURCE, "SELECT * FROM " + dataset, List.of(), Set.of(dataset), null);
        return this;
    }

    /// Adds a step that computes a query over the inputs.
    Drawn sql(String id, String sql, String... inputs) {
        add(id, Role.TRANSFORM, sql, List.of(inputs), Set.of(), null);
        return this;
    }

    /// Adds a step that writes the input's rows.
    Drawn write(String id, String dataset, String input) {
        Schema schema = Objects.requireNonNull(relations.get(List.of(input))).schema();
        SinkTarget sink = new SinkTarget(dataset, true, WriteMode.REPLACE, schema);
        add(id, Role.SINK, "SELECT * FROM " + input, List.of(input), Set.of(), sink);
        return this;
    }

    private void add(
            String id,
            Role role,
            String sql,
            List<String> inputs,
            Set<String> read,
            SinkTarget sink) {
        RelNode plan = compile(sql);
        Schema schema = Types.schemaOf(plan.getRowType());
        relations.put(List.of(id), new Relation(List.of("step", id, "out"), schema));
        Map<String, PortRef> ports = new LinkedHashMap<>();
        inputs.forEach(i -> ports.put("in" + (ports.size() + 1), port(i)));
        steps.put(
                id,
                new CompiledStep(
                        new StepSpec(id, "sql", Map.of(), null),
                        role,
                        ports,
                        Map.of("out", plan),
                        Map.of("out", schema),
                        Set.of(),
                        read,
                        List.of(),
                        sink,
                        false));
    }

    /// Writes each name after FROM and JOIN as the path of its relation.
    private RelNode compile(String sql) {
        Map<String, Integer> aliases = new HashMap<>();
        String paths =
                NAMED.matcher(sql)
                        .replaceAll(found -> {
                            Relation relation = relations.get(List.of(found.group(2)));
                            return relation == null
                                    ? found.group()
                                    : found.group(1)
                                            + " \""
                                            + String.join("\".\"", relation.path())
                                            + "\" AS "
                                            + found.group(2)
                                            + again(found.group(2), aliases);
                        });
        return new SqlCompiler(Catalog.of(relations.values())).query(paths);
    }

    private static String again(String name, Map<String, Integer> aliases) {
        int before = aliases.merge(name, 1, Integer::sum) - 1;
        return before == 0 ? "" : String.valueOf(before);
    }

    /// Adds a check step with one check, whose condition says which rows fail.
    Drawn check(String id, String input, CheckAction action, String fails, String key) {
        Schema schema = Objects.requireNonNull(relations.get(List.of(input))).schema();
        String columns = String.join(", ", schema.names());
        Map<String, RelNode> plans = new LinkedHashMap<>();
        Map<String, Schema> schemas = new LinkedHashMap<>();
        RelNode flagged =
                compile(
                        "SELECT "
                                + columns
                                + ", COALESCE("
                                + fails
                                + ", FALSE) AS \"__check_0\""
                                + " FROM "
                                + input);
        plans.put("flagged", flagged);
        schemas.put("flagged", Types.schemaOf(flagged.getRowType()));
        relations.put(
                List.of(id + "_flagged"),
                new Relation(
                        List.of("step", id, "flagged"),
                        Objects.requireNonNull(schemas.get("flagged"))));
        boolean drops = action == CheckAction.QUARANTINE;
        for (String port : List.of("out", "rejected")) {
            String where =
                    port.equals("out")
                            ? (drops ? "NOT \"__check_0\"" : "TRUE")
                            : (drops ? "\"__check_0\"" : "FALSE");
            RelNode plan = compile("SELECT " + columns + " FROM " + id + "_flagged WHERE " + where);
            plans.put(port, plan);
            schemas.put(port, schema);
        }
        relations.put(List.of(id), new Relation(List.of("step", id, "out"), schema));
        relations.put(
                List.of(id + "_rejected"), new Relation(List.of("step", id, "rejected"), schema));
        CompiledCheck check =
                new CompiledCheck(
                        "rule_" + id,
                        "expression",
                        "__check_0",
                        action,
                        "high",
                        List.of(),
                        List.of(key),
                        "rows of " + id + " are good");
        steps.put(
                id,
                new CompiledStep(
                        new StepSpec(id, "check", Map.of(), null),
                        Role.CHECK,
                        Map.of("in", port(input)),
                        plans,
                        schemas,
                        Set.of("flagged"),
                        Set.of(),
                        List.of(check),
                        null,
                        false));
        return this;
    }

    private static PortRef port(String input) {
        return input.endsWith("_rejected")
                ? new PortRef(input.substring(0, input.length() - 9), "rejected")
                : new PortRef(input, "out");
    }

    CompiledPipeline pipeline() {
        List<StepSpec> specs = new ArrayList<>();
        steps.values().forEach(s -> specs.add(s.spec()));
        Pipeline drawn = new Pipeline("drawn", null, List.of(), specs, List.of(), Map.of());
        return new CompiledPipeline(drawn, steps, Set.of(), Set.of(), Set.of(), List.of());
    }
}
