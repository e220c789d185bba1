package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.RunService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.sample.SampleService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline run`.
@Command(
        name = "run",
        description = "Runs pipelines, one after the other",
        mixinStandardHelpOptions = true)
final class RunCommand extends WorkspaceCommand {
    private static final String TOO_LATE =
            "The run did not stop within 10 seconds; nothing of it is visible";

    @Parameters(arity = "1..*", paramLabel = "PIPELINE", description = "Names of pipelines")
    List<String> pipelines = new ArrayList<>();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Sets a parameter of the pipelines")
    Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--no-accounts",
            description = "Do not count rows after every step, which may save a pass over the data")
    boolean noAccounts;

    RunCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    int answer(Console console) {
        List<RunReport> reports = new ArrayList<>();
        try (Interruption interruption = new Interruption(TOO_LATE);
                SampleService.Running sample = SampleService.startIfSample(common.workspace);
                WorkspaceSession session = sessionWithEngine();
                MetadataStore store = session.record("plumbline run")) {
            java.util.Objects.requireNonNull(sample);
            warn(store, console);
            RunService.Settings settings = new RunService.Settings(parameters, !noAccounts);
            RunService service = new RunService(surroundings());
            for (String pipeline : pipelines) {
                reports.add(
                        service.run(
                                session,
                                store,
                                pipeline,
                                settings,
                                new RunProgress(pipeline, console),
                                interruption.cancellation()));
                if (reports.getLast().state() != RunReport.State.COMPLETE) {
                    break;
                }
            }
            service.warnings().forEach(w -> console.err().println(ErrorReport.text(w)));
        }
        if (format == Format.JSON) {
            console.out()
                    .print(
                            Json.writePretty(
                                    Json.object(
                                            "runs", reports.stream().map(RunText::json).toList())));
        } else {
            reports.forEach(r -> RunText.print(r, console.out()));
        }
        return exitCode(reports.getLast(), console);
    }

    private static int exitCode(RunReport last, Console console) {
        if (last.state() == RunReport.State.COMPLETE) {
            return last.checks().stream().allMatch(c -> c.passed()) ? 0 : 1;
        }
        if (last.problems().isEmpty()) {
            return 3;
        }
        int code = ErrorReport.print(new PlumblineException(last.problems(), null), console);
        return last.problems().getFirst().code() == io.plumbline.engine.error.ErrorCode.CHECK_FAILED
                ? 1
                : code;
    }
}
