package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the changes that take a problem away, from the problem's own words: a name in quotes that
/// is wrong, and the nearest right one in its remedy.
public final class QuickFixes {
    private static final Pattern MEANT = Pattern.compile("Did you mean '?([^'?]+)'?\\?");
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");

    private QuickFixes() {}

    /// Returns the changes for a problem of a pipeline, the best first; none when nothing is sure
    /// to help.
    public static List<QuickFix> of(Problem problem, Pipeline pipeline) {
        String step = problem.place().step();
        if (step == null || pipeline.step(step).isEmpty()) {
            return List.of();
        }
        List<QuickFix> fixes = new ArrayList<>();
        replacement(problem, step, pipeline, fixes);
        if (problem.code() == ErrorCode.PARAMETER_UNKNOWN) {
            String parameter = top(problem.place().field());
            if (parameter != null) {
                fixes.add(
                        new QuickFix(
                                "Remove '" + parameter + "'",
                                p -> PipelineEdits.set(p, step, parameter, null)));
            }
        }
        looseWire(problem, step, pipeline, fixes);
        return fixes;
    }

    private static void replacement(
            Problem problem, String step, Pipeline pipeline, List<QuickFix> fixes) {
        String remedy = problem.remedy();
        Matcher meant = MEANT.matcher(remedy == null ? "" : remedy);
        Matcher wrong = QUOTED.matcher(problem.message());
        if (!meant.find() || !wrong.find()) {
            return;
        }
        String bad = wrong.group(1);
        String good = meant.group(1);
        UnaryOperator<Pipeline> change = change(problem, step, bad, good);
        if (!change.apply(pipeline).equals(pipeline)) {
            fixes.add(new QuickFix("Change '" + bad + "' to '" + good + "'", change));
        }
    }

    private static UnaryOperator<Pipeline> change(
            Problem problem, String step, String bad, String good) {
        String field = top(problem.place().field());
        return switch (problem.code()) {
            case STEP_TYPE_UNKNOWN ->
                    p ->
                            PipelineEdits.change(
                                    p,
                                    step,
                                    s -> new StepSpec(s.id(), good, s.parameters(), s.note()));
            case PARAMETER_UNKNOWN -> p -> PipelineEdits.change(p, step, s -> key(s, bad, good));
            case STEP_UNKNOWN, PORT_UNKNOWN -> p -> feeder(p, step, bad, good);
            default -> p -> PipelineEdits.change(p, step, s -> named(s, field, bad, good));
        };
    }

    private static StepSpec key(StepSpec step, String bad, String good) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        step.parameters().forEach((k, v) -> parameters.put(k.equals(bad) ? good : k, v));
        return new StepSpec(step.id(), step.type(), parameters, step.note());
    }

    private static Pipeline feeder(Pipeline pipeline, String step, String bad, String good) {
        List<Wire> wires =
                pipeline.wires().stream()
                        .map(w ->
                                w.to().step().equals(step) && w.from().toString().equals(bad)
                                        ? new Wire(PortRef.parse(good), w.to())
                                        : w)
                        .toList();
        return new Pipeline(
                pipeline.name(),
                pipeline.description(),
                pipeline.parameters(),
                pipeline.steps(),
                wires,
                pipeline.drawing());
    }

    /// Replaces the name in the parameter concerned, or in all when it is not known.
    private static StepSpec named(StepSpec step, @Nullable String field, String bad, String good) {
        Map<String, Value> parameters = new LinkedHashMap<>();
        Pattern word = Pattern.compile("(?<![\\w.])" + Pattern.quote(bad) + "(?!\\w)");
        step.parameters()
                .forEach((k, v) ->
                        parameters.put(
                                k,
                                field == null || k.equals(field) || field.startsWith(k)
                                        ? replaced(v, word, good)
                                        : v));
        return new StepSpec(step.id(), step.type(), parameters, step.note());
    }

    private static Value replaced(Value value, Pattern word, String good) {
        return switch (value) {
            case Value.Text(String text) ->
                    new Value.Text(word.matcher(text).replaceAll(Matcher.quoteReplacement(good)));
            case Value.Items(List<Value> items) ->
                    new Value.Items(items.stream().map(v -> replaced(v, word, good)).toList());
            case Value.Entries(Map<String, Value> entries) -> {
                Map<String, Value> changed = new LinkedHashMap<>();
                entries.forEach((k, v) ->
                        changed.put(word.matcher(k).matches() ? good : k, replaced(v, word, good)));
                yield new Value.Entries(changed);
            }
            case Value.Num n -> n;
            case Value.Bool b -> b;
        };
    }

    private static void looseWire(
            Problem problem, String step, Pipeline pipeline, List<QuickFix> fixes) {
        if (problem.code() != ErrorCode.STEP_UNKNOWN && problem.code() != ErrorCode.PORT_UNKNOWN) {
            return;
        }
        pipeline.inputsOf(step).stream()
                .filter(w -> problem.message().contains("'" + w.from() + "'"))
                .findFirst()
                .ifPresent(w ->
                        fixes.add(
                                new QuickFix(
                                        "Take the wire away",
                                        p -> PipelineEdits.disconnect(p, w))));
    }

    private static @Nullable String top(@Nullable String field) {
        if (field == null) {
            return null;
        }
        int end = 0;
        while (end < field.length() && field.charAt(end) != '.' && field.charAt(end) != '[') {
            end++;
        }
        return field.substring(0, end);
    }
}
