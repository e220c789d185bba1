package io.plumbline.workbench.service;

import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.exec.StepAccount;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.cli.CommandLineProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// A workspace to try the step `s` of the pipeline `p` in: on rows that a test gives, and in a run.
final class StepTrial {
    private final Path root;
    private final TestWorkspace workspace;

    private StepTrial(Path root, TestWorkspace workspace) {
        this.root = root;
        this.workspace = workspace;
    }

    static StepTrial in(Path root) throws IOException {
        return new StepTrial(root, TestWorkspace.in(root));
    }

    TestWorkspace workspace() {
        return workspace;
    }

    /// Writes the pipeline.
    ///
    /// @param datasets names of the steps before, each reading the dataset of that name
    /// @param fields those of the step `s`
    StepTrial step(String datasets, String fields) throws IOException {
        StringBuilder steps = new StringBuilder("steps:\n");
        for (String dataset : datasets.split(" ")) {
            steps.append("  - {id: %1$s, type: read, dataset: %1$s}%n".formatted(dataset));
        }
        workspace.pipeline("p", steps + "  - {id: s, " + fields + "}\n");
        return this;
    }

    /// Returns what `test` says of the rows given and expected, each a map in YAML without its
    /// braces' lines.
    String test(String given, String expect) throws IOException {
        workspace.file(
                "tests/t.yaml",
                "pipeline: p\ngiven:\n" + given.indent(2) + "expect:\n" + expect.indent(2));
        return command("test", "-w", root.toString());
    }

    String command(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            new CommandLineProgram(both, both).run(args);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// Writes the rows of a dataset as a CSV file.
    StepTrial rows(String dataset, String csv) throws IOException {
        workspace.file("data/" + dataset + ".csv", csv).dataset(dataset, dataset + ".csv");
        return this;
    }

    /// Runs the pipeline and returns the rows of the step: `in, out, filtered, rejected, combined`.
    String account() {
        Surroundings surroundings = Surroundings.ofThisMachine();
        try (WorkspaceSession session = WorkspaceSession.open(root, surroundings);
                MetadataStore store = session.record("test")) {
            RunReport report =
                    new RunService(surroundings)
                            .run(
                                    session,
                                    store,
                                    "p",
                                    new RunService.Settings(Map.of(), true),
                                    event -> {},
                                    new Cancellation());
            StepAccount s =
                    report.accounts().stream()
                            .filter(a -> a.step().equals("s"))
                            .findFirst()
                            .orElseThrow();
            return report.state()
                    + " %d %d %d %d %d"
                            .formatted(s.in(), s.out(), s.filtered(), s.rejected(), s.combined());
        }
    }
}
