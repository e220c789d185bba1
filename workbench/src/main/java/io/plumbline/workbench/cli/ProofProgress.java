package io.plumbline.workbench.cli;

import io.plumbline.engine.exec.proof.ProofListener;
import java.util.Locale;

/// Says on standard error how a proof of lineage goes on: each column over the last one on a
/// terminal, every tenth of them a line otherwise.
final class ProofProgress implements ProofListener {
    private final Console console;

    ProofProgress(Console console) {
        this.console = console;
    }

    @Override
    public void trying(String column, int done, int all) {
        if (console.quiet()) {
            return;
        }
        if (console.isTerminal()) {
            console.err().printf(Locale.ROOT, "\r\033[Ktrying %d of %d: %s", done + 1, all, column);
            if (done + 1 == all) {
                console.err().print("\r\033[K");
            }
        } else if (done % Math.max(1, all / 10) == 0) {
            console.err().printf(Locale.ROOT, "trying %d of %d: %s%n", done + 1, all, column);
        }
    }
}
