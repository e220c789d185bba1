package io.plumbline.workbench.service;

import io.plumbline.engine.document.PipelineText;
import io.plumbline.engine.document.ReadWorkspace;
import io.plumbline.engine.document.WorkspaceFiles;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Workspace;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.PipelineCompiler;
import io.plumbline.engine.step.DatasetSchemas;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A workspace as its files stood when it was opened, with its datasets and a compiler that
/// remembers what it compiled.
public final class WorkspaceSession implements AutoCloseable {
    private ReadWorkspace files;
    private final WorkspaceDatasets datasets;
    private final Map<String, PipelineCompiler> compilers = new HashMap<>();

    private WorkspaceSession(ReadWorkspace files, Surroundings surroundings) {
        this.files = files;
        this.datasets = new WorkspaceDatasets(files.workspace(), surroundings);
    }

    /// Opens the workspace in a folder or the nearest one above it.
    ///
    /// @param start null for the current folder
    public static WorkspaceSession open(@Nullable Path start, Surroundings surroundings) {
        Path root = start == null ? WorkspaceFiles.find(Path.of("")) : start;
        return new WorkspaceSession(WorkspaceFiles.read(root), surroundings);
    }

    /// Returns what the files say, and what is wrong with them.
    public ReadWorkspace files() {
        return files;
    }

    /// Returns the workspace.
    public Workspace workspace() {
        return files.workspace();
    }

    /// Returns the datasets.
    public WorkspaceDatasets datasets() {
        return datasets;
    }

    /// Takes a pipeline as a text says it in place of what its file holds, until the session ends;
    /// writes nothing.
    public void edit(String pipeline, PipelineText text) {
        files = files.with(pipeline, text);
    }

    /// Compiles a pipeline; its problems have file, line and column.
    ///
    /// @throws PlumblineException with PIPELINE_UNKNOWN naming the nearest, or with the problems of
    ///   its file when that could not be read
    public CompiledPipeline compile(String name, Map<String, String> parameters) {
        Pipeline pipeline = workspace().pipelines().get(name);
        if (pipeline == null) {
            throw unknown(name);
        }
        return located(
                compilers
                        .computeIfAbsent(name, n -> new PipelineCompiler(datasets, this::pipeline))
                        .compile(pipeline, parameters));
    }

    /// Compiles a pipeline over datasets other than those of the workspace.
    ///
    /// @throws PlumblineException as [#compile(String, Map)] does
    public CompiledPipeline compile(
            String name, Map<String, String> parameters, DatasetSchemas schemas) {
        Pipeline pipeline = workspace().pipelines().get(name);
        if (pipeline == null) {
            throw unknown(name);
        }
        return located(new PipelineCompiler(schemas, this::pipeline).compile(pipeline, parameters));
    }

    private Optional<Pipeline> pipeline(String name) {
        return Optional.ofNullable(workspace().pipelines().get(name));
    }

    private CompiledPipeline located(CompiledPipeline compiled) {
        return new CompiledPipeline(
                compiled.pipeline(),
                compiled.steps(),
                compiled.broken(),
                compiled.blocked(),
                compiled.unset(),
                compiled.problems().stream().map(files::located).toList());
    }

    /// Compiles a pipeline that must be without errors, its file and the files it names included.
    ///
    /// @throws PlumblineException with all that is wrong
    public CompiledPipeline compileRunnable(String name, Map<String, String> parameters) {
        CompiledPipeline compiled = compile(name, parameters);
        List<Problem> errors = compiled.problems().stream().filter(Problem::isError).toList();
        if (!errors.isEmpty()) {
            throw new PlumblineException(errors, null);
        }
        if (!compiled.unset().isEmpty()) {
            String first = compiled.unset().iterator().next();
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_MISSING,
                    "Missing required parameter: '"
                            + String.join("', '", compiled.unset())
                            + "' of pipeline '"
                            + name
                            + "'",
                    "Set it with --param " + first + "=VALUE");
        }
        return compiled;
    }

    /// Refuses a step that the pipeline does not have, or that did not compile.
    ///
    /// @throws PlumblineException always: with the step's problems, or with STEP_UNKNOWN naming the
    ///   nearest
    public void refuseStep(CompiledPipeline compiled, String step) {
        List<Problem> errors = compiled.problems().stream().filter(Problem::isError).toList();
        if (compiled.pipeline().step(step).isPresent() && !errors.isEmpty()) {
            throw new PlumblineException(errors, null);
        }
        List<String> steps = compiled.pipeline().steps().stream().map(StepSpec::id).toList();
        String remedy =
                Suggestion.nearest(step, steps)
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse("Its steps: " + String.join(", ", steps));
        throw PlumblineException.of(
                ErrorCode.STEP_UNKNOWN,
                "Pipeline '" + compiled.pipeline().name() + "' has no step '" + step + "'",
                remedy);
    }

    /// Opens what happened in the workspace, as its owner.
    ///
    /// @throws PlumblineException with WORKSPACE_LOCKED, saying who owns it
    public MetadataStore record(String program) {
        return MetadataStore.open(workspace().root().resolve(".plumbline"), program);
    }

    private PlumblineException unknown(String name) {
        List<Problem> ofFile =
                files.problems().stream()
                        .filter(p -> ("pipelines/" + name + ".yaml").equals(p.place().file()))
                        .toList();
        if (!ofFile.isEmpty()) {
            return new PlumblineException(ofFile, null);
        }
        String remedy =
                Suggestion.nearest(name, workspace().pipelines().keySet())
                        .map(n -> "Did you mean '" + n + "'?")
                        .orElse(
                                "The workspace has "
                                        + (workspace().pipelines().isEmpty()
                                                ? "no pipelines"
                                                : String.join(
                                                        ", ",
                                                        new java.util.TreeSet<>(
                                                                workspace()
                                                                        .pipelines()
                                                                        .keySet()))));
        return PlumblineException.of(
                ErrorCode.PIPELINE_UNKNOWN, "Unknown pipeline: '" + name + "'", remedy);
    }

    @Override
    public void close() {
        datasets.close();
    }
}
