package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PipelineParameter;
import io.plumbline.engine.sql.ParameterValue;
import io.plumbline.engine.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;

/// The parameters of a pipeline as typed values.
///
/// @param values the value of each by name; null where there is none
/// @param signatures type and value of each by name, to see what changed
/// @param unset the names of those without value and default
public record StepParameters(
        Map<String, ParameterValue> values, Map<String, String> signatures, Set<String> unset) {

    /// Copies the maps.
    public StepParameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        signatures = Map.copyOf(signatures);
        unset = Collections.unmodifiableSet(new LinkedHashSet<>(unset));
    }

    /// Reads the values given for a pipeline's parameters; adds what is wrong to the problems.
    public static StepParameters of(
            Pipeline pipeline, Map<String, String> given, List<Problem> problems) {
        if (pipeline.parameters().isEmpty() && given.isEmpty()) {
            return new StepParameters(Map.of(), Map.of(), Set.of());
        }
        RelDataTypeFactory types = Types.factory();
        RexBuilder rex = new RexBuilder(types);
        Map<String, ParameterValue> values = new LinkedHashMap<>();
        Map<String, String> signatures = new LinkedHashMap<>();
        Set<String> unset = new LinkedHashSet<>();
        for (PipelineParameter parameter : pipeline.parameters()) {
            RelDataType type = Types.toRelType(parameter.type(), types);
            String text = given.getOrDefault(parameter.name(), parameter.defaultValue());
            boolean valid = text != null && Literals.of(rex, type, text).isPresent();
            if (text == null) {
                unset.add(parameter.name());
            } else if (!valid) {
                problems.add(invalid(pipeline, parameter, type));
            }
            values.put(parameter.name(), new ParameterValue(parameter.type(), valid ? text : null));
            signatures.put(parameter.name(), type.getFullTypeString() + "=" + text);
        }
        List<String> known = new ArrayList<>(values.keySet());
        given.keySet().stream()
                .filter(n -> !values.containsKey(n))
                .forEach(n -> problems.add(unknown(pipeline, n, known)));
        return new StepParameters(values, signatures, unset);
    }

    private static Problem invalid(
            Pipeline pipeline, PipelineParameter parameter, RelDataType type) {
        return Problem.error(
                ErrorCode.PARAMETER_INVALID,
                "Invalid parameter: '"
                        + parameter.name()
                        + "' of pipeline '"
                        + pipeline.name()
                        + "' (must be "
                        + parameter.type()
                        + ")",
                place(pipeline, parameter.name()),
                "Write a value such as " + Literals.example(type.getSqlTypeName()));
    }

    private static Problem unknown(Pipeline pipeline, String name, List<String> known) {
        return Problem.error(
                ErrorCode.PARAMETER_UNKNOWN,
                "Unknown parameter: '" + name + "' of pipeline '" + pipeline.name() + "'",
                place(pipeline, name),
                Suggestion.nearest(name, known)
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse(
                                known.isEmpty()
                                        ? "The pipeline takes no parameters"
                                        : "Its parameters: " + String.join(", ", known)));
    }

    private static Place place(Pipeline pipeline, String name) {
        return Place.NOWHERE.within(pipeline.name(), null).of(name);
    }
}
