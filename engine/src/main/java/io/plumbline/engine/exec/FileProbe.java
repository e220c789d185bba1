package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.spi.FileGuard;
import io.plumbline.engine.spi.Scan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// Opens files of unknown origin in a process of their own, which may crash or hang without harm.
/// Remembers the answers by path, size and time of change.
public final class FileProbe implements FileGuard {
    private final Path cache;
    private final Duration timeout;
    private final List<String> command;

    /// Makes a probe with Java's own launcher.
    ///
    /// @param cache the folder for answers; made when missing
    /// @param timeout for one call, however many files it has
    public FileProbe(Path cache, Duration timeout) {
        this(cache, timeout, launcher());
    }

    /// Makes a probe that starts another program.
    FileProbe(Path cache, Duration timeout, List<String> command) {
        this.cache = cache;
        this.timeout = timeout;
        this.command = List.copyOf(command);
    }

    private static List<String> launcher() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path =
                location(FileProbeChild.class)
                        + System.getProperty("path.separator")
                        + location(org.duckdb.DuckDBDriver.class);
        return List.of(
                java,
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                path,
                FileProbeChild.class.getName());
    }

    private static String location(Class<?> type) {
        try {
            URI uri =
                    Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                            .getLocation()
                            .toURI();
            return Path.of(uri).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void check(List<Path> files, Scan.FileFormat format) {
        try {
            List<Path> unknown = new ArrayList<>();
            for (Path file : files) {
                Path answer = answer(file, format);
                if (!Files.exists(answer)) {
                    unknown.add(file);
                } else if (Files.readString(answer).equals("bad")) {
                    throw dangerous(file);
                }
            }
            if (!unknown.isEmpty()) {
                probe(unknown, format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void probe(List<Path> files, Scan.FileFormat format) throws IOException {
        Path scratch = Files.createTempDirectory("plumbline-probe-");
        try {
            String last = start(files, format, scratch);
            for (Path file : files) {
                if (file.toString().equals(last)) {
                    remember(answer(file, format), "bad");
                    throw dangerous(file);
                }
                remember(answer(file, format), "ok");
            }
        } finally {
            LockedDatabase.delete(scratch);
        }
    }

    private static void remember(Path answer, String text) {
        try {
            Files.createDirectories(answer.resolveSibling("."));
            Files.writeString(answer, text);
        } catch (IOException _) {
            // then the file is looked at again the next time
        }
    }

    /// Returns the path of the file that ended the child; empty when it survived all.
    private String start(List<Path> files, Scan.FileFormat format, Path scratch)
            throws IOException {
        List<String> line = new ArrayList<>(command);
        line.add(format.name());
        files.forEach(f -> line.add(f.toString()));
        Path said = scratch.resolve("said");
        ProcessBuilder program =
                new ProcessBuilder(line)
                        .directory(scratch.toFile())
                        .redirectOutput(said.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        program.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + scratch);
        Process child = program.start();
        child.getOutputStream().close();
        try {
            boolean ended = child.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            child.destroyForcibly().waitFor();
            return ended && child.exitValue() == 0 ? "" : last(said);
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
            throw Cancellation.cancelled();
        }
    }

    private static String last(Path said) throws IOException {
        return Files.readAllLines(said).stream()
                .filter(l -> l.startsWith("begin "))
                .reduce("", (_, l) -> l.substring("begin ".length()));
    }

    private Path answer(Path file, Scan.FileFormat format) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        String key = format + "\n" + file + "\n" + found.size() + "\n" + found.lastModifiedTime();
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return cache.resolve(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PlumblineException dangerous(Path file) {
        String name = String.valueOf(file.getFileName());
        return new PlumblineException(
                Problem.error(
                        ErrorCode.DATA_INVALID,
                        "Cannot read file '"
                                + name
                                + "': the process that opened it for a try ended abnormally",
                        Place.inFile(name, 0, 0),
                        "Write or copy the file anew"));
    }
}
