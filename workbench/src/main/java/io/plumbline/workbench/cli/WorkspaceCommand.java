package io.plumbline.workbench.cli;

import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import java.util.function.Supplier;

/// A command over a workspace.
abstract class WorkspaceCommand extends Reporting {
    private final Supplier<Surroundings> surroundings;

    WorkspaceCommand(Console console, Supplier<Surroundings> surroundings) {
        super(console);
        this.surroundings = surroundings;
    }

    final Surroundings surroundings() {
        return surroundings.get();
    }

    final WorkspaceSession session() {
        return WorkspaceSession.open(common.workspace, surroundings());
    }

    /// Opens the workspace and, meanwhile, the engine that will read its data.
    final WorkspaceSession sessionWithEngine() {
        LocalEngine.openAhead();
        return session();
    }

    /// Opens what happened for reading, also beside its owner.
    final MetadataStore history(WorkspaceSession session) {
        return MetadataStore.read(session.workspace().root().resolve(".plumbline"));
    }

    static void warn(MetadataStore store, Console console) {
        store.warnings().forEach(w -> console.err().println(ErrorReport.text(w)));
    }
}
