package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.exec.PipelineRunner;
import io.plumbline.engine.exec.RunListener;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.exec.RunRequest;
import io.plumbline.engine.flow.PipelineFlow;
import io.plumbline.engine.metadata.FlowLineage;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.metadata.PipelineHash;
import io.plumbline.engine.metadata.ReportedRun;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.version.ManagedTables;
import io.plumbline.workbench.service.openlineage.RunTelling;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Runs pipelines of a workspace. The run, its lineage and the versions it made are recorded; that
/// it began is on the disk before the first row moves.
public final class RunService {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Surroundings surroundings;
    private final List<Problem> warnings = new ArrayList<>();

    /// Takes the connectors and settings at hand.
    public RunService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// How a run is to be done.
    ///
    /// @param parameters texts of the pipeline's parameters by name
    /// @param exactAccounts whether rows are counted after every step
    public record Settings(Map<String, String> parameters, boolean exactAccounts) {}

    /// Runs one pipeline; a run that fails is recorded and returned, not thrown.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException when it cannot start: the pipeline has
    ///   errors
    public RunReport run(
            WorkspaceSession session,
            MetadataStore store,
            String pipeline,
            Settings settings,
            RunListener listener,
            Cancellation cancellation) {
        LocalEngine.openAhead();
        CompiledPipeline compiled = session.compileRunnable(pipeline, settings.parameters());
        refuseInputs(compiled);
        String hash = PipelineHash.of(compiled.pipeline());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String id = STAMP.format(now) + "-" + UUID.randomUUID().toString().substring(0, 6);
        RunRecord started = RunRecord.started(id, pipeline, hash, surroundings.actor(), now);
        AuditLog audit = new AuditLog(store);
        store.runs().start(started);
        @Nullable RunTelling telling =
                RunTelling.begin(session, surroundings.secrets(session), started);
        audit.append(
                event("run.started", pipeline, "STARTED").with("run", id).with("design", hash));
        RunReport report;
        try {
            RunRequest request = request(session, store, started, settings);
            report = new PipelineRunner().run(compiled, request, listener, cancellation);
        } catch (RuntimeException | Error defect) {
            recordDefect(store, audit, started, defect);
            throw defect;
        }
        RunRecord ended = ReportedRun.of(started, report, compiled);
        store.runs().finish(ended);
        if (report.state() == RunReport.State.COMPLETE) {
            store.lineage().record(FlowLineage.of(pipeline, hash, PipelineFlow.of(compiled)));
        }
        audit.append(finished(pipeline, report));
        if (telling != null) {
            telling.end(ended).ifPresent(w -> warn(audit, ended, w));
        }
        return report;
    }

    /// A pipeline with inputs of its own would run without rows.
    private static void refuseInputs(CompiledPipeline compiled) {
        String name = compiled.pipeline().name();
        List<String> inputs =
                compiled.steps().values().stream()
                        .filter(s -> s.spec().type().equals("input") && s.inputs().isEmpty())
                        .map(CompiledStep::id)
                        .toList();
        if (!inputs.isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.STEP_INPUT_MISSING,
                    "Cannot run pipeline '%s' by itself: nothing feeds its inputs '%s'"
                            .formatted(name, String.join("', '", inputs)),
                    "Run it by a step of type pipeline in another pipeline");
        }
    }

    /// Returns what was not as it should be beside the runs themselves, such as events that could
    /// not be delivered.
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    private void warn(AuditLog audit, RunRecord run, Problem warning) {
        warnings.add(warning);
        audit.append(
                event("openlineage.undelivered", run.pipeline(), "FAILED")
                        .with("run", run.id())
                        .with("code", warning.code().name()));
    }

    /// A defect of ours ends the run, but must not leave it looking as if it went on.
    private void recordDefect(
            MetadataStore store, AuditLog audit, RunRecord started, Throwable defect) {
        Problem problem =
                Problem.error(
                        ErrorCode.INTERNAL_ERROR,
                        "The run was ended by a defect of Plumbline",
                        Place.NOWHERE.within(started.pipeline(), null),
                        "Run it again with --debug and report what it says");
        try {
            store.runs()
                    .finish(
                            started.ended(
                                    RunState.FAIL,
                                    Instant.now(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(problem)));
            audit.append(
                    event("run.finished", started.pipeline(), RunState.FAIL.name())
                            .with("run", started.id()));
        } catch (RuntimeException second) {
            // the next opening shows the run as interrupted
            defect.addSuppressed(second);
        }
    }

    private AuditEvent finished(String pipeline, RunReport report) {
        AuditEvent event =
                event("run.finished", pipeline, report.state().name()).with("run", report.runId());
        for (RunReport.Written output : report.outputs()) {
            event =
                    event.with(
                            "version_" + output.step().replaceAll("[^A-Za-z0-9_]", "_"),
                            output.version());
        }
        return event;
    }

    private AuditEvent event(String action, String pipeline, String outcome) {
        return AuditEvent.of(surroundings.actor(), action, "pipeline:" + pipeline, outcome);
    }

    private RunRequest request(
            WorkspaceSession session, MetadataStore store, RunRecord run, Settings settings) {
        Path quarantine = session.workspace().root().resolve(".plumbline").resolve("quarantine");
        String id = run.id();
        return new RunRequest(
                id,
                session.datasets()::scan,
                target -> session.datasets().output(target, Map.of(ManagedTables.RUN_ID, id)),
                quarantine,
                settings.exactAccounts(),
                surroundings.settings(),
                surroundings.guard(),
                AuditedPrograms.of(surroundings, session, store, run.pipeline(), "run", id));
    }
}
