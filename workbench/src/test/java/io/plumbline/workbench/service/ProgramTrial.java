package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditFilter;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.RunListener;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.exec.StepAccount;
import io.plumbline.engine.metadata.AuditRecord;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.workbench.service.testing.TestService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A workspace whose pipeline `p` runs programs, and a person's own settings beside it.
final class ProgramTrial {
    private final Path root;
    private final TestWorkspace workspace;
    private final Surroundings surroundings;

    private ProgramTrial(Path root, TestWorkspace workspace, Path own) {
        this.root = root;
        this.workspace = workspace;
        Surroundings here = Surroundings.ofThisMachine();
        this.surroundings =
                new Surroundings(here.connectors(), here.settings(), here.guard(), "anna", own);
    }

    static ProgramTrial in(Path folder) throws IOException {
        Path root = folder.resolve("w");
        ProgramTrial trial = new ProgramTrial(root, TestWorkspace.in(root), folder.resolve("own"));
        trial.workspace.dataset("o", "o.csv");
        return trial.rows("n\n1\n2\n3\n");
    }

    Path root() {
        return root;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    ProgramTrial rows(String csv) throws IOException {
        workspace.file("data/o.csv", csv);
        return this;
    }

    /// Writes a shell script of the workspace.
    ProgramTrial script(String text) throws IOException {
        workspace.file("p.sh", text);
        return this;
    }

    ProgramTrial file(String path, String text) throws IOException {
        workspace.file(path, text);
        return this;
    }

    /// Writes the pipeline: the step `o` reads, the step `s` is external, and is written to `out`.
    ProgramTrial step(String fields) throws IOException {
        return steps(
                "  - {id: s, type: external, input: o, "
                        + fields
                        + "}\n"
                        + "  - {id: w, type: write, input: s, dataset: out}\n");
    }

    /// Writes the pipeline whose step `s` runs the script.
    ProgramTrial scripted(String text, String fields) throws IOException {
        return script(text).step("command: [sh, p.sh], files: [p.sh], " + fields);
    }

    ProgramTrial steps(String steps) throws IOException {
        workspace.pipeline("p", "steps:\n  - {id: o, type: read, dataset: o}\n" + steps);
        return this;
    }

    ProgramTrial allow() {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            new ProgramService(surroundings).allow(session, store, "p", null);
        }
        return this;
    }

    RunReport run() {
        return run(event -> {}, new Cancellation());
    }

    RunReport run(RunListener listener, Cancellation cancellation) {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            return new RunService(surroundings)
                    .run(
                            session,
                            store,
                            "p",
                            new RunService.Settings(Map.of(), true),
                            listener,
                            cancellation);
        }
    }

    /// Runs the pipeline and returns what it ended by, with place and remedy.
    String failure() {
        RunReport report = run();
        var problem = report.problems().getFirst();
        return report.state()
                + " "
                + problem.code()
                + ": "
                + problem.message()
                + " ("
                + problem.place()
                + ")";
    }

    static List<Long> account(RunReport report, String step) {
        StepAccount a =
                report.accounts().stream()
                        .filter(x -> x.step().equals(step))
                        .findFirst()
                        .orElseThrow();
        return List.of(a.in(), a.out(), a.filtered(), a.rejected(), a.combined());
    }

    /// Returns the rows of a step, as texts.
    List<String> preview(String step, int rows) {
        List<String> out = new ArrayList<>();
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            new PreviewService(surroundings)
                    .preview(
                            session,
                            store,
                            "p",
                            PortRef.parse(step),
                            rows,
                            Map.of(),
                            new QueryService.Receiver() {
                                @Override
                                public void begin(Schema columns) {}

                                @Override
                                public void row(List<? extends @Nullable Object> values) {
                                    out.add(values.toString());
                                }

                                @Override
                                public void end() {}
                            });
        }
        return out;
    }

    List<AuditRecord> events(String action) {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            return new AuditLog(store).list(new AuditFilter(null, null, action, 100));
        }
    }

    /// Returns what a column comes from, as recorded.
    List<String> lineage(String column) {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            return new LineageService(session, store)
                    .follow(column, true, 1).stream()
                            .flatMap(w -> w.hops().stream())
                            .map(e ->
                                    e.edge().sourceDataset()
                                            + "."
                                            + e.edge().sourceColumn()
                                            + " ["
                                            + e.edge().how()
                                            + "]")
                            .toList();
        }
    }

    /// Runs the tests of the workspace and returns what they say.
    String test() {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            return new TestService(surroundings)
                    .run(session, store, List.of())
                    .results()
                    .toString();
        }
    }

    /// Returns whether a dataset has rows that a reader sees.
    boolean isReadable(String dataset) {
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings)) {
            return session.datasets().readable(dataset).isPresent();
        }
    }
}
