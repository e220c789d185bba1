package io.plumbline.workbench.app;

import io.plumbline.workbench.desktop.view.audit.AuditPage;
import io.plumbline.workbench.desktop.view.design.DesignPage;
import io.plumbline.workbench.desktop.view.lineage.LineagePage;
import io.plumbline.workbench.desktop.view.runs.RunsPage;
import io.plumbline.workbench.desktop.view.shell.Shell;
import io.plumbline.workbench.desktop.view.sources.DataPage;

/// The places of the rail, from top to bottom: one line each.
final class Pages {
    private Pages() {}

    static void addTo(Shell shell) {
        shell.add(new DesignPage(shell));
        shell.add(new DataPage(shell));
        shell.add(new LineagePage(shell));
        shell.add(new RunsPage(shell));
        shell.add(new AuditPage(shell));
    }
}
