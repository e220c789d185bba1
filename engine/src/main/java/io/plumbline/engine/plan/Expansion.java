package io.plumbline.engine.plan;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.step.StepParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A pipeline with the steps of the pipelines that it runs in it: those of the step `a` are called
/// `a/…` and stand before it. Parameters stay those of the pipeline whose steps they are in.
final class Expansion {
    private static final int MOST_STEPS = 5_000;
    private static final String TYPE = "pipeline";

    private final Function<String, Optional<Pipeline>> pipelines;
    private final List<StepSpec> steps = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();
    private final Map<String, Inner> inner = new LinkedHashMap<>();
    private final Map<String, StepParameters> parameters = new HashMap<>();
    private final Map<String, List<String>> outputs = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    /// Where a step of the expanded pipeline stands.
    ///
    /// @param pipeline the pipeline whose file holds it
    /// @param step its id there
    /// @param by the step of type pipeline that brings it, and the pipeline that this is in; empty
    ///   for a step of the pipeline itself
    private record Inner(String pipeline, String step, String by) {}

    /// A problem of a step of the expanded pipeline.
    private record Found(String step, Problem problem) {}

    private final Pipeline outer;
    private Pipeline expanded;

    private Expansion(Pipeline outer, Function<String, Optional<Pipeline>> pipelines) {
        this.outer = outer;
        this.pipelines = pipelines;
        this.expanded = outer;
    }

    static Expansion of(
            Pipeline outer,
            StepParameters parameters,
            Function<String, Optional<Pipeline>> pipelines) {
        Expansion expansion = new Expansion(outer, pipelines);
        boolean flat = outer.steps().stream().noneMatch(s -> s.type().equals(TYPE));
        if (flat) {
            outer.steps().forEach(s -> expansion.parameters.put(s.id(), parameters));
            return expansion;
        }
        expansion.expand(outer, "", "", parameters, List.of(outer.name()));
        expansion.expanded =
                new Pipeline(
                        outer.name(),
                        outer.description(),
                        outer.parameters(),
                        expansion.steps,
                        expansion.wires,
                        outer.drawing());
        return expansion;
    }

    /// Returns the pipeline with all steps.
    Pipeline pipeline() {
        return expanded;
    }

    /// Returns the ids of the steps that other pipelines bring.
    Set<String> innerSteps() {
        return inner.keySet();
    }

    /// Returns the parameters that a step's texts may name.
    StepParameters parametersOf(String step, StepParameters ofPipeline) {
        return parameters.getOrDefault(step, ofPipeline);
    }

    void tell(Findings findings) {
        found.forEach(f -> findings.add(f.step(), f.problem()));
    }

    /// Returns a problem of a step of another pipeline placed in that one's file, with the step
    /// that brings it named.
    Problem placed(Problem problem) {
        Inner at = problem.place().step() == null ? null : inner.get(problem.place().step());
        if (at == null) {
            return problem;
        }
        return new Problem(
                problem.code(),
                problem.severity(),
                problem.message() + " (" + at.by() + ")",
                problem.place().within(at.pipeline(), at.step()),
                problem.remedy());
    }

    private void expand(
            Pipeline pipeline, String prefix, String by, StepParameters given, List<String> chain) {
        Map<String, Call> calls = new HashMap<>();
        for (StepSpec step : pipeline.steps()) {
            String id = prefix + step.id();
            if (!prefix.isEmpty()) {
                inner.put(id, new Inner(pipeline.name(), step.id(), by));
            }
            parameters.put(id, given);
            if (step.type().equals(TYPE)) {
                call(pipeline, step, id, given, chain).ifPresent(c -> calls.put(step.id(), c));
            } else {
                steps.add(new StepSpec(id, step.type(), step.parameters(), step.note()));
            }
        }
        pipeline.wires().forEach(w -> wire(w, prefix, calls));
        calls.values().forEach(c -> c.refuseUnwired(this));
    }

    /// A step that runs a pipeline: which of its inputs are wired.
    private record Call(String id, List<String> inputs, Set<String> wired) {
        Optional<String> input(String port) {
            if (inputs.contains(port)) {
                return Optional.of(port);
            }
            if (port.equals(PortRef.IN) && inputs.size() == 1) {
                return Optional.of(inputs.getFirst());
            }
            int number = port.matches("in[1-9]\\d{0,3}") ? Integer.parseInt(port.substring(2)) : 0;
            return number > 0 && number <= inputs.size()
                    ? Optional.of(inputs.get(number - 1))
                    : Optional.empty();
        }

