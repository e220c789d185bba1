package io.plumbline.workbench.desktop.view.lineage;

import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.lineage.LineageMap;
import io.plumbline.workbench.service.lineage.LineageSurvey;
import org.jspecify.annotations.Nullable;

/// The map of a workspace, and whether its records could be read for it.
record LineageSurveyed(LineageMap map, boolean recordsRead) {
    static LineageSurveyed of(
            WorkspaceSession session, @Nullable MetadataStore store, Cancellation cancellation) {
        return new LineageSurveyed(LineageSurvey.of(session, store, cancellation), store != null);
    }
}
