package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Reads the bytes of a file of the workspace: a regular file inside it, of bearable size.
final class DesignFile {
    private DesignFile() {}

    /// Returns the bytes.
    ///
    /// @param root the real path of the workspace
    /// @param name how the file is named in problems
    /// @throws PlumblineException when the file leads out of the workspace, is too large, no file,
    ///   or cannot be read
    static byte[] read(Path root, Path file, String name) {
        try {
            refuseEscape(root, file, name);
            if (!Files.isRegularFile(file)) {
                throw failure(
                        ErrorCode.FILE_UNREADABLE,
                        "Cannot read file: it is no regular file",
                        name,
                        "Put a YAML file in its place, or remove it");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(Limits.FILE_BYTES + 1);
                if (bytes.length > Limits.FILE_BYTES) {
                    throw failure(
                            ErrorCode.FILE_TOO_LARGE,
                            "Invalid file: larger than " + Limits.FILE_BYTES / 1024 / 1024 + " MB",
                            name,
                            "Split it; data belong into the files of a connection");
                }
                return bytes;
            }
        } catch (IOException _) {
            throw failure(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read file",
                    name,
                    "Check that it exists and that you may read it");
        }
    }

    private static void refuseEscape(Path root, Path file, String name) throws IOException {
        boolean dangling = Files.isSymbolicLink(file) && !Files.exists(file);
        if (dangling) {
            throw failure(
                    ErrorCode.FILE_MISSING,
                    "Cannot read file: it is a link to a file that does not exist",
                    name,
                    "Remove the link, or put the file in its place");
        }
        if (!file.toRealPath().startsWith(root)) {
            throw failure(
                    ErrorCode.REFERENCE_REFUSED,
                    "Refused file: it is a link that leads out of the workspace",
                    name,
                    "Copy the file into the workspace");
        }
    }

    /// Returns whether there is anything of that name, be it a link that leads nowhere.
    static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static PlumblineException failure(
            ErrorCode code, String message, String name, String remedy) {
        return new PlumblineException(
                Problem.error(code, message, Place.inFile(name, 0, 0), remedy));
    }
}
