package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import io.plumbline.workbench.service.design.Operands.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds names that say which of two columns is meant. What it finds may fail: whoever offers it
/// tries it first.
final class NameFixes {
    private static final Pattern QUOTED = Pattern.compile("'([^']+)'");
    private static final Pattern TABLE =
            Pattern.compile(
                    "(?i)(?:\\bFROM|\\bJOIN|,)\\s+(?:[\\w.]+|\"[^\"]+\")\\s+(?:AS\\s+)?(\\w+)");

    private NameFixes() {}

    /// Returns an ambiguous column with each table that has it before its name.
    static List<QuickFix> qualified(Problem problem, FixScene scene) {
        Optional<FieldText> found = FieldText.of(scene.pipeline(), problem.place());
        Matcher wrong = QUOTED.matcher(problem.message());
        if (found.isEmpty() || !wrong.find()) {
            return List.of();
        }
        FieldText field = found.orElseThrow();
        String column = wrong.group(1);
        String text = field.read(scene.pipeline()).orElse("");
        Optional<Part> part =
                Operands.of(text, FieldText.offset(text, problem.place())).stream()
                        .filter(p -> p.text().equalsIgnoreCase(column))
                        .findFirst();
        List<QuickFix> fixes = new ArrayList<>();
        for (String table : tables(scene, field.step(), column, text)) {
            part.ifPresent(p ->
                    fixes.add(
                            new QuickFix(
                                    "Take '" + table + "." + p.text() + "'",
                                    pipeline ->
                                            field.replace(
                                                    pipeline,
                                                    text,
                                                    p.replaced(text, table + "." + p.text())))));
        }
        return fixes;
    }

    private static Set<String> tables(FixScene scene, String step, String column, String text) {
        Set<String> tables = new LinkedHashSet<>();
        Matcher m = TABLE.matcher(text);
        while (m.find()) {
            tables.add(m.group(1));
        }
        for (Wire wire : scene.pipeline().inputsOf(step)) {
            if (scene.schema(wire).flatMap(s -> s.field(column)).isPresent()) {
                tables.add(wire.to().port());
            }
        }
        return tables;
    }

    /// Returns the suffix that tells the columns of a join's sides apart.
    static List<QuickFix> suffixed(Problem problem, FixScene scene) {
        String step = Objects.requireNonNullElse(problem.place().step(), "");
        boolean join = scene.pipeline().step(step).filter(s -> s.type().equals("join")).isPresent();
        return join && problem.message().contains("comes from both inputs")
                ? List.of(
                        new QuickFix(
                                "Put '_right' behind the right one's name",
                                p -> PipelineEdits.set(p, step, "suffix", Value.text("_right"))))
                : List.of();
    }
}
