package io.plumbline.workbench.service;

import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.exec.FileProbe;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Connectors;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Secrets;
import io.plumbline.engine.spi.Source;
import java.nio.file.Path;
import java.time.Duration;

/// What a service needs from outside the workspace: connectors, the engine's settings, who acts.
/// Made once at the program's start.
///
/// @param actor who acts, as the audit log names it
/// @param own the folder of this person's own settings
public record Surroundings(
        Connectors connectors, EngineSettings settings, FileGuard guard, String actor, Path own) {

    private static final Duration PROBE_TIMEOUT = Duration.ofMinutes(2);

    /// Takes the person's own settings from where the system keeps them.
    public Surroundings(
            Connectors connectors, EngineSettings settings, FileGuard guard, String actor) {
        this(connectors, settings, guard, actor, UserFolders.settings());
    }

    /// Returns what is at hand on this machine.
    public static Surroundings ofThisMachine() {
        return new Surroundings(
                Connectors.load(),
                EngineSettings.defaults(),
                new FileProbe(UserFolders.cache().resolve("probed"), PROBE_TIMEOUT),
                System.getProperty("user.name", "unknown"));
    }

    /// Opens a connection of a workspace.
    public Source open(Connection connection, Path root) {
        return connectors.of(connection.kind()).open(connection, connectors.secrets(root), root);
    }

    /// Returns what resolves the references to secrets in a workspace.
    public Secrets secrets(WorkspaceSession session) {
        return connectors.secrets(session.workspace().root());
    }

    /// Opens a folder whose files are tables by their base names.
    public Source dataFolder(Path folder) {
        return connectors.folder(folder);
    }

    /// Returns which programs this person allows a pipeline of a workspace to run.
    public AllowedPrograms programs(Path root, String pipeline) {
        return new AllowedPrograms(own, root, pipeline);
    }

    /// Makes an engine.
    public LocalEngine engine() {
        return new LocalEngine(settings, guard);
    }
}
