package io.plumbline.workbench.cli;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line as a whole: finds the command, runs it, and turns every failure into one
/// message and an exit code.
public final class CommandLineProgram {
    private final PrintStream out;
    private final PrintStream err;

    /// Takes where results and where messages go.
    public CommandLineProgram(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Runs one command line and returns the exit code of `cli.md`.
    public int run(String... args) {
        Console console = new Console(out, err);
        CommandLine line = Commands.build(console, args);
        line.setParameterExceptionHandler((e, a) -> misused(e, console));
        line.setExecutionExceptionHandler((e, command, result) -> failed(e, console));
        try {
            return line.execute(args);
        } catch (AssertionError | StackOverflowError | OutOfMemoryError e) {
            return failed(e, console);
        } finally {
            out.flush();
        }
    }

    private static int failed(Throwable e, Console console) {
        if (console.debug()) {
            e.printStackTrace(console.err());
        }
        if (e instanceof PlumblineException known) {
            return ErrorReport.print(known, console);
        }
        if (e instanceof OutOfMemoryError) {
            return ErrorReport.print(
                    PlumblineException.of(
                            ErrorCode.OUT_OF_MEMORY,
                            "The program ran out of memory",
                            "Give it more with JAVA_TOOL_OPTIONS=-Xmx4g, or less to do",
                            e),
                    console);
        }
        PlumblineException defect =
                PlumblineException.of(
                        ErrorCode.INTERNAL_ERROR,
                        "A defect of Plumbline stopped the command",
                        "Run it again with --debug and report what it prints",
                        e);
        return ErrorReport.print(defect, console);
    }

    private static int misused(ParameterException e, Console console) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String message = java.util.Objects.requireNonNullElse(e.getMessage(), "Invalid arguments");
        String remedy = "Run '" + name + " --help' for what it takes";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().getFirst();
            boolean option = given.startsWith("-");
            // what stands behind the sign may be a secret
            given = option ? given.replaceFirst("=.*", "") : given;
            boolean root = command.getParent() == null && !option;
            message =
                    (option
                                    ? "Unknown option: '"
                                    : root ? "Unknown command: '" : "Unexpected argument: '")
                            + given
                            + "'";
            remedy =
                    Suggestion.nearest(given, candidates(command, option))
                                    .map(n -> "Did you mean '" + n + "'? ")
                                    .orElse("")
                            + remedy;
        } else if (e instanceof MissingParameterException) {
            message =
                    message.replaceFirst(
                            "^Missing required (options?|parameters?|subcommand)",
                            "Missing required $1");
        }
        return ErrorReport.print(
                PlumblineException.of(ErrorCode.ARGUMENT_INVALID, message, remedy), console);
    }

    private static List<String> candidates(CommandLine command, boolean options) {
        List<String> names = new ArrayList<>();
        if (options) {
            command.getCommandSpec().options().forEach(o -> names.add(o.longestName()));
        } else {
            names.addAll(command.getSubcommands().keySet());
        }
        return names;
    }
}
