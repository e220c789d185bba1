package io.plumbline.engine.plan;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.step.Port;
import io.plumbline.engine.step.StepType;
import io.plumbline.engine.step.StepTypes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds the steps' ids, types and wires against the declarations of their types.
final class Wiring {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern NUMBERED = Pattern.compile("in([1-9]\\d{0,3})");

    private final Findings findings;
    private final Set<String> inner;
    private final Map<String, StepSpec> steps = new LinkedHashMap<>();
    private final Map<String, StepType> types = new HashMap<>();
    private final Map<String, Map<String, PortRef>> inputs = new LinkedHashMap<>();

    /// Takes what to look at.
    ///
    /// @param inner ids of steps that other pipelines bring: `a/b`, whose own part is `b`
    Wiring(Pipeline pipeline, Findings findings, Set<String> inner) {
        this.findings = findings;
        this.inner = inner;
        pipeline.steps().forEach(this::take);
        pipeline.wires().forEach(this::connect);
        steps.keySet().forEach(this::complete);
    }

    /// Returns the steps by id, in the order of the file.
    Map<String, StepSpec> steps() {
        return steps;
    }

    /// Returns a step that is there.
    StepSpec step(String id) {
        return Objects.requireNonNull(steps.get(id));
    }

    Optional<StepType> type(String step) {
        return Optional.ofNullable(types.get(step));
    }

    /// Returns the output that feeds each declared input, in declared order; for inputs that take
    /// many wires, in the order of the file. Wires from unknown ports are left out.
    Map<String, PortRef> inputs(String step) {
        return inputs.getOrDefault(step, Map.of());
    }

    private Map<String, PortRef> inputsOf(String step) {
        return inputs.computeIfAbsent(step, _ -> new LinkedHashMap<>());
    }

    private void take(StepSpec spec) {
        String own =
                inner.contains(spec.id())
                        ? spec.id().substring(spec.id().lastIndexOf('/') + 1)
                        : spec.id();
        if (!ID.matcher(own).matches()) {
            findings.add(
                    spec.id(),
                    ErrorCode.DOCUMENT_INVALID,
                    "Invalid step id: '" + spec.id() + "' (must be letters, digits, _ and -)",
                    "id",
                    "Wires name a step by its id, and its port behind a dot");
        }
        if (steps.putIfAbsent(spec.id(), spec) != null) {
            findings.add(
                    spec.id(),
                    ErrorCode.STEP_DUPLICATE,
                    "Duplicate step: '" + spec.id() + "'",
                    "id",
                    "Give each step of the pipeline an id of its own");
            return;
        }
        Optional<StepType> type = StepTypes.find(spec.type());
        type.ifPresent(t -> types.put(spec.id(), t));
        if (type.isEmpty()) {
            findings.add(
                    spec.id(),
                    ErrorCode.STEP_TYPE_UNKNOWN,
                    "Unknown step type: '" + spec.type() + "'",
                    "type",
                    Suggestion.nearest(spec.type(), StepTypes.names())
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse("Step types: " + String.join(", ", StepTypes.names())));
        }
    }

    private void connect(Wire wire) {
        String step = wire.to().step();
        if (!steps.containsKey(step)) {
            findings.add(
                    step,
                    ErrorCode.STEP_UNKNOWN,
                    "Unknown step: '" + step + "' at the end of a wire",
                    "inputs",
                    nearest(step));
            return;
        }
        checkSource(step, wire.from());
        StepType type = types.get(step);
        if (type == null) {
            inputsOf(step).putIfAbsent(wire.to().port(), wire.from());
            return;
        }
        Optional<String> port = port(type, wire.to().port());
        if (port.isEmpty()) {
            surplus(step, type, wire);
        } else if (inputsOf(step).putIfAbsent(port.orElseThrow(), wire.from()) != null) {
            findings.add(
                    step,
                    ErrorCode.PORT_OCCUPIED,
                    "Too many wires: input '" + port.orElseThrow() + "' takes one",
                    "inputs." + port.orElseThrow(),
                    "Remove the wire from '" + wire.from() + "', or unite the two first");
        }
    }

