package io.plumbline.engine.metadata;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts a class of the tests in a process of its own, to be killed.
public final class ChildJvm {
    private ChildJvm() {}

    /// Starts the class with its arguments on the class path of the tests.
    public static Running start(Class<?> main, String... arguments) throws IOException {
        return start("256m", main, arguments);
    }

    /// Starts the class with a heap of that size at most, such as `96m`.
    public static Running start(String heap, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new Running(process, process.inputReader(StandardCharsets.UTF_8));
    }

    /// A process and what it prints.
    public record Running(Process process, BufferedReader out) {
        /// Waits for the next line; null at the end.
        public String line() throws IOException {
            return out.readLine();
        }

        /// Kills it without warning, as `kill -9` does, and returns what it had printed and nobody
        /// had read yet; a line that breaks off is left out.
        public List<String> kill() throws IOException, InterruptedException {
            // not through the process, which would close the stream with it
            process.toHandle().destroyForcibly();
            process.waitFor();
            StringBuilder rest = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read()) {
                rest.append((char) c);
            }
            int end = rest.lastIndexOf("\n");
            return end < 0 ? List.of() : rest.substring(0, end).lines().toList();
        }
    }
}
