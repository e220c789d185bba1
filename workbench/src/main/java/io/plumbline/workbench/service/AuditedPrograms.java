package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditEvent;
import io.plumbline.compliance.audit.AuditLog;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.spi.Program;
import io.plumbline.engine.spi.Programs;
import java.nio.file.Path;

/// Programs whose use is an event of the audit log, on the disk before they start.
public final class AuditedPrograms implements Programs {
    private final Programs programs;
    private final AuditLog audit;
    private final AuditEvent event;

    private AuditedPrograms(Programs programs, AuditLog audit, AuditEvent event) {
        this.programs = programs;
        this.audit = audit;
        this.event = event;
    }

    /// Returns the programs that the person at this machine allows.
    ///
    /// @param reason what they are run for: a detail of the event, `run` or `for`
    /// @param value the run, or the kind of work
    public static Programs of(
            Surroundings surroundings,
            WorkspaceSession session,
            MetadataStore store,
            String pipeline,
            String reason,
            String value) {
        return new AuditedPrograms(
                surroundings.programs(session.workspace().root(), pipeline),
                new AuditLog(store),
                AuditEvent.of(
                                surroundings.actor(),
                                "program.started",
                                "pipeline:" + pipeline,
                                "STARTED")
                        .with(reason, value));
    }

    @Override
    public Ready prepare(Program program, Path folder) {
        Ready ready = programs.prepare(program, folder);
        audit.append(event.with("step", program.step()).with("sha256", ready.sha256()));
        return ready;
    }
}
