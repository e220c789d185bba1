package io.plumbline.workbench.cli;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.testing.TestService;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plumbline test`.
@Command(
        name = "test",
        description =
                "Runs the workspace's tests: pipelines over rows given, against rows expected",
        mixinStandardHelpOptions = true)
final class TestCommand extends WorkspaceCommand {
    @Parameters(
            arity = "0..*",
            paramLabel = "TEST|PIPELINE",
            description =
                    "Names of tests, or of pipelines for all tests of each; all when left out")
    List<String> names = new ArrayList<>();

    TestCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    List<Format> formats() {
        return List.of(Format.TEXT, Format.JSON, Format.JUNIT);
    }

    @Override
    int answer(Console console) {
        TestService.Outcome outcome;
        try (WorkspaceSession session = sessionWithEngine();
                MetadataStore store = session.record("plumbline test")) {
            warn(store, console);
            outcome = new TestService(surroundings()).run(session, store, names);
        }
        switch (format) {
            case JSON -> TestReport.json(outcome, console.out());
            case JUNIT -> TestReport.junit(outcome, console.out());
            case TEXT, CSV, OPENLINEAGE -> TestReport.text(outcome, console.out());
        }
        if (!outcome.problems().isEmpty()) {
            return ErrorReport.print(new PlumblineException(outcome.problems(), null), console);
        }
        return outcome.failed() == 0 ? 0 : 1;
    }
}