        void refuseUnwired(Expansion expansion) {
            for (String input : inputs) {
                if (!wired.contains(input)) {
                    expansion.tell(
                            id,
                            ErrorCode.STEP_INPUT_MISSING,
                            "Missing required input: '" + input + "' of step '" + id + "'",
                            "inputs",
                            "Set 'inputs' to {" + input + ": STEP}");
                }
            }
        }
    }

    private Optional<Call> call(
            Pipeline holder, StepSpec step, String id, StepParameters given, List<String> chain) {
        String name = step.parameters().get(TYPE) instanceof Value.Text t ? t.value() : "";
        Optional<Pipeline> called = pipelines.apply(name);
        if (name.isEmpty() || called.isEmpty() || !isSound(name, id, called.orElseThrow(), chain)) {
            if (!name.isEmpty() && called.isEmpty()) {
                tell(
                        id,
                        ErrorCode.PIPELINE_UNKNOWN,
                        "Unknown pipeline: '" + name + "'",
                        TYPE,
                        "Make it: pipelines/" + name + ".yaml");
            }
            steps.add(new StepSpec(id, TYPE, step.parameters(), step.note()));
            return Optional.empty();
        }
        Pipeline sub = called.orElseThrow();
        Map<String, String> texts = arguments(sub, step, id, given);
        List<Problem> wrong = new ArrayList<>();
        StepParameters own = StepParameters.of(sub, texts, wrong);
        for (Problem p : wrong) {
            String field = p.place().field();
            tell(id, p.code(), p.message(), "params." + field, p.remedy());
        }
        List<String> next = new ArrayList<>(chain);
        next.add(name);
        String by = "by step '" + id + "' of pipeline '" + outer.name() + "'";
        expand(sub, id + "/", by, own, next);
        List<String> out = ofType(sub, "output");
        outputs.put(id, out);
        out.forEach(o ->
                wires.add(new Wire(new PortRef(id + "/" + o, PortRef.OUT), new PortRef(id, o))));
        steps.add(new StepSpec(id, TYPE, resolved(step, texts, holder), step.note()));
        return Optional.of(new Call(id, ofType(sub, "input"), new java.util.HashSet<>()));
    }

    private boolean isSound(String name, String id, Pipeline sub, List<String> chain) {
        if (chain.contains(name)) {
            List<String> circle = new ArrayList<>(chain.subList(chain.indexOf(name), chain.size()));
            circle.add(name);
            tell(
                    id,
                    ErrorCode.PIPELINE_CYCLE,
                    "Cannot run pipeline '%s' within itself: %s"
                            .formatted(name, String.join(" → ", circle)),
                    TYPE,
                    "Take one of these steps out");
            return false;
        }
        if (ofType(sub, "output").isEmpty()) {
            tell(
                    id,
                    ErrorCode.PARAMETER_INVALID,
                    "Cannot run pipeline '" + name + "' as a step: it has no step of type output",
                    TYPE,
                    "Add one whose input is the step whose rows it gives");
            return false;
        }
        if (steps.size() + sub.steps().size() > MOST_STEPS) {
            tell(
                    id,
                    ErrorCode.SQL_TOO_COMPLEX,
                    "Cannot run pipeline '%s' as a step: more than %d steps in all"
                            .formatted(name, MOST_STEPS),
                    TYPE,
                    "Write what several pipelines need to a dataset, and read that");
            return false;
        }
        return true;
    }

    private static List<String> ofType(Pipeline pipeline, String type) {
        return pipeline.steps().stream()
                .filter(s -> s.type().equals(type))
                .map(StepSpec::id)
                .toList();
    }

    /// Returns the texts of the parameters that a step sets.
    private Map<String, String> arguments(
            Pipeline sub, StepSpec step, String id, StepParameters given) {
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> unset = new java.util.HashSet<>();
        Value params = step.parameters().get("params");
        if (params instanceof Value.Entries entries) {
            for (String name : entries.entries().keySet()) {
                String text = entries.text(name).orElse("");
                if (!text.matches(":[A-Za-z_][A-Za-z0-9_]*")) {
                    texts.put(name, text);
                } else if (given.values().containsKey(text.substring(1))) {
                    String value = given.values().get(text.substring(1)).text();
                    if (value == null) {
                        unset.add(name);
                    } else {
                        texts.put(name, value);
                    }
                } else {
                    tell(
                            id,
                            ErrorCode.PARAMETER_UNKNOWN,
                            "Unknown parameter: '" + text + "'",
                            "params." + name,
                            Suggestion.nearest(text.substring(1), given.values().keySet())
                                    .map(n -> "Did you mean :" + n + "?")
                                    .orElse("Declare it under parameters"));
                    unset.add(name);
                }
            }
        }
        refuseMissing(sub, id, texts, unset);
        return texts;
    }

