package io.plumbline.workbench.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The program.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        PrintStream out =
                new PrintStream(
                        new java.io.FileOutputStream(java.io.FileDescriptor.out),
                        false,
                        StandardCharsets.UTF_8);
        PrintStream err =
                new PrintStream(
                        new java.io.FileOutputStream(java.io.FileDescriptor.err),
                        true,
                        StandardCharsets.UTF_8);
        int code = new CommandLineProgram(out, err).run(args);
        out.flush();
        System.exit(code);
    }
}
