package io.plumbline.workbench.desktop.view.sources;

import io.plumbline.engine.model.Workspace;
import io.plumbline.workbench.desktop.view.shell.Shell;

/// What editors need of the page.
interface Desk {
    /// Returns the window.
    Shell shell();

    /// Returns the workspace as its files say it now.
    Workspace workspace();

    /// Is told that an editor changed.
    void changed();

    /// Is told that files were written; names one to go to.
    void written(String words, Entry next);
}