    private void refuseMissing(
            Pipeline sub, String id, Map<String, String> texts, Set<String> unset) {
        for (PipelineParameter p : sub.parameters()) {
            boolean missing = p.defaultValue() == null && !texts.containsKey(p.name());
            if (missing && !unset.contains(p.name())) {
                tell(
                        id,
                        ErrorCode.PARAMETER_MISSING,
                        "Missing required parameter: '%s' of pipeline '%s'"
                                .formatted(p.name(), sub.name()),
                        "params",
                        "Set params: {" + p.name() + ": VALUE}");
            }
        }
    }

    /// Returns the step's parameters with those of the other pipeline that hold by default, so that
    /// the design's hash knows them.
    private Map<String, Value> resolved(StepSpec step, Map<String, String> texts, Pipeline holder) {
        Map<String, Value> out = new LinkedHashMap<>(step.parameters());
        String name = step.parameters().get(TYPE) instanceof Value.Text t ? t.value() : "";
        Map<String, Value> all = new LinkedHashMap<>();
        pipelines
                .apply(name)
                .ifPresent(sub ->
                        sub.parameters()
                                .forEach(p -> {
                                    if (p.defaultValue() != null && !holder.name().equals(name)) {
                                        all.put(p.name(), Value.text(p.defaultValue()));
                                    }
                                }));
        if (step.parameters().get("params") instanceof Value.Entries entries) {
            all.putAll(entries.entries());
        }
        if (!all.isEmpty()) {
            out.put("params", new Value.Entries(all));
        }
        return out;
    }

    private void wire(Wire wire, String prefix, Map<String, Call> calls) {
        PortRef from = new PortRef(prefix + wire.from().step(), wire.from().port());
        PortRef to = new PortRef(prefix + wire.to().step(), wire.to().port());
        Optional<PortRef> source = source(from, to.step());
        Call call = calls.get(wire.to().step());
        if (call == null) {
            source.ifPresent(s -> wires.add(new Wire(s, to)));
            return;
        }
        Optional<String> input = call.input(to.port());
        if (input.isEmpty()) {
            tell(
                    to.step(),
                    ErrorCode.PORT_UNKNOWN,
                    "Unknown input: '" + to.port() + "' of step '" + to.step() + "'",
                    to.port().equals(PortRef.IN) ? "input" : "inputs." + to.port(),
                    call.inputs().isEmpty()
                            ? "Its pipeline has no step of type input"
                            : "Its inputs: " + String.join(", ", call.inputs()));
            return;
        }
        call.wired().add(input.orElseThrow());
        PortRef end = new PortRef(to.step() + "/" + input.orElseThrow(), PortRef.IN);
        source.ifPresent(s -> wires.add(new Wire(s, end)));
    }

    /// Returns the output that a wire begins at; that of a step with one output is `out`.
    private Optional<PortRef> source(PortRef from, String consumer) {
        List<String> ports = outputs.get(from.step());
        if (ports == null) {
            return Optional.of(from);
        }
        if (ports.size() == 1
                && (from.port().equals(PortRef.OUT) || from.port().equals(ports.getFirst()))) {
            return Optional.of(new PortRef(from.step(), PortRef.OUT));
        }
        if (ports.contains(from.port())) {
            return Optional.of(from);
        }
        tell(
                consumer,
                ErrorCode.PORT_UNKNOWN,
                "Unknown port: '" + from.port() + "' of step '" + from.step() + "'",
                "inputs",
                "Its outputs: " + String.join(", ", ports));
        return Optional.empty();
    }

    private void tell(
            String step,
            ErrorCode code,
            String message,
            String field,
            @org.jspecify.annotations.Nullable String remedy) {
        found.add(
                new Found(
                        step,
                        Problem.error(
                                code, message, Place.inStep(outer.name(), step, field), remedy)));
    }
}
