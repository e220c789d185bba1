package io.plumbline.engine.plan;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.sql.Types;
import io.plumbline.engine.step.DatasetSchemas;
import io.plumbline.engine.step.Role;
import io.plumbline.engine.step.StepContext;
import io.plumbline.engine.step.StepInput;
import io.plumbline.engine.step.StepParameters;
import io.plumbline.engine.step.StepPlan;
import io.plumbline.engine.step.StepType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// The compilation of one step, taken from memory where nothing that it depends on has changed.
record StepCompilation(
        String pipeline,
        StepSpec spec,
        StepType type,
        Arguments arguments,
        List<StepInput> inputs,
        DatasetSchemas datasets,
        StepParameters parameters) {

    /// Everything that a compilation depends on.
    private record Key(
            String type,
            Map<String, Value> arguments,
            List<StepInput> inputs,
            Map<String, String> parameters,
            Optional<Schema> dataset) {}

    /// What was compiled, and from what.
    ///
    /// @param key null when it must not be used again
    record Remembered(
            @Nullable Object key, @Nullable CompiledStep compiled, List<Problem> problems) {

        /// Returns the step, as the file holds it now; empty when it has errors.
        Optional<CompiledStep> step(StepSpec now) {
            return Optional.ofNullable(compiled).map(c -> c.spec().equals(now) ? c : c.as(now));
        }
    }

    Remembered run(@Nullable Remembered before, Runnable counter) {
        Key key = key();
        if (before != null && key != null && key.equals(before.key())) {
            return before;
        }
        counter.run();
        StepContext context =
                new StepContext(pipeline, spec, arguments, inputs, datasets, parameters);
        Set<Problem> problems = new LinkedHashSet<>();
        @Nullable CompiledStep compiled = null;
        try {
            StepPlan plan = type.compile(context);
            context.stopIfBroken();
            compiled = step(plan, context);
        } catch (PlumblineException e) {
            problems.addAll(context.problems());
            e.within(pipeline, spec.id()).problems().forEach(problems::add);
        }
        problems.addAll(context.problems());
        return new Remembered(key, compiled, List.copyOf(problems));
    }

    private @Nullable Key key() {
        try {
            Optional<Schema> dataset =
                    arguments
                            .text("dataset")
                            .flatMap(d ->
                                    type.role() == Role.SINK
                                            ? datasets.contract(d)
                                            : datasets.readable(d));
            boolean unknown = dataset.isEmpty() && type.role() == Role.SOURCE;
            return unknown
                    ? null
                    : new Key(type.name(), spec.parameters(), inputs, parametersUsed(), dataset);
        } catch (PlumblineException e) {
            // reported when it is compiled, and looked for again the next time
            return null;
        }
    }

    /// Returns the pipeline parameters that the step's texts mention: `:name` anywhere.
    private Map<String, String> parametersUsed() {
        Map<String, String> used = new TreeMap<>();
        if (!parameters.signatures().isEmpty()) {
            String texts = spec.parameters().toString().toLowerCase(Locale.ROOT);
            parameters
                    .signatures()
                    .forEach((name, signature) -> {
                        if (texts.contains(":" + name.toLowerCase(Locale.ROOT))) {
                            used.put(name, signature);
                        }
                    });
        }
        return used;
    }

    private CompiledStep step(StepPlan plan, StepContext context) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        plan.outputs()
                .forEach((port, rel) -> {
                    checkNames(port, rel);
                    schemas.put(port, Types.schemaOf(rel.getRowType()));
                });
        Map<String, PortRef> wires = new LinkedHashMap<>();
        inputs.forEach(i -> wires.put(i.port(), i.from()));
        return new CompiledStep(
                spec,
                type.role(),
                wires,
                plan.outputs(),
                schemas,
                plan.materialized(),
                context.datasetsRead(),
                plan.checks(),
                plan.sink(),
                plan.keepsRows());
    }

    private void checkNames(String port, RelNode rel) {
        Set<String> seen = new HashSet<>();
        for (String name : rel.getRowType().getFieldNames()) {
            boolean unnamed = name.isBlank() || name.startsWith("EXPR$");
            if (unnamed || !seen.add(name.toLowerCase(Locale.ROOT))) {
                Place place =
                        new Place(null, 0, 0, pipeline, spec.id(), port, unnamed ? null : name);
                throw new PlumblineException(
                        unnamed
                                ? Problem.error(
                                        ErrorCode.SQL_INVALID,
                                        "Missing required column name: an expression has none",
                                        place,
                                        "Name it, such as COUNT(*) AS n")
                                : Problem.error(
                                        ErrorCode.COLUMN_DUPLICATE,
                                        "Duplicate column: '" + name + "'",
                                        place,
                                        "Give the columns different names; case does not tell"
                                                + " them apart"));
            }
        }
    }
}
