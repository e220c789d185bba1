package io.plumbline.engine.version;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A [CommitLoop] in a process of its own.
final class LoopProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final List<String> acknowledged = new ArrayList<>();

    LoopProcess(Path lakehouse, Path template, int commits, int replaceEvery) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process =
                new ProcessBuilder(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CommitLoop.class.getName(),
                                lakehouse.toString(),
                                template.toString(),
                                String.valueOf(commits),
                                String.valueOf(replaceEvery))
                        .redirectError(
                                ProcessBuilder.Redirect.appendTo(
                                        template.resolveSibling("loop.err").toFile()))
                        .start();
        lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Waits for the first commit.
    void awaitFirst() throws IOException {
        take(lines.readLine());
    }

    /// Kills the process as `kill -9` does and returns every commit that it acknowledged.
    List<String> kill() throws IOException, InterruptedException {
        // unlike the process itself, its handle leaves what was printed to be read
        process.toHandle().destroyForcibly();
        process.waitFor();
        return rest();
    }

    /// Waits for the end and returns every commit that it acknowledged.
    List<String> rest() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            take(line);
        }
        return acknowledged;
    }

    private void take(String line) {
        if (line == null) {
            throw new UncheckedIOException(new IOException("The loop ended early"));
        }
        acknowledged.add(line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
