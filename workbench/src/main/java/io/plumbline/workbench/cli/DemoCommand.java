package io.plumbline.workbench.cli;

import io.plumbline.compliance.audit.AuditFilter;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.compliance.audit.AuditVerdict;
import io.plumbline.compliance.audit.AuditVerifier;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.metadata.LineageEdge;
import io.plumbline.engine.metadata.LineageWalk;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.PortRef;
import io.plumbline.workbench.service.LineageService;
import io.plumbline.workbench.service.PreviewService;
import io.plumbline.workbench.service.RunService;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.sample.SampleService;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline demo`.
@Command(
        name = "demo",
        description = "Makes the sample workspace, runs it, and shows what happened",
        mixinStandardHelpOptions = true)
final class DemoCommand extends Reporting {
    private static final List<String> PIPELINES =
            List.of("customer_360", "inventory_position", "revenue_by_country");

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            description = "Where to make it; default customer360")
    @Nullable Path folder;

    @Option(names = "--no-desktop", description = "Do not open the desktop at the end")
    boolean noDesktop;

    private final Supplier<Surroundings> surroundings;

    DemoCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console);
        this.surroundings = surroundings;
    }

    @Override
    int answer(Console console) {
        Path root = folder == null ? Path.of("customer360") : folder;
        console.say(
                "Making the sample workspace in "
                        + root
                        + " (CRM in PostgreSQL, billing as Parquet, staff in H2) …");
        int worst = 0;
        try (SampleService.Running sample = SampleService.create(root);
                WorkspaceSession session = WorkspaceSession.open(root, surroundings.get());
                MetadataStore store = session.record("plumbline demo")) {
            java.util.Objects.requireNonNull(sample);
            for (String pipeline : PIPELINES) {
                RunReport report =
                        new RunService(surroundings.get())
                                .run(
                                        session,
                                        store,
                                        pipeline,
                                        new RunService.Settings(Map.of(), true),
                                        new RunProgress(pipeline, console),
                                        new Cancellation());
                RunText.print(report, console.out());
                report.problems().forEach(p -> console.err().println(ErrorReport.text(p)));
                worst = report.state() == RunReport.State.COMPLETE ? worst : 3;
                console.out().println();
            }
            if (worst == 0) {
                show(session, store, root, console);
            }
        }
        if (worst == 0 && !noDesktop && DesktopCommand.hasDisplay()) {
            console.say("Opening the desktop; the command ends when its window is closed …");
            DesktopCommand.open(root);
        }
        return worst;
    }

    private void show(WorkspaceSession session, MetadataStore store, Path root, Console console) {
        PrintStream out = console.out();
        out.println("── Revenue by country and quarter");
        new PreviewService(surroundings.get())
                .preview(
                        session,
                        store,
                        "revenue_by_country",
                        PortRef.parse("report"),
                        8,
                        Map.of(),
                        new ReceivedRows(ResultWriter.of(Format.TEXT, out)));
        out.println();
        lineage(session, store, out);
        audit(session, store, out);
        next(root, out);
    }

    private static void lineage(WorkspaceSession session, MetadataStore store, PrintStream out) {
        out.println("── Where customer_360.revenue comes from");
        for (LineageWalk walk :
                new LineageService(session, store).follow("customer_360.revenue", true, 20)) {
            for (LineageWalk.Hop hop : walk.hops()) {
                LineageEdge e = hop.edge();
                out.println(
                        "  "
                                + (e.direct() ? "── " : "┄┄ ")
                                + e.sourceDataset()
                                + "."
                                + e.sourceColumn()
                                + "  "
                                + e.how()
                                + (e.expression().isEmpty() ? "" : "  " + e.expression()));
            }
        }
        out.println();
    }

    private static void audit(WorkspaceSession session, MetadataStore store, PrintStream out) {
        out.println("── The audit log");
        new AuditLog(store)
                .list(new AuditFilter(null, null, null, 20))
                .forEach(e ->
                        out.printf(
                                "%5d  %s  %-14s %-32s %s%n",
                                e.sequence(), e.time(), e.action(), e.subject(), e.outcome()));
        AuditVerdict verdict =
                AuditVerifier.verify(store, session.workspace().root().resolve(".plumbline"));
        out.printf(
                "%s: %d events in %d records%n",
                verdict.good() ? "whole" : "NOT WHOLE", verdict.events(), verdict.records());
        out.println();
    }

    private static void next(Path root, PrintStream out) {
        out.println("What to try next:");
        out.println("  plumbline desktop " + root);
        out.println("  plumbline plan customer_360 -w " + root);
        out.println("  plumbline preview customer_360.segments --rows 10 -w " + root);
        out.println("  plumbline lineage crm_customers.yearly_income --downstream -w " + root);
        out.println("  plumbline runs -w " + root);
    }
}
