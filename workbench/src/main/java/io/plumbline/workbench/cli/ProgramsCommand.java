package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.ProgramPrint;
import io.plumbline.workbench.service.ProgramService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plumbline programs`.
@Command(
        name = "programs",
        description =
                "The programs that you allow pipelines to run: list shows them, allow adds those of"
                        + " a pipeline, revoke removes",
        mixinStandardHelpOptions = true)
final class ProgramsCommand implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static Map<String, @Nullable Object> json(@Nullable String step, ProgramPrint print) {
        return Json.object(
                "step", step,
                "sha256", print.sha256(),
                "command", print.command(),
                "files", print.hashes());
    }

    private static void text(ProgramPrint print, Console console) {
        print.hashes().forEach((file, hash) -> console.out().printf("  %s  %s%n", hash, file));
    }

    /// `plumbline programs list`.
    @Command(name = "list", description = "Shows what is allowed", mixinStandardHelpOptions = true)
    static final class Listing extends Reporting {
        private final Supplier<Surroundings> surroundings;

        Listing(Console console, Supplier<Surroundings> surroundings) {
            super(console);
            this.surroundings = surroundings;
        }

        @Override
        int answer(Console console) {
            Map<String, ProgramPrint> all = new ProgramService(surroundings.get()).list();
            if (format == Format.JSON) {
                console.out()
                        .print(
                                Json.writePretty(
                                        all.values().stream().map(p -> json(null, p)).toList()));
                return 0;
            }
            all.forEach((sha256, p) -> {
                console.out().printf("%s  %s%n", sha256, String.join(" ", p.command()));
                text(p, console);
            });
            console.out().println(all.size() + (all.size() == 1 ? " program" : " programs"));
            return 0;
        }
    }

    /// `plumbline programs allow`.
    @Command(
            name = "allow",
            description =
                    "Allows the programs of a pipeline, or of one step, as they and their files are"
                            + " now",
            mixinStandardHelpOptions = true)
    static final class Allow extends WorkspaceCommand {
        @Parameters(
                index = "0",
                paramLabel = "PIPELINE[.STEP]",
                description = "The pipeline, or one step of it")
        @SuppressWarnings("NullAway.Init")
        String target;

        Allow(Console console, Supplier<Surroundings> surroundings) {
            super(console, surroundings);
        }

        @Override
        int answer(Console console) {
            int dot = target.indexOf('.');
            String pipeline = dot < 0 ? target : target.substring(0, dot);
            @Nullable String step = dot < 0 ? null : target.substring(dot + 1);
            try (WorkspaceSession session = session();
                    MetadataStore store = session.record("plumbline programs allow")) {
                List<ProgramService.Allowed> allowed =
                        new ProgramService(surroundings()).allow(session, store, pipeline, step);
                if (format == Format.JSON) {
                    console.out()
                            .print(
                                    Json.writePretty(
                                            allowed.stream()
                                                    .map(a -> json(a.program().step(), a.print()))
                                                    .toList()));
                    return 0;
                }
                for (ProgramService.Allowed a : allowed) {
                    console.out()
                            .printf(
                                    "allowed for step '%s': %s%n",
                                    a.program().step(), String.join(" ", a.program().command()));
                    text(a.print(), console);
                }
            }
            return 0;
        }
    }

    /// `plumbline programs revoke`.
    @Command(
            name = "revoke",
            description = "Takes a permission back",
            mixinStandardHelpOptions = true)
    static final class Revoke extends Reporting {
        @Parameters(
                index = "0",
                paramLabel = "SHA256",
                description = "The fingerprint, or how it begins")
        @SuppressWarnings("NullAway.Init")
        String sha256;

        private final Supplier<Surroundings> surroundings;

        Revoke(Console console, Supplier<Surroundings> surroundings) {
            super(console);
            this.surroundings = surroundings;
        }

        @Override
        int answer(Console console) {
            List<ProgramPrint> gone = new ProgramService(surroundings.get()).revoke(sha256);
            if (format == Format.JSON) {
                console.out()
                        .print(Json.writePretty(gone.stream().map(p -> json(null, p)).toList()));
                return 0;
            }
            gone.forEach(p ->
                    console.out().println("no longer allowed: " + String.join(" ", p.command())));
            return 0;
        }
    }
}
