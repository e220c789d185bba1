package io.plumbline.workbench.cli;

import java.io.PrintStream;

/// Where a command writes: results to standard output, progress and messages to standard error.
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private boolean debug;
    private boolean quiet;

    /// Takes both streams.
    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /// Returns the stream of results.
    public PrintStream out() {
        return out;
    }

    /// Returns the stream of messages.
    public PrintStream err() {
        return err;
    }

    /// Returns whether stack traces are wanted.
    public boolean debug() {
        return debug;
    }

    /// Returns whether progress is unwanted.
    public boolean quiet() {
        return quiet;
    }

    /// Returns whether a person watches, so that a line of progress may be written over.
    public boolean isTerminal() {
        return System.console() != null
                && System.console().isTerminal()
                && System.getenv("NO_COLOR") == null;
    }

    void settle(boolean newQuiet, boolean newDebug) {
        quiet = newQuiet;
        debug = newDebug;
    }

    /// Says something that is no result, unless `--quiet`.
    public void say(String text) {
        if (!quiet) {
            err.println(text);
        }
    }
}
