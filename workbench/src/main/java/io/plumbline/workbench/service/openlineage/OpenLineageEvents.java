package io.plumbline.workbench.service.openlineage;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.metadata.CheckAccount;
import io.plumbline.engine.metadata.OutputAccount;
import io.plumbline.engine.metadata.PipelineHash;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.workbench.service.WorkspaceSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The pipelines and runs of a workspace as OpenLineage events, which catalogs such as Marquez,
/// DataHub and OpenMetadata take in: <https://openlineage.io/spec/2-0-2/OpenLineage.json>.
///
/// Events hold names, types, counts and expressions of the design, never a value of the data.
public final class OpenLineageEvents {
    private final WorkspaceSession session;
    private final Facets facets;
    private final DatasetNames names;
    private final DatasetFacets datasets;

    /// Takes an open workspace.
    ///
    /// @param version this program's version
    public OpenLineageEvents(WorkspaceSession session, String version) {
        this.session = session;
        this.facets = new Facets("urn:plumbline:" + version);
        this.names = new DatasetNames(session.workspace());
        this.datasets = new DatasetFacets(facets, names, session.workspace(), session.datasets());
    }

    /// Returns the event that tells of a pipeline's design.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException when there is no such pipeline, or its
    ///   file could not be read
    public Map<String, @Nullable Object> job(String pipeline, Instant time) {
        CompiledPipeline compiled = session.compile(pipeline, Map.of());
        PipelineFlow flow = PipelineFlow.of(compiled);
        Map<String, @Nullable Object> event = begun("JobEvent", time);
        event.put("job", job(compiled.pipeline()));
        event.put("inputs", inputs(flow));
        event.put("outputs", flow.sinks().stream().map(s -> output(s, null)).toList());
        return event;
    }

    /// Returns the events of a run: that it started, and how it ended if it has.
    ///
    /// Its lineage is told where the pipeline's design is still the one that ran.
    public List<Map<String, @Nullable Object>> run(RunRecord run) {
        List<Map<String, @Nullable Object>> events = new ArrayList<>();
        PipelineFlow flow = designThatRan(run);
        events.add(run(run, "START", run.started(), flow));
        if (run.state() != RunState.RUNNING) {
            Instant ended = run.ended();
            events.add(run(run, type(run.state()), ended == null ? run.started() : ended, flow));
        }
        return events;
    }

    private static String type(RunState state) {
        return switch (state) {
            case RUNNING, COMPLETE, FAIL, ABORT -> state.name();
            case INTERRUPTED -> "ABORT";
        };
    }

    private @Nullable PipelineFlow designThatRan(RunRecord run) {
        if (!session.workspace().pipelines().containsKey(run.pipeline())) {
            return null;
        }
        CompiledPipeline compiled = session.compile(run.pipeline(), Map.of());
        boolean same = PipelineHash.of(compiled.pipeline()).equals(run.pipelineHash());
        return same ? PipelineFlow.of(compiled) : null;
    }

    private Map<String, @Nullable Object> run(
            RunRecord run, String type, Instant time, @Nullable PipelineFlow flow) {
        boolean start = type.equals("START");
        Map<String, @Nullable Object> event = begun("RunEvent", time);
        event.put("eventType", type);
        event.put(
                "run", Json.object("runId", id(run), "facets", start ? Map.of() : runFacets(run)));
        Pipeline pipeline = session.workspace().pipelines().get(run.pipeline());
        event.put(
                "job",
                flow == null || pipeline == null
                        ? Json.object("namespace", names.home(), "name", run.pipeline())
                        : job(pipeline));
        event.put("inputs", flow == null ? List.of() : inputs(flow));
        event.put("outputs", start ? List.of() : outputs(run, flow));
        return event;
    }

