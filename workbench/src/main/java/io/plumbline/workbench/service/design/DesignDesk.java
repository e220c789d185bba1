package io.plumbline.workbench.service.design;

import io.plumbline.engine.document.PipelineText;
import io.plumbline.engine.document.WorkspaceWriter;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.plan.UnusedColumns;
import io.plumbline.workbench.service.WorkspaceSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Compiles drafts as they change, and writes them. One desk for the pipelines of a workspace: a
/// pipeline that runs another sees that one's draft. Safe for use by several threads.
public final class DesignDesk {
    private final WorkspaceSession session;
    private final PipelineCompiler compiler;
    private final PipelineCompiler trials;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /// Takes the workspace; the desk is its only user.
    public DesignDesk(WorkspaceSession session) {
        this.session = session;
        this.compiler = new PipelineCompiler(session.datasets(), this::pipeline);
        this.trials = new PipelineCompiler(session.datasets(), this::pipeline);
    }

    /// A draft and what the compiler says of it.
    ///
    /// @param compiled null when the text could not be understood
    /// @param problems those of the text with lines and columns, those of steps with step and field
    /// @param tried the cures found by trial, by problem; empty until they were looked for
    public record Checked(
            Draft draft,
            @org.jspecify.annotations.Nullable CompiledPipeline compiled,
            List<Problem> problems,
            Map<Problem, List<QuickFix>> tried) {
        /// Copies the problems.
        public Checked {
            problems = List.copyOf(problems);
            tried = Map.copyOf(tried);
        }

        /// Returns the cures of a problem, the best first.
        public List<QuickFix> fixes(Problem problem) {
            List<QuickFix> all = new ArrayList<>(QuickFixes.of(problem, draft.pipeline()));
            all.addAll(tried.getOrDefault(problem, List.of()));
            return all;
        }

        /// Returns whether nothing stops a run.
        public boolean isGood() {
            return compiled != null && problems.stream().noneMatch(Problem::isError);
        }
    }

    /// Returns the file of a pipeline.
    public Path file(String pipeline) {
        return session.workspace().root().resolve(PipelineText.fileOf(pipeline));
    }

    /// Reads a pipeline's file as a draft. A file that is not there yet is empty.
    ///
    /// @throws PlumblineException with FILE_UNREADABLE
    public Draft open(String pipeline) {
        Path file = file(pipeline);
        if (!Files.exists(file)) {
            return Draft.of(pipeline, "version: 1\nsteps: []\n", null);
        }
        try {
            return Draft.of(pipeline, Files.readString(file, StandardCharsets.UTF_8), null);
        } catch (IOException e) {
            throw new PlumblineException(
                    List.of(
                            Problem.error(
                                    ErrorCode.FILE_UNREADABLE,
                                    "Cannot read file",
                                    Place.inFile(PipelineText.fileOf(pipeline), 0, 0),
                                    "Check that it is UTF-8 text and that you may read it")),
                    e);
        }
    }

    /// Compiles a draft; only what changed since the last time is compiled again.
    public synchronized Checked check(Draft draft) {
        drafts.put(draft.name(), draft);
        List<Problem> problems = new ArrayList<>(draft.problemsOfText());
        if (!draft.isUnderstood()) {
            return new Checked(draft, null, problems, Map.of());
        }
        CompiledPipeline compiled = compiler.compile(draft.pipeline(), Map.of());
        compiled.problems().stream()
                .filter(p -> problems.stream().noneMatch(t -> t.message().equals(p.message())))
                .forEach(problems::add);
        problems.addAll(UnusedColumns.of(compiled));
        return new Checked(draft, compiled, problems, Map.of());
    }

    /// Looks for cures and tries each: it makes its problem go, and brings no other. Takes longer
    /// than compiling.
    ///
    /// @param stale tells that nobody wants them any more; then fewer are found
    public synchronized Checked cured(Checked checked, BooleanSupplier stale) {
        if (checked.compiled() == null || checked.problems().isEmpty()) {
            return checked;
        }
        FixScene scene =
                new FixScene(
                        checked.draft().pipeline(),
                        checked.compiled(),
                        session.workspace().datasets().keySet());
        return new Checked(
                checked.draft(),
                checked.compiled(),
                checked.problems(),
                new FixFinder(trials, scene, checked.problems(), stale).all());
    }

    /// Returns problems of a draft with the lines and columns of its text.
    public List<Problem> located(Draft draft, List<Problem> problems) {
        var files = session.files().with(draft.name(), draft.read());
        return problems.stream().map(files::located).toList();
    }

    /// Writes a draft's text as it is, whole or not at all.
    ///
    /// @throws PlumblineException when the file cannot be written; it is then as it was
    public void save(Draft draft) {
        WorkspaceWriter.saveText(session.workspace().root(), draft.name(), draft.text());
        synchronized (this) {
            session.edit(draft.name(), draft.read());
        }
    }

    /// Forgets a draft: other pipelines see what the file holds.
    public synchronized void forget(String pipeline) {
        drafts.remove(pipeline);
    }

    private Optional<Pipeline> pipeline(String name) {
        Draft draft = drafts.get(name);
        return Optional.ofNullable(
                draft == null ? session.workspace().pipelines().get(name) : draft.pipeline());
    }
}