    private String nearest(String step) {
        return Suggestion.nearest(step, steps.keySet())
                .map(n -> "Did you mean '" + n + "'?")
                .orElse("Steps: " + String.join(", ", steps.keySet()));
    }

    private void checkSource(String step, PortRef from) {
        if (!steps.containsKey(from.step())) {
            findings.add(
                    step,
                    ErrorCode.STEP_UNKNOWN,
                    "Unknown step: '" + from.step() + "' as input",
                    "inputs",
                    nearest(from.step()));
            return;
        }
        StepType type = types.get(from.step());
        if (type == null
                || type.outputsOfEachStep()
                || type.outputs().stream().anyMatch(p -> p.name().equals(from.port()))) {
            return;
        }
        List<String> ports = type.outputs().stream().map(Port::name).toList();
        findings.add(
                step,
                ErrorCode.PORT_UNKNOWN,
                "Unknown port: '" + from.port() + "' of step '" + from.step() + "'",
                "inputs",
                Suggestion.nearest(from.port(), ports)
                        .map(n -> "Did you mean '" + from.step() + "." + n + "'?")
                        .orElse(
                                ports.isEmpty()
                                        ? "Step type " + type.name() + " has no outputs"
                                        : "Its outputs: " + String.join(", ", ports)));
    }

    /// Returns the declared input that a wire's end means: its name, or its number counted from
    /// `in1`.
    private static Optional<String> port(StepType type, String given) {
        List<Port> declared = type.inputs();
        boolean many = declared.size() == 1 && declared.getFirst().arity() == Port.Arity.MANY;
        if (many || declared.stream().anyMatch(p -> p.name().equals(given))) {
            return Optional.of(given);
        }
        Matcher m = NUMBERED.matcher(given);
        boolean numbered = m.matches() && Integer.parseInt(m.group(1)) <= declared.size();
        return numbered
                ? Optional.of(declared.get(Integer.parseInt(m.group(1)) - 1).name())
                : Optional.empty();
    }

    private void surplus(String step, StepType type, Wire wire) {
        List<String> ports = type.inputs().stream().map(Port::name).toList();
        findings.add(
                step,
                ErrorCode.PORT_UNKNOWN,
                "Unknown input: '" + wire.to().port() + "' of step type " + type.name(),
                "inputs." + wire.to().port(),
                Suggestion.nearest(wire.to().port(), ports)
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse(
                                ports.isEmpty()
                                        ? "It takes no input: remove the wire"
                                        : "It takes: " + String.join(", ", ports)));
    }

    private void complete(String step) {
        StepType type = types.get(step);
        if (type == null) {
            return;
        }
        Map<String, PortRef> given = inputsOf(step);
        Map<String, PortRef> ordered = new LinkedHashMap<>();
        for (Port port : type.inputs()) {
            if (port.arity() == Port.Arity.MANY) {
                ordered.putAll(given);
                if (given.size() < port.least()) {
                    missing(step, type, "of at least " + port.least());
                }
            } else if (given.containsKey(port.name())) {
                ordered.put(port.name(), given.get(port.name()));
            } else if (port.least() > 0) {
                missing(step, type, "'" + port.name() + "'");
            }
        }
        inputs.put(step, ordered);
    }

    private void missing(String step, StepType type, String what) {
        String form =
                type.inputs().size() == 1 && type.inputs().getFirst().arity() == Port.Arity.ONE
                        ? "Set 'input' to the id of a step"
                        : "Set 'inputs' to the ids of the steps that feed it";
        findings.add(
                step,
                ErrorCode.STEP_INPUT_MISSING,
                "Missing required input: " + what + " of step '" + step + "'",
                "inputs",
                form);
    }
}
