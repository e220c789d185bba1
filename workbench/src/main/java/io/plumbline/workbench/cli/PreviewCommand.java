package io.plumbline.workbench.cli;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.service.PreviewService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.sample.SampleService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline preview`.
@Command(
        name = "preview",
        description = "Shows the first rows of a step",
        mixinStandardHelpOptions = true)
final class PreviewCommand extends WorkspaceCommand {
    @Parameters(
            index = "0",
            paramLabel = "PIPELINE.STEP",
            description = "The step, or PIPELINE.STEP.PORT")
    @SuppressWarnings("NullAway.Init")
    String target;

    @Option(names = "--rows", paramLabel = "N", description = "How many rows at most; default 100")
    int rows = 100;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Sets a parameter of the pipeline")
    Map<String, String> parameters = new LinkedHashMap<>();

    PreviewCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    List<Format> formats() {
        return List.of(Format.TEXT, Format.JSON, Format.CSV);
    }

    @Override
    int answer(Console console) {
        int dot = target.indexOf('.');
        if (dot < 1 || dot == target.length() - 1) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid step: '" + target + "' (must be PIPELINE.STEP)",
                    null);
        }
        if (rows < 1) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid value for option '--rows': '" + rows + "' (must be at least 1)",
                    null);
        }
        try (SampleService.Running sample = SampleService.startIfSample(common.workspace);
                WorkspaceSession session = sessionWithEngine();
                MetadataStore store = session.record("plumbline preview")) {
            java.util.Objects.requireNonNull(sample);
            new PreviewService(surroundings())
                    .preview(
                            session,
                            store,
                            target.substring(0, dot),
                            PortRef.parse(target.substring(dot + 1)),
                            rows,
                            parameters,
                            new ReceivedRows(ResultWriter.of(format, console.out())));
        }
        return 0;
    }
}
