package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
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
        Cancellation cancellation = new Cancellation();
        Thread stop = new Thread(() -> interrupt(cancellation), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        List<RunReport> reports = new ArrayList<>();
        try (SampleService.Running sample = SampleService.startIfSample(common.workspace);
                WorkspaceSession session = sessionWithEngine();
                MetadataStore store = session.record("plumbline run")) {
            java.util.Objects.requireNonNull(sample);
            warn(store, console);
            RunService.Settings settings = new RunService.Settings(parameters, !noAccounts);
            for (String pipeline : pipelines) {
                reports.add(
                        new RunService(surroundings())
                                .run(
                                        session,
                                        store,
                                        pipeline,
                                        settings,
                                        new RunProgress(pipeline, console),
                                        cancellation));
                if (reports.getLast().state() != RunReport.State.COMPLETE) {
                    break;
                }
            }
        } finally {
            finished.countDown();
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

    private final java.util.concurrent.CountDownLatch finished =
            new java.util.concurrent.CountDownLatch(1);

    /// Stops the run on Ctrl-C and waits until nothing is half done.
    private void interrupt(Cancellation cancellation) {
        if (finished.getCount() == 0) {
            return;
        }
        cancellation.cancel();
        try {
            boolean done = finished.await(10, java.util.concurrent.TimeUnit.SECONDS);
            if (!done) {
                System.err.println(
                        "The run did not stop within 10 seconds; nothing of it is visible");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
