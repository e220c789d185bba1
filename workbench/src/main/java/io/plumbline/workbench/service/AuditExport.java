package io.plumbline.workbench.service;

import io.plumbline.compliance.audit.AuditJson;
import io.plumbline.engine.document.AtomicFile;
import io.plumbline.engine.metadata.AuditRecord;
import java.nio.file.Path;
import java.util.List;

/// Writes audit events into a file, one JSON object a line.
public final class AuditExport {
    private AuditExport() {}

    /// Writes the events in the order given; a file that is there is replaced as a whole.
    ///
    /// @return how many events were written
    public static int write(Path file, List<AuditRecord> events) {
        AtomicFile.write(file, AuditJson.lines(events));
        return events.size();
    }
}
