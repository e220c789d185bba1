package io.plumbline.workbench.service;

import io.plumbline.engine.document.AtomicFile;
import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.spi.Program;
import io.plumbline.engine.spi.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The programs that a person allows pipelines to run: a file among the person's own settings,
/// never in a workspace. One that is cloned can therefore run nothing by itself, and what has
/// changed must be allowed again.
public final class AllowedPrograms implements Programs {
    private static final String FILE = "programs.json";

    private final Path own;
    private final Path root;
    private final String pipeline;

    /// Takes where the settings and the workspace are.
    ///
    /// @param pipeline the pipeline whose programs are asked for, for messages
    AllowedPrograms(Path own, Path root, String pipeline) {
        this.own = own.toAbsolutePath().normalize();
        this.root = root;
        this.pipeline = pipeline;
    }

    /// Returns what is allowed, by fingerprint, the first allowed first.
    public static Map<String, ProgramPrint> list(Path own) {
        Path file = own.resolve(FILE);
        Map<String, ProgramPrint> out = new LinkedHashMap<>();
        try {
            Object read = Files.exists(file) ? Json.read(Files.readAllBytes(file), FILE) : null;
            Object programs = read instanceof Map<?, ?> m ? m.get("programs") : null;
            if (programs instanceof List<?> entries) {
                entries.forEach(e -> {
                    ProgramPrint print = print(e);
                    out.put(print.sha256(), print);
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out;
    }

    private static ProgramPrint print(@Nullable Object entry) {
        List<String> command = new ArrayList<>();
        Map<String, String> hashes = new LinkedHashMap<>();
        if (entry instanceof Map<?, ?> map) {
            if (map.get("command") instanceof List<?> words) {
                words.forEach(w -> command.add(String.valueOf(w)));
            }
            if (map.get("files") instanceof Map<?, ?> files) {
                files.forEach((k, v) -> hashes.put(String.valueOf(k), String.valueOf(v)));
            }
        }
        return new ProgramPrint(command, hashes);
    }

    private static void write(Path own, Map<String, ProgramPrint> programs) {
        List<Object> entries = new ArrayList<>();
        programs.forEach((sha256, p) ->
                entries.add(
                        Json.object(
                                "sha256", sha256, "command", p.command(), "files", p.hashes())));
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(
                own.resolve(FILE),
                Json.writePretty(Json.object("version", 1, "programs", entries)));
    }

    /// Allows a program as it is now; returns what was allowed.
    public ProgramPrint allow(Program program) {
        refuseOwnInWorkspace(program);
        Path folder = temporary();
        try {
            ProgramPrint print = print(program, folder);
            Map<String, ProgramPrint> all = list(own);
            all.put(print.sha256(), print);
            write(own, all);
            return print;
        } finally {
            delete(folder);
        }
    }

    /// Takes the permission back of those whose fingerprint begins so; returns them.
    public static List<ProgramPrint> revoke(Path own, String sha256) {
        Map<String, ProgramPrint> kept = new LinkedHashMap<>();
        List<ProgramPrint> gone = new ArrayList<>();
        list(own)
                .forEach((print, p) -> {
                    if (print.startsWith(sha256)) {
                        gone.add(p);
                    } else {
                        kept.put(print, p);
                    }
                });
        if (!gone.isEmpty()) {
            write(own, kept);
        }
        return gone;
    }

    @Override
    public Ready prepare(Program program, Path folder) {
        refuseOwnInWorkspace(program);
        ProgramPrint print = print(program, folder);
        Map<String, ProgramPrint> allowed = list(own);
        if (!allowed.containsKey(print.sha256())) {
            throw refused(program, print, allowed);
        }
        return new Ready(print.startable(program, folder), print.sha256());
    }

    private ProgramPrint print(Program program, Path folder) {
        return ProgramPrint.of(program, root, folder, System.getenv("PATH"));
    }

    private PlumblineException refused(
            Program program, ProgramPrint print, Map<String, ProgramPrint> allowed) {
        String why = "you have not allowed it";
        for (ProgramPrint before : allowed.values()) {
            if (before.command().equals(print.command())) {
                TreeSet<String> changed = new TreeSet<>();
                print.hashes()
                        .forEach((file, hash) -> {
                            if (!hash.equals(before.hashes().get(file))) {
                                changed.add(file);
                            }
                        });
                before.hashes().keySet().stream()
                        .filter(f -> !print.hashes().containsKey(f))
                        .forEach(changed::add);
                why = "it has changed since you allowed it: " + String.join(", ", changed);
            }
        }
        return ProgramPrint.failure(
                program,
                ErrorCode.PROGRAM_REFUSED,
                why,
                "command",
                "Look at what it does; if you trust it: plumbline programs allow %s.%s"
                        .formatted(pipeline, program.step()));
    }

    /// A workspace must not bring its own permissions.
    private void refuseOwnInWorkspace(Program program) {
        if (real(own).startsWith(real(root))) {
            throw ProgramPrint.failure(
                    program,
                    ErrorCode.PROGRAM_REFUSED,
                    "your own settings lie within the workspace",
                    "command",
                    "Let PLUMBLINE_SETTINGS name a folder outside of it");
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("plumbline-program-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var found = Files.walk(folder)) {
            for (Path p : found.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(p);
            }
        } catch (IOException e) {
            // left to whoever cleans the machine's temporary folder
        }
    }
}
