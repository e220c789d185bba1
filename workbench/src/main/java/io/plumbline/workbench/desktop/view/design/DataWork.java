package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.document.PipelineText;
import io.plumbline.engine.exec.Cancellation;
import io.plumbline.engine.exec.RunListener;
import io.plumbline.engine.exec.RunReport;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.plan.PlanText;
import io.plumbline.workbench.service.PlanService;
import io.plumbline.workbench.service.PreviewService;
import io.plumbline.workbench.service.QueryService;
import io.plumbline.workbench.service.RunService;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.design.Draft;
import io.plumbline.workbench.service.design.OpenWorkspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a draft does with data: rows at an output, the plan, a run. Each works in a session of its
/// own, beside the design; not for the window's thread.
final class DataWork {
    private final OpenWorkspace workspace;

    DataWork(OpenWorkspace workspace) {
        this.workspace = workspace;
    }

    /// Rows of an output.
    record Rows(Schema schema, List<List<? extends @Nullable Object>> rows) {}

    private WorkspaceSession session(Draft draft) {
        WorkspaceSession session = workspace.newSession();
        session.edit(draft.name(), PipelineText.read(draft.name(), draft.text()));
        return session;
    }

    /// Fetches the first rows of an output of a draft; the look is recorded.
    Rows preview(Draft draft, PortRef port, int limit, Cancellation cancellation) {
        Gathered gathered = new Gathered(cancellation);
        try (WorkspaceSession session = session(draft)) {
            new PreviewService(workspace.surroundings())
                    .preview(
                            session,
                            workspace.ownedRecords(),
                            draft.name(),
                            port,
                            limit,
                            Map.of(),
                            cancellation,
                            gathered);
        }
        return new Rows(gathered.schema, gathered.rows);
    }

    /// Takes rows as they come.
    private static final class Gathered implements QueryService.Receiver {
        private final Cancellation cancellation;
        private final List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        private Schema schema = Schema.of();

        Gathered(Cancellation cancellation) {
            this.cancellation = cancellation;
        }

        @Override
        public void begin(Schema found) {
            schema = found;
        }

        @Override
        public void row(List<? extends @Nullable Object> values) {
            cancellation.check();
            rows.add(values);
        }

        @Override
        public void end() {}
    }

    /// Plans a draft.
    PlanText plan(Draft draft) {
        List<RunRecord> runs =
                workspace.records().map(s -> s.runs().list(20, draft.name())).orElse(List.of());
        try (WorkspaceSession session = session(draft)) {
            return new PlanService(session).plan(draft.name(), null, Map.of(), runs);
        }
    }

    /// Runs a pipeline as its file says it.
    RunReport run(String pipeline, RunListener listener, Cancellation cancellation) {
        try (WorkspaceSession session = workspace.newSession()) {
            return new RunService(workspace.surroundings())
                    .run(
                            session,
                            workspace.ownedRecords(),
                            pipeline,
                            new RunService.Settings(Map.of(), true),
                            listener,
                            cancellation);
        }
    }
}
