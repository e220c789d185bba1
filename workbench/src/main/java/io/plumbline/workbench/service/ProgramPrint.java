package io.plumbline.workbench.service;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.spi.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a program is, to the byte: the file that is started, its arguments and the files that it is
/// given.
///
/// @param command the absolute path of the program, or the path of one of its files, then its
///   arguments
/// @param hashes SHA-256 of each file: of the program, of those that it is given, and of those that
///   its arguments name by an absolute path
public record ProgramPrint(List<String> command, Map<String, String> hashes) {

    /// Copies the collections.
    public ProgramPrint {
        command = List.copyOf(command);
        hashes = Collections.unmodifiableMap(new LinkedHashMap<>(hashes));
    }

    /// Returns the fingerprint of all of it.
    public String sha256() {
        String all = Json.write(Json.object("command", command, "files", hashes));
        return HexFormat.of().formatHex(digest().digest(all.getBytes(StandardCharsets.UTF_8)));
    }

    /// Copies a program's files into a folder and takes the prints of the copies.
    static ProgramPrint of(Program program, Path root, Path folder, @Nullable String searched) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (String file : program.files()) {
            hashes.put(file, sha256(copied(program, file, root, folder), program));
        }
        List<String> command = new ArrayList<>(program.command());
        String first = command.getFirst();
        String name = first.startsWith("./") ? first.substring(2) : first;
        if (program.files().contains(name)) {
            command.set(0, name);
        } else {
            Path found = found(program, first, searched);
            command.set(0, found.toString());
            hashes.put(found.toString(), sha256(found, program));
        }
        for (String argument : command.subList(1, command.size())) {
            Path named = named(argument);
            if (named != null) {
                hashes.put(argument, sha256(named, program));
            }
        }
        return new ProgramPrint(command, hashes);
    }

    /// Returns what to start, once the files are in a folder.
    List<String> startable(Program program, Path folder) {
        List<String> out = new ArrayList<>(command);
        if (program.files().contains(out.getFirst())) {
            out.set(0, folder.resolve(out.getFirst()).toString());
        }
        return out;
    }

    private static Path copied(Program program, String file, Path root, Path folder) {
        try {
            Path within = root.toRealPath();
            Path source = within.resolve(file).toRealPath();
            if (!source.startsWith(within) || !Files.isRegularFile(source)) {
                throw failure(
                        program,
                        ErrorCode.PROGRAM_REFUSED,
                        "'" + file + "' is no file within the workspace",
                        "files",
                        "Name files of the workspace");
            }
            Path target = folder.resolve(file).normalize();
            Files.createDirectories(target.resolveSibling("."));
            Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
            return target;
        } catch (IOException | InvalidPathException e) {
            throw failure(
                    program,
                    ErrorCode.FILE_MISSING,
                    "its file '" + file + "' cannot be read",
                    "files",
                    "Name files of the workspace, from its folder");
        }
    }

    private static Path found(Program program, String name, @Nullable String searched) {
        if (!name.contains("/") && !name.contains("\\")) {
            for (String folder :
                    String.valueOf(searched).split(System.getProperty("path.separator"))) {
                Path file = folder.isEmpty() ? null : named(Path.of(folder, name).toString());
                if (file != null && Files.isExecutable(file)) {
                    return file;
                }
            }
            throw failure(
                    program,
                    ErrorCode.PROGRAM_FAILED,
                    "'" + name + "' is not found",
                    "command",
                    "Install it, or write its absolute path");
        }
        Path file = named(name);
        if (file == null) {
            throw failure(
                    program,
                    ErrorCode.PROGRAM_FAILED,
                    "'" + name + "' is not found",
                    "command",
                    "Write an absolute path, a name, or one of the step's files");
        }
        return file;
    }

    /// Returns the file that a text names by an absolute path; null when it names none.
    private static @Nullable Path named(String text) {
        try {
            Path path = Path.of(text);
            return path.isAbsolute() && Files.isRegularFile(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String sha256(Path file, Program program) {
        MessageDigest digest = digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw failure(
                    program,
                    ErrorCode.FILE_UNREADABLE,
                    "its file '" + file.getFileName() + "' cannot be read",
                    "command",
                    null);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Returns why a program does not run.
    static PlumblineException failure(
            Program program, ErrorCode code, String why, String field, @Nullable String remedy) {
        return new PlumblineException(
                Problem.error(
                        code,
                        "Cannot run program '%s' of step '%s': %s"
                                .formatted(
                                        String.join(" ", program.command()), program.step(), why),
                        Place.NOWHERE.within(null, program.step()).of(field),
                        remedy));
    }
}
