package io.plumbline.workbench.service.lineage;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.openlineage.OpenLineageEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Tells other programs of all pipelines of a workspace.
public final class LineageEvents {
    private LineageEvents() {}

    /// Returns an OpenLineage event for each of some pipelines as it is designed, one a line.
    ///
    /// @param version this program's version
    /// @throws PlumblineException when there is no pipeline, or the file of one could not be read
    public static String openLineage(
            WorkspaceSession session,
            String version,
            Instant time,
            List<String> pipelines,
            Cancellation cancellation) {
        if (pipelines.isEmpty()) {
            throw PlumblineException.of(
                    ErrorCode.PIPELINE_UNKNOWN,
                    "Cannot write OpenLineage events: no pipeline of this workspace is shown",
                    "Show all of the lineage and try again");
        }
        OpenLineageEvents events = new OpenLineageEvents(session, version);
        List<String> lines = new ArrayList<>();
        for (String pipeline : pipelines) {
            cancellation.check();
            lines.add(Json.write(events.job(pipeline, time)));
        }
        return String.join("\n", lines) + "\n";
    }
}
