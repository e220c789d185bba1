package io.plumbline.workbench.cli;

import io.plumbline.workbench.service.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The commands, in the order of the help.
final class Commands {
    private Commands() {}

    /// Builds the command line: with the command that the arguments begin with, or with all when
    /// they begin otherwise. Reading the annotations of one takes a tenth of the time.
    static CommandLine build(Console console, String... arguments) {
        CommandLine root = new CommandLine(new Root());
        Map<String, Supplier<Object>> all = all(console);
        Supplier<Object> named = arguments.length == 0 ? null : all.get(arguments[0]);
        (named == null ? all.values() : List.of(named)).forEach(c -> root.addSubcommand(c.get()));
        root.setUsageHelpAutoWidth(false);
        root.setUsageHelpWidth(110);
        root.setOut(new java.io.PrintWriter(console.out(), true));
        root.setErr(new java.io.PrintWriter(console.err(), true));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setToggleBooleanFlags(false);
        root.setAbbreviatedOptionsAllowed(false);
        return root;
    }

    private static Map<String, Supplier<Object>> all(Console console) {
        Supplier<Surroundings> surroundings = new Once();
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("demo", () -> new DemoCommand(console, surroundings));
        all.put("init", () -> new InitCommand(console));
        all.put("desktop", () -> new DesktopCommand(console));
        all.put("validate", () -> new ValidateCommand(console, surroundings));
        all.put("plan", () -> new PlanCommand(console, surroundings));
        all.put("preview", () -> new PreviewCommand(console, surroundings));
        all.put("run", () -> new RunCommand(console, surroundings));
        all.put("test", () -> new TestCommand(console, surroundings));
        all.put("runs", () -> new RunsCommand(console, surroundings));
        all.put("query", () -> new QueryCommand(console, surroundings));
        all.put("lineage", () -> lineage(console, surroundings));
        all.put("classify", () -> new ClassifyCommand(console, surroundings));
        all.put("audit", () -> audit(console, surroundings));
        all.put("secret", () -> secret(console, surroundings));
        all.put("programs", () -> programs(console, surroundings));
        all.put("rehearse", RehearseCommand::new);
        return all;
    }

    private static CommandLine programs(Console console, Supplier<Surroundings> surroundings) {
        CommandLine programs = new CommandLine(new ProgramsCommand());
        programs.addSubcommand(new ProgramsCommand.Listing(console, surroundings));
        programs.addSubcommand(new ProgramsCommand.Allow(console, surroundings));
        programs.addSubcommand(new ProgramsCommand.Revoke(console, surroundings));
        return programs;
    }

    private static CommandLine lineage(Console console, Supplier<Surroundings> surroundings) {
        CommandLine lineage = new CommandLine(new LineageCommand(console, surroundings));
        lineage.addSubcommand(new LineageImportCommand(console, surroundings));
        return lineage;
    }

    private static CommandLine audit(Console console, Supplier<Surroundings> surroundings) {
        CommandLine audit = new CommandLine(new AuditCommand());
        audit.addSubcommand(new AuditCommand.Log(console, surroundings));
        audit.addSubcommand(new AuditCommand.Verify(console, surroundings));
        return audit;
    }

    private static CommandLine secret(Console console, Supplier<Surroundings> surroundings) {
        CommandLine secret = new CommandLine(new SecretCommand());
        secret.addSubcommand(new SecretCommand.Store(console, surroundings));
        secret.addSubcommand(new SecretCommand.Delete(console, surroundings));
        secret.addSubcommand(new SecretCommand.Check(console, surroundings));
        return secret;
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

    /// Returns the version of the build.
    static String version() {
        String version = Commands.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /// Tells the version of the build.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"plumbline " + version()};
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
