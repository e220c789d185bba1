package io.plumbline.workbench.cli;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.openlineage.LineageImport;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `plumbline lineage import`.
@Command(
        name = "import",
        description = "Takes OpenLineage events of other programs into the lineage graph",
        mixinStandardHelpOptions = true)
final class LineageImportCommand extends WorkspaceCommand {
    @Parameters(
            paramLabel = "FILE|DIR",
            description = "Events, one a line or a JSON array; a folder of such files")
    @SuppressWarnings("NullAway.Init")
    Path path;

    LineageImportCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console, surroundings);
    }

    @Override
    int answer(Console console) {
        LineageImport.Report report;
        try (WorkspaceSession session = session();
                MetadataStore store = session.record("plumbline lineage import")) {
            report = new LineageImport(session, store).read(path, surroundings().actor());
        }
        if (format == Format.JSON) {
            console.out().print(json(report));
        } else {
            print(report, console);
        }
        if (!report.problems().isEmpty()) {
            ErrorReport.print(new PlumblineException(report.problems(), null), console);
        }
        return report.problems().isEmpty() ? 0 : 1;
    }

    private static String json(LineageImport.Report report) {
        return Json.writePretty(
                Json.object(
                        "events", report.events(),
                        "bad", report.problems().size(),
                        "recorded", report.recorded(),
                        "unchanged", report.unchanged(),
                        "older", report.older(),
                        "own", report.own(),
                        "failed", report.failed()));
    }

    private static void print(LineageImport.Report report, Console console) {
        console.out().printf("%d events read, %d bad%n", report.events(), report.problems().size());
        say(console, "recorded", report.recorded());
        say(console, "unchanged", report.unchanged());
        say(console, "left out, something later is recorded", report.older());
        say(console, "left out, a pipeline of this workspace", report.own());
        say(console, "left out, no run of it came to its end", report.failed());
    }

    private static void say(Console console, String what, List<String> jobs) {
        if (!jobs.isEmpty()) {
            console.out().println("  " + what + ": " + String.join(", ", jobs));
        }
    }
}
