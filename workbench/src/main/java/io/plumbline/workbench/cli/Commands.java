package io.plumbline.workbench.cli;

import io.plumbline.workbench.service.Surroundings;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands, in the order of the help.
final class Commands {
    private Commands() {}

    /// Builds the command line with all commands.
    static CommandLine build(Console console) {
        CommandLine root = new CommandLine(new Root());
        for (Object command : all(console)) {
            root.addSubcommand(command);
        }
        root.setUsageHelpAutoWidth(false);
        root.setUsageHelpWidth(110);
        root.setOut(new java.io.PrintWriter(console.out(), true));
        root.setErr(new java.io.PrintWriter(console.err(), true));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setToggleBooleanFlags(false);
        root.setAbbreviatedOptionsAllowed(false);
        return root;
    }

    private static List<Object> all(Console console) {
        Supplier<Surroundings> surroundings = new Once();
        CommandLine audit = new CommandLine(new AuditCommand());
        audit.addSubcommand(new AuditCommand.Log(console, surroundings));
        audit.addSubcommand(new AuditCommand.Verify(console, surroundings));
        return List.of(
                new DemoCommand(console, surroundings),
                new InitCommand(console),
                new ValidateCommand(console, surroundings),
                new PlanCommand(console, surroundings),
                new PreviewCommand(console, surroundings),
                new RunCommand(console, surroundings),
                new RunsCommand(console, surroundings),
                new QueryCommand(console, surroundings),
                new LineageCommand(console, surroundings),
                audit,
                new RehearseCommand());
    }

    /// The program without a command.
    @Command(
            name = "plumbline",
            description = "Draws, checks, runs and proves data pipelines.",
            versionProvider = Version.class,
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND")
    static final class Root implements Runnable {
        @picocli.CommandLine.Spec
        @SuppressWarnings("NullAway.Init")
        CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /// Tells the version of the build.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"plumbline " + (version == null ? "development" : version)};
        }
    }

    /// Makes the surroundings when they are first needed.
    private static final class Once implements Supplier<Surroundings> {
        private @Nullable Surroundings made;

        @Override
        public synchronized Surroundings get() {
            Surroundings known = made;
            if (known == null) {
                known = Surroundings.ofThisMachine();
                made = known;
            }
            return known;
        }
    }
}
