package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.plan.CompiledStep;
import io.plumbline.engine.spi.Program;
import io.plumbline.engine.sql.ExternalCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Allows programs of pipelines, and takes it back.
public final class ProgramService {
    private final Surroundings surroundings;

    /// Takes who allows.
    public ProgramService(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// What was allowed.
    ///
    /// @param program what the step asks for
    /// @param print what that is on this machine
    public record Allowed(Program program, ProgramPrint print) {}

    /// Allows the programs of a pipeline as they are now; each is an event of the audit log.
    ///
    /// @param step the only step looked at; null for all
    public List<Allowed> allow(
            WorkspaceSession session, MetadataStore store, String pipeline, @Nullable String step) {
        CompiledPipeline compiled = session.compile(pipeline, Map.of());
        if (step != null && compiled.step(step).isEmpty()) {
            session.refuseStep(compiled, step);
        }
        List<Allowed> out = new ArrayList<>();
        AllowedPrograms programs = surroundings.programs(session.workspace().root(), pipeline);
        for (CompiledStep candidate : compiled.steps().values()) {
            if (step == null || candidate.id().equals(step)) {
                program(candidate)
                        .ifPresent(p -> {
                            ProgramPrint print = programs.allow(p);
                            out.add(new Allowed(p, print));
                            record(store, pipeline, candidate.id(), print);
                        });
            }
        }
        if (out.isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Nothing to allow: '%s' runs no program"
                            .formatted(step == null ? pipeline : pipeline + "." + step),
                    "Name a step of type external");
        }
        return out;
    }

    private void record(MetadataStore store, String pipeline, String step, ProgramPrint print) {
        new AuditLog(store)
                .append(
                        AuditEvent.of(
                                        surroundings.actor(),
                                        "program.allowed",
                                        "pipeline:" + pipeline,
                                        "ALLOWED")
                                .with("step", step)
                                .with("sha256", print.sha256()));
    }

    private static Optional<Program> program(CompiledStep step) {
        return step.outputs().get(PortRef.OUT) instanceof ExternalCall call
                ? Optional.of(new Program(step.id(), call.terms().command(), call.terms().files()))
                : Optional.empty();
    }

    /// Returns what is allowed, by fingerprint.
    public Map<String, ProgramPrint> list() {
        return AllowedPrograms.list(surroundings.own());
    }

    /// Takes the permission back of those whose fingerprint begins so; returns them.
    ///
    /// @throws PlumblineException when there are none
    public List<ProgramPrint> revoke(String sha256) {
        List<ProgramPrint> gone =
                sha256.isEmpty() ? List.of() : AllowedPrograms.revoke(surroundings.own(), sha256);
        if (gone.isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.ARGUMENT_INVALID,
                    "Unknown program: no fingerprint begins with '" + sha256 + "'",
                    "plumbline programs list shows them");
        }
        return gone;
    }
}
