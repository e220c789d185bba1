package io.plumbline.workbench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.quality.QualityCheck;
import io.plumbline.engine.quality.QualityChecks;
import io.plumbline.engine.step.Port;
import io.plumbline.engine.step.StepType;
import io.plumbline.engine.step.StepTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "guide", "steps.md");

    @Test
    void theGuideSaysWhatStepsDeclare() throws IOException {
        String page = page();
        if (Boolean.getBoolean("golden.update") && System.getenv("CI") == null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String page() {
        StringBuilder out = new StringBuilder();
        out.append(
                "# Steps\n\nMade from what the step types declare. Every step has an `id`, a `type`, and `input` (or `inputs`) naming the step, or `step.port`,\nthat its rows come from. Conditions and expressions may hold sub-queries over the step's inputs, each a table by the id of the step\nthat feeds it; the row in hand is named by that id too, or as `input`, in a join as `left` and `right`.\n");
        for (StepType step : StepTypes.all()) {
            out.append("\n## ")
                    .append(step.name())
                    .append("\n\n")
                    .append(step.summary())
                    .append(".\n\n`")
                    .append(step.describe())
                    .append("`\n\n");
            out.append("Inputs: ")
                    .append(ports(step.inputs()))
                    .append(". Outputs: ")
                    .append(ports(step.outputs()))
                    .append(".\n");
            out.append(table(step.parameters()));
        }
        out.append(
                "\n## Checks of the check step\n\nEach has `type`, its own parameters, and `on_failure` (stop, quarantine or warn), `severity` and `name`.\n");
        for (QualityCheck check : QualityChecks.all()) {
            out.append("\n### ")
                    .append(check.name())
                    .append("\n\n")
                    .append(check.summary())
                    .append(".\n")
                    .append(table(check.parameters()));
        }
        return out.toString();
    }

    private static String ports(List<Port> ports) {
        return ports.isEmpty()
                ? "none"
                : ports.stream()
                        .map(p -> "`" + p.name() + "` (" + p.summary() + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String table(List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return "";
        }
        StringBuilder out =
                new StringBuilder("\n| parameter | form | meaning |\n| --- | --- | --- |\n");
        for (Parameter p : parameters) {
            String needed =
                    p.required()
                            ? ""
                            : p.defaultText() == null
                                    ? "optional; "
                                    : "default " + p.defaultText() + "; ";
            out.append("| `")
                    .append(p.name())
                    .append("` | ")
                    .append(p.form().replace("|", "\\|"))
                    .append(" | ")
                    .append(needed)
                    .append(p.summary().replace("|", "\\|"))
                    .append(" |\n");
        }
        return out.toString();
    }
}
