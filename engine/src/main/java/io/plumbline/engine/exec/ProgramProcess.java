package io.plumbline.engine.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program that runs in a folder of its own, with an environment that holds nothing of ours.
/// Closing it ends the program and all that it started, as far as the operating system tells.
final class ProgramProcess implements AutoCloseable {
    private static final long WATCH_MILLIS = 200;
    private static final Path PROCESSES = Path.of("/proc");

    /// What every process inherits that the program starts, whoever its parent is by then.
    private static final String MARK = "PLUMBLINE_PROGRAM";

    private static final Set<ProgramProcess> LIVE = ConcurrentHashMap.newKeySet();

    static {
        // programs must not outlive this one
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> LIVE.forEach(ProgramProcess::kill), "end programs"));
    }

    private final Process process;
    private final String mark;
    private final ProgramMessages messages;
    private final Set<ProcessHandle> started = ConcurrentHashMap.newKeySet();
    private final Ticker watching;

    private ProgramProcess(Process process, String mark) {
        this.process = process;
        this.mark = mark;
        this.messages = new ProgramMessages(process.getErrorStream());
        this.watching = Ticker.every(WATCH_MILLIS, this::watch);
        LIVE.add(this);
    }

    /// Starts a program.
    static ProgramProcess start(List<String> command, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(System.getenv(), folder));
        String mark = UUID.randomUUID().toString();
        builder.environment().put(MARK, mark);
        return new ProgramProcess(builder.start(), mark);
    }

    /// Returns the environment of a program: where programs are found, and what makes texts and
    /// times mean the same everywhere.
    static Map<String, String> environment(Map<String, String> ours, Path folder) {
        Map<String, String> out = new LinkedHashMap<>();
        String separator = System.getProperty("path.separator", ":");
        String path =
                Stream.of(ours.getOrDefault("PATH", "").split(separator))
                        .filter(p -> !p.isEmpty() && Path.of(p).isAbsolute())
                        .collect(Collectors.joining(separator));
        out.put("PATH", path);
        for (String name : List.of("HOME", "TMPDIR", "TEMP", "TMP")) {
            out.put(name, folder.toString());
        }
        out.put("LANG", "C.UTF-8");
        out.put("LC_ALL", "C.UTF-8");
        out.put("PYTHONUTF8", "1");
        out.put("TZ", "UTC");
        // without it no program starts on Windows
        String root = ours.get("SystemRoot");
        if (root != null) {
            out.put("SystemRoot", root);
        }
        return out;
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    InputStream output() {
        return process.getInputStream();
    }

    /// Returns the end of what it wrote to standard error.
    String said() {
        return messages.text();
    }

    /// Waits for the program's end; returns whether it has ended.
    boolean ended(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.cancelled();
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    /// What a program starts and leaves behind has another parent once the program has ended.
    private void watch() {
        try (Stream<ProcessHandle> below = process.descendants()) {
            below.forEach(started::add);
        } catch (UncheckedIOException | UnsupportedOperationException e) {
            // then it is ended alone
        }
    }

    /// Ends the program and what it started.
    void kill() {
        watch();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        marked().forEach(ProcessHandle::destroyForcibly);
    }

    /// Returns the processes that bear the mark, where the system shows environments.
    private List<ProcessHandle> marked() {
        List<ProcessHandle> out = new ArrayList<>();
        String wanted = MARK + "=" + mark;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path one : all) {
                if (environment(one).contains(wanted)) {
                    ProcessHandle.of(Long.parseLong(one.getFileName().toString()))
                            .ifPresent(out::add);
                }
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
            // then those that were seen are all
        }
        return out;
    }

    private static String environment(Path process) {
        try {
            byte[] bytes = Files.readAllBytes(process.resolve("environ"));
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // somebody else's, or gone
            return "";
        }
    }

    @Override
    public void close() {
        kill();
        watching.close();
        LIVE.remove(this);
    }
}
