package io.plumbline.workbench.cli;

import io.plumbline.engine.exec.RunEvent;
import io.plumbline.engine.exec.RunListener;
import java.util.Locale;

/// Says on standard error how a run goes on.
final class RunProgress implements RunListener {
    private final String pipeline;
    private final Console console;

    RunProgress(String pipeline, Console console) {
        this.pipeline = pipeline;
        this.console = console;
    }

    @Override
    public void event(RunEvent event) {
        if (console.quiet()) {
            return;
        }
        switch (event) {
            case RunEvent.StageStarted s ->
                    console.err()
                            .println(pipeline + ": " + s.stage().name().toLowerCase(Locale.ROOT));
            case RunEvent.StepStarted s -> {}
            case RunEvent.StepProgressed s -> progress(s);
            case RunEvent.StepFinished s -> {
                if (s.rows() >= 0) {
                    console.err()
                            .printf(
                                    Locale.ROOT,
                                    "%s: %s, %,d rows%n",
                                    pipeline,
                                    s.step(),
                                    s.rows());
                }
            }
            case RunEvent.CheckCounted c -> {
                if (!c.outcome().passed()) {
                    console.err()
                            .printf(
                                    Locale.ROOT,
                                    "%s: check %s of step %s: %,d of %,d rows fail (%s)%n",
                                    pipeline,
                                    c.outcome().check().name(),
                                    c.outcome().step(),
                                    c.outcome().failing(),
                                    c.outcome().rows(),
                                    c.outcome().check().action().name().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private void progress(RunEvent.StepProgressed s) {
        if (console.isTerminal() && s.percent() >= 0) {
            console.err()
                    .printf(Locale.ROOT, "\r%s: %s %3.0f %%\r", pipeline, s.step(), s.percent());
        }
    }
}
