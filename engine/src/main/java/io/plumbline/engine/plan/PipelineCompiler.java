package io.plumbline.engine.plan;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.sql.DeepStack;
import io.plumbline.engine.step.DatasetSchemas;
import io.plumbline.engine.step.StepInput;
import io.plumbline.engine.step.StepParameters;
import io.plumbline.engine.step.StepType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Compiles pipelines, and remembers what it compiled: after a change only the step changed is
/// compiled again, and those that depend on it if its output columns changed. Safe for use by
/// several threads, one at a time.
public final class PipelineCompiler {
    private final DatasetSchemas datasets;
    private final Function<String, Optional<Pipeline>> pipelines;
    private final Map<String, Map<String, StepCompilation.Remembered>> byPipeline = new HashMap<>();
    private long compilations;

    /// Compiles against the datasets given, without other pipelines to run as steps.
    public PipelineCompiler(DatasetSchemas datasets) {
        this(datasets, _ -> Optional.empty());
    }

    /// Compiles against the datasets and pipelines given.
    public PipelineCompiler(
            DatasetSchemas datasets, Function<String, Optional<Pipeline>> pipelines) {
        this.datasets = datasets;
        this.pipelines = pipelines;
    }

    /// Compiles a pipeline as far as possible; whatever is wrong stands in the result's problems.
    ///
    /// @param values texts of the pipeline's parameters by name; defaults hold for the others
    public synchronized CompiledPipeline compile(Pipeline pipeline, Map<String, String> values) {
        // one deep stack for all steps, not one for each of their texts
        return DeepStack.call(() -> compileAll(pipeline, values));
    }

    private CompiledPipeline compileAll(Pipeline designed, Map<String, String> values) {
        List<Problem> ofParameters = new ArrayList<>();
        StepParameters parameters = StepParameters.of(designed, values, ofParameters);
        Expansion expansion = Expansion.of(designed, parameters, pipelines);
        Pipeline pipeline = expansion.pipeline();
        List<String> ids = pipeline.steps().stream().map(StepSpec::id).toList();
        Findings findings = new Findings(pipeline.name(), ids);
        findings.general().addAll(ofParameters);
        expansion.tell(findings);
        Wiring wiring = new Wiring(pipeline, findings, expansion.innerSteps());
        Map<String, Arguments> arguments = arguments(wiring, findings);
        StepOrder order = new StepOrder(wiring);
        List<String> ordered = order.order();
        Set<String> unordered = new LinkedHashSet<>(wiring.steps().keySet());
        ordered.forEach(unordered::remove);
        Set<String> broken = new LinkedHashSet<>(order.reportCycles(unordered, findings));

        Map<String, StepCompilation.Remembered> before =
                byPipeline.getOrDefault(pipeline.name(), Map.of());
        // steps that an error before them keeps from being compiled are not forgotten
        Map<String, StepCompilation.Remembered> after = new HashMap<>(before);
        after.keySet().retainAll(wiring.steps().keySet());
        Map<String, CompiledStep> steps = new LinkedHashMap<>();
        for (String id : ordered) {
            if (findings.broken(id) || !steps.keySet().containsAll(order.feeders(id))) {
                continue;
            }
            Optional<StepType> type = wiring.type(id);
            Arguments given = arguments.get(id);
            if (type.isEmpty() || given == null) {
                continue;
            }
            StepCompilation work =
                    new StepCompilation(
                            pipeline.name(),
                            wiring.step(id),
                            type.orElseThrow(),
                            given,
                            inputs(wiring.inputs(id), steps),
                            datasets,
                            expansion.parametersOf(id, parameters));
            StepCompilation.Remembered result = work.run(before.get(id), () -> compilations++);
            after.put(id, result);
            result.problems().forEach(p -> findings.add(id, p));
            result.step(wiring.step(id)).ifPresent(s -> steps.put(id, s));
        }
        byPipeline.put(pipeline.name(), after);
        refuseSecondWriters(steps, findings);
        List<Problem> problems = findings.all().stream().map(expansion::placed).toList();
        return result(pipeline, wiring, findings, broken, steps).with(parameters.unset(), problems);
    }

    /// Whichever of two writers came last would win, or the second find that the table had moved
    /// on.
    private static void refuseSecondWriters(Map<String, CompiledStep> steps, Findings findings) {
        Map<String, String> writers = new HashMap<>();
        for (CompiledStep step : List.copyOf(steps.values())) {
            if (step.sink() == null) {
                continue;
            }
            String dataset = step.sink().dataset();
            String first = writers.putIfAbsent(dataset, step.id());
            if (first != null) {
                findings.add(
                        step.id(),
                        ErrorCode.PARAMETER_INVALID,
                        "Cannot write dataset '%s': step '%s' writes it already"
                                .formatted(dataset, first),
                        "dataset",
                        "Combine the rows with a union step, or write to another dataset");
                steps.remove(step.id());
            }
        }
    }

    private static CompiledPipeline result(
            Pipeline pipeline,
            Wiring wiring,
            Findings findings,
            Set<String> inCycles,
            Map<String, CompiledStep> steps) {
        Set<String> broken = new LinkedHashSet<>();
        Set<String> blocked = new LinkedHashSet<>();
        for (String id : wiring.steps().keySet()) {
            if (findings.broken(id) || inCycles.contains(id)) {
                broken.add(id);
            } else if (!steps.containsKey(id)) {
                blocked.add(id);
            }
        }
        return new CompiledPipeline(pipeline, steps, broken, blocked, Set.of(), List.of());
    }

    /// Returns how many steps were compiled so far, rather than remembered.
    public synchronized long compilations() {
        return compilations;
    }

    private static Map<String, Arguments> arguments(Wiring wiring, Findings findings) {
        Map<String, Arguments> arguments = new HashMap<>();
        for (StepSpec spec : wiring.steps().values()) {
            wiring.type(spec.id())
                    .ifPresent(type -> {
                        Arguments given =
                                Arguments.of(
                                        "step type " + type.name(),
                                        "",
                                        type.parameters(),
                                        spec.parameters());
                        given.problems().forEach(p -> findings.add(spec.id(), p));
                        arguments.put(spec.id(), given);
                    });
        }
        return arguments;
    }

    private static List<StepInput> inputs(
            Map<String, PortRef> wires, Map<String, CompiledStep> steps) {
        List<StepInput> inputs = new ArrayList<>();
        wires.forEach((port, from) -> {
            CompiledStep source = steps.get(from.step());
            Schema schema = source == null ? null : source.schemas().get(from.port());
            if (schema != null) {
                inputs.add(new StepInput(port, from, schema));
            }
        });
        return inputs;
    }
}