    /// OpenLineage wants a UUID; the same run always gets the same.
    private String id(RunRecord run) {
        String name = names.home() + "/" + run.id();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Map<String, @Nullable Object> begun(String type, Instant time) {
        return Json.object(
                "eventTime", time.toString(),
                "producer", facets.producer(),
                "schemaURL", Facets.SPEC + "2-0-2/OpenLineage.json#/$defs/" + type);
    }

    private Map<String, @Nullable Object> job(Pipeline pipeline) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put(
                "jobType",
                facets.of(
                        "2-0-4/JobTypeJobFacet",
                        "processingType",
                        "BATCH",
                        "integration",
                        "PLUMBLINE",
                        "jobType",
                        "PIPELINE"));
        if (pipeline.description() != null) {
            about.put(
                    "documentation",
                    facets.of(
                            "1-1-0/DocumentationJobFacet",
                            "description",
                            pipeline.description(),
                            "contentType",
                            "text/plain"));
        }
        return Json.object("namespace", names.home(), "name", pipeline.name(), "facets", about);
    }

    private List<Map<String, @Nullable Object>> inputs(PipelineFlow flow) {
        Set<String> read = new LinkedHashSet<>();
        flow.sinks().forEach(s -> s.flow().relations().forEach(r -> read.add(r.getLast())));
        return read.stream().map(d -> dataset(d, datasets.of(d))).toList();
    }

    private Map<String, @Nullable Object> dataset(
            String dataset, Map<String, @Nullable Object> about) {
        DatasetNames.Name name = names.of(dataset);
        return Json.object("namespace", name.namespace(), "name", name.name(), "facets", about);
    }

    private Map<String, @Nullable Object> output(
            PipelineFlow.Sink sink, @Nullable OutputAccount written) {
        Map<String, @Nullable Object> about = datasets.of(sink.dataset());
        about.put("columnLineage", new ColumnLineage(facets, names).of(sink.flow()));
        return written == null ? dataset(sink.dataset(), about) : written(written, about);
    }

    private Map<String, @Nullable Object> written(
            OutputAccount written, Map<String, @Nullable Object> about) {
        if (written.version() != null) {
            about.put(
                    "version",
                    facets.of(
                            "1-0-1/DatasetVersionDatasetFacet",
                            "datasetVersion",
                            written.version()));
        }
        Map<String, @Nullable Object> event = dataset(written.dataset(), about);
        event.put(
                "outputFacets",
                Json.object(
                        "outputStatistics",
                        facets.of(
                                "1-0-2/OutputStatisticsOutputDatasetFacet",
                                "rowCount",
                                written.rows())));
        return event;
    }

    private List<Map<String, @Nullable Object>> outputs(
            RunRecord run, @Nullable PipelineFlow flow) {
        List<Map<String, @Nullable Object>> out = new ArrayList<>();
        for (OutputAccount account : run.outputs()) {
            PipelineFlow.Sink sink =
                    flow == null
                            ? null
                            : flow.sinks().stream()
                                    .filter(s -> s.step().equals(account.step()))
                                    .findFirst()
                                    .orElse(null);
            out.add(
                    sink == null
                            ? written(account, datasets.of(account.dataset()))
                            : output(sink, account));
        }
        return out;
    }

    private Map<String, @Nullable Object> runFacets(RunRecord run) {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        if (!run.checks().isEmpty()) {
            List<Map<String, @Nullable Object>> tests =
                    run.checks().stream().map(OpenLineageEvents::test).toList();
            out.put("test", facets.of("1-0-1/TestRunFacet", "tests", tests));
        }
        if (run.state() != RunState.COMPLETE) {
            out.put(
                    "errorMessage",
                    facets.of(
                            "1-0-1/ErrorMessageRunFacet",
                            "message",
                            reason(run),
                            "programmingLanguage",
                            "SQL"));
        }
        return out;
    }

    private static Map<String, @Nullable Object> test(CheckAccount check) {
        return Json.object(
                "name",
                check.step() + "." + check.name(),
                "status",
                check.failingRows() == 0 ? "pass" : "fail",
                "severity",
                check.action().equals("stop") ? "error" : "warn",
                "actual",
                check.failingRows() + " of " + check.rows() + " rows fail");
    }

    private static String reason(RunRecord run) {
        if (!run.problems().isEmpty()) {
            return run.problems().getFirst().message();
        }
        return run.state() == RunState.ABORT
                ? "The run was cancelled"
                : "The run's process ended before it could say how";
    }
}
