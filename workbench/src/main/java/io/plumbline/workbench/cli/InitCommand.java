package io.plumbline.workbench.cli;

import io.plumbline.engine.document.WorkspaceWriter;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.workbench.service.sample.SampleService;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline init`.
@Command(name = "init", description = "Makes a new workspace", mixinStandardHelpOptions = true)
final class InitCommand extends Reporting {
    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description = "The folder; made if it is not there")
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            description = "Fill it with a sample: customer360")
    @Nullable String sample;

    InitCommand(Console console) {
        super(console);
    }

    @Override
    int answer(Console console) {
        if (sample != null) {
            return sample(sample, console);
        }
        Path name = folder.toAbsolutePath().normalize().getFileName();
        WorkspaceWriter.init(folder, name == null ? "workspace" : name.toString());
        console.say("Made the workspace " + folder + ". Next: plumbline validate -w " + folder);
        return 0;
    }

    private int sample(String name, Console console) {
        if (!SampleService.NAMES.contains(name)) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Unknown sample: '" + name + "'",
                    "Samples: " + String.join(", ", SampleService.NAMES));
        }
        SampleService.create(folder).close();
        console.say(
                "Made the sample "
                        + name
                        + " in "
                        + folder
                        + ". Next: plumbline run customer_360 -w "
                        + folder);
        return 0;
    }
}
