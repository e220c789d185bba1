package io.plumbline.workbench.service;

import io.plumbline.engine.exec.EngineSettings;
import io.plumbline.engine.exec.LocalEngine;
import io.plumbline.engine.model.Connection;
import io.plumbline.engine.spi.Connectors;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Source;
import java.nio.file.Path;

/// What a service needs from outside the workspace: connectors, the engine's settings, who acts.
/// Made once at the program's start.
///
/// @param actor who acts, as the audit log names it
public record Surroundings(
        Connectors connectors, EngineSettings settings, FileGuard guard, String actor) {

    /// Returns what is at hand on this machine.
    public static Surroundings ofThisMachine() {
        return new Surroundings(
                Connectors.load(),
                EngineSettings.defaults(),
                FileGuard.NONE,
                System.getProperty("user.name", "unknown"));
    }

    /// Opens a connection of a workspace.
    public Source open(Connection connection, Path root) {
        return connectors.of(connection.kind()).open(connection, connectors.secrets(root), root);
    }

    /// Opens a folder whose files are tables by their base names.
    public Source dataFolder(Path folder) {
        return connectors.folder(folder);
    }

    /// Makes an engine.
    public LocalEngine engine() {
        return new LocalEngine(settings, guard);
    }
}
