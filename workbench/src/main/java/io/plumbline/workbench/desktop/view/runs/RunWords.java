package io.plumbline.workbench.desktop.view.runs;

import io.plumbline.engine.metadata.OutputAccount;
import io.plumbline.engine.metadata.RunRecord;
import io.plumbline.engine.metadata.RunState;
import java.time.Duration;
import java.util.Locale;

/// How the parts of a run are said.
final class RunWords {
    private RunWords() {}

    /// Returns a shape and a word, so that the colour is not needed.
    static String state(RunState state) {
        return switch (state) {
            case RUNNING -> "○ Running";
            case COMPLETE -> "● Complete";
            case FAIL -> "■ Failed";
            case ABORT -> "◆ Cancelled";
            case INTERRUPTED -> "▲ Interrupted";
        };
    }

    /// Returns the style class of the colour of a state.
    static String style(RunState state) {
        return switch (state) {
            case RUNNING -> "muted";
            case COMPLETE -> "good-text";
            case FAIL -> "bad-text";
            case ABORT, INTERRUPTED -> "warn-text";
        };
    }

    /// Returns how long it took; nothing while it goes on.
    static String duration(RunRecord run) {
        if (run.ended() == null) {
            return "";
        }
        long millis = Duration.between(run.started(), run.ended()).toMillis();
        return millis < 60_000
                ? String.format(Locale.ROOT, "%,d.%03d s", millis / 1000, millis % 1000)
                : String.format(Locale.ROOT, "%,d min %02d s", millis / 60_000, millis / 1000 % 60);
    }

    static long rowsWritten(RunRecord run) {
        return run.outputs().stream().mapToLong(OutputAccount::rows).sum();
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
