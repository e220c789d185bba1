package io.plumbline.workbench.cli;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A command that reports in a chosen form.
abstract class Reporting implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    CommonOptions common;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = Format.Converter.class,
            description =
                    "text or json; query and preview also csv, lineage and runs openlineage, test"
                            + " junit")
    Format format = Format.TEXT;

    private final Console console;

    Reporting(Console console) {
        this.console = console;
    }

    @Override
    public final Integer call() throws Exception {
        console.settle(common.quiet, common.debug);
        if (!formats().contains(format)) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid value for option '--format': '"
                            + format.word()
                            + "' (must be "
                            + Format.words(formats())
                            + ")",
                    null);
        }
        return answer(console);
    }

    /// Returns the forms that this command can report in.
    List<Format> formats() {
        return List.of(Format.TEXT, Format.JSON);
    }

    /// Does the work and returns the exit code.
    abstract int answer(Console where) throws Exception;
}
