package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.Problem;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.ValidationService;
import io.plumbline.workbench.service.ValidationService.Validation;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/// `plumbline validate`.
@Command(
        name = "validate",
        description = "Looks through every file, type, wire and contract of the workspace",
        mixinStandardHelpOptions = true)
final class ValidateCommand extends Reporting {
    private final Supplier<Surroundings> surroundings;

    ValidateCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console);
        this.surroundings = surroundings;
    }

    @Override
    int answer(Console console) {
        Validation found = new ValidationService(surroundings.get()).validate(common.workspace);
        long errors = found.problems().stream().filter(Problem::isError).count();
        long warnings = found.problems().size() - errors;
        if (format == Format.JSON) {
            console.out()
                    .println(
                            Json.writePretty(
                                    Json.object(
                                            "good", found.isGood(),
                                            "connections", found.connections(),
                                            "datasets", found.datasets(),
                                            "pipelines", found.pipelines(),
                                            "steps", found.steps(),
                                            "tests", found.tests(),
                                            "problems", ErrorReport.json(found.problems()))));
        } else {
            found.problems().forEach(p -> console.out().println(ErrorReport.text(p)));
            console.out()
                    .printf(
                            "%s, %s, %s with %s%s: %s%n",
                            count(found.connections(), "connection"),
                            count(found.datasets(), "dataset"),
                            count(found.pipelines(), "pipeline"),
                            count(found.steps(), "step"),
                            found.tests() == 0 ? "" : ", " + count(found.tests(), "test"),
                            found.problems().isEmpty()
                                    ? "good"
                                    : count(errors, "error") + ", " + count(warnings, "warning"));
        }
        return found.isGood() ? 0 : 2;
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
