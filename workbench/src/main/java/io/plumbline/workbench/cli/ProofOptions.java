package io.plumbline.workbench.cli;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.workbench.service.ProofService;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// The options of `lineage PIPELINE --prove`.
final class ProofOptions {
    @Option(
            names = "--prove",
            description =
                    "Try the lineage of a pipeline: change one source column at a time and see what"
                            + " changes with it; exit code 1 where no edge explains a change")
    boolean prove;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "With --prove: how many rows of each source; default 200")
    int rows = 200;

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "With --prove: how often each source column is changed; default 20")
    int trials = 20;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "With --prove: decides rows and changes; default 1")
    long seed = 1;

    @Option(names = "--made-up", description = "With --prove: make up all rows and read no source")
    boolean madeUp;

    @Option(
            names = "--show-values",
            description = "With --prove: show the values of witnesses; noted in the audit log")
    boolean showValues;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "With --prove: sets a parameter of the pipeline")
    Map<String, String> parameters = new LinkedHashMap<>();

    /// Returns the settings.
    ///
    /// @throws PlumblineException when a number is out of its range
    ProofService.Settings settings() {
        inRange("--rows", rows, 10_000);
        inRange("--trials", trials, 10_000);
        return new ProofService.Settings(parameters, rows, trials, seed, madeUp, showValues);
    }

    private static void inRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Invalid value for option '%s': '%d' (must be from 1 to %d)"
                            .formatted(option, value, most),
                    null);
        }
    }
}
