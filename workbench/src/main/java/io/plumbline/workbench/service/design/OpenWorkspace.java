package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.model.Workspace;
import io.plumbline.workbench.service.Surroundings;
import io.plumbline.workbench.service.WorkspaceSession;
import io.plumbline.workbench.service.sample.SampleService;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A workspace that a person works on: its design, its records, and the sample's server when it is
/// the sample. Where another program owns the records, the design is open all the same.
public final class OpenWorkspace implements AutoCloseable {
    private final Surroundings surroundings;
    private final SampleService.Running sample;
    private final WorkspaceSession session;
    private final DesignDesk desk;
    private final RecoveryFolder recovery;
    private @Nullable MetadataStore store;
    private @Nullable Problem whyNoRecords;

    private OpenWorkspace(
            Surroundings surroundings, SampleService.Running sample, WorkspaceSession session) {
        this.surroundings = surroundings;
        this.sample = sample;
        this.session = session;
        this.desk = new DesignDesk(session);
        this.recovery = new RecoveryFolder(session.workspace().root());
    }

    /// Opens the workspace of a folder.
    ///
    /// @throws PlumblineException with WORKSPACE_MISSING when there is none, or when the sample's
    ///   server does not start
    public static OpenWorkspace open(Path folder, Surroundings surroundings) {
        SampleService.Running sample = SampleService.startIfSample(folder);
        try {
            OpenWorkspace open =
                    new OpenWorkspace(
                            surroundings, sample, WorkspaceSession.open(folder, surroundings));
            open.records();
            return open;
        } catch (RuntimeException e) {
            sample.close();
            throw e;
        }
    }

    /// Returns the workspace as its files say it.
    public Workspace workspace() {
        return session.workspace();
    }

    /// Returns its folder.
    public Path root() {
        return workspace().root();
    }

    /// Returns the connectors and who acts.
    public Surroundings surroundings() {
        return surroundings;
    }

    /// Returns what is wrong with its files.
    public java.util.List<Problem> problems() {
        return session.files().problems();
    }

    /// Returns where drafts are compiled and saved.
    public DesignDesk desk() {
        return desk;
    }

    /// Returns what was not saved.
    public RecoveryFolder recovery() {
        return recovery;
    }

    /// Opens another session on the files as they are, for work beside the design; the caller
    /// closes it.
    public WorkspaceSession newSession() {
        return WorkspaceSession.open(root(), surroundings);
    }

    /// Returns the records; tries again to own them when another program did.
    public synchronized Optional<MetadataStore> records() {
        if (store == null) {
            try {
                store = session.record("plumbline desktop");
                whyNoRecords = null;
            } catch (PlumblineException e) {
                if (e.problems().getFirst().code() != ErrorCode.WORKSPACE_LOCKED) {
                    throw e;
                }
                whyNoRecords = e.problems().getFirst();
            }
        }
        return Optional.ofNullable(store);
    }

    /// Returns the records, or refuses.
    ///
    /// @throws PlumblineException with WORKSPACE_LOCKED, saying who owns them
    public MetadataStore ownedRecords() {
        return records()
                .orElseThrow(() ->
                        new PlumblineException(
                                java.util.List.of(java.util.Objects.requireNonNull(whyNoRecords)),
                                null));
    }

    @Override
    public synchronized void close() {
        try {
            MetadataStore open = store;
            if (open != null) {
                open.close();
            }
            session.close();
        } finally {
            sample.close();
        }
    }
}
