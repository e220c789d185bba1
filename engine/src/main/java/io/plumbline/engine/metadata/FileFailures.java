package io.plumbline.engine.metadata;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/// Says what the operating system answered, in the words of a problem.
final class FileFailures {
    private FileFailures() {}

    /// Returns the failure of an act on a file: DISK_FULL, FILE_UNREADABLE for a missing right or
    /// any other answer.
    static PlumblineException cannot(String act, Path file, IOException cause) {
        String start = "Cannot " + act + ": " + file + " ";
        if (isDiskFull(cause)) {
            return PlumblineException.of(
                    ErrorCode.DISK_FULL,
                    start + "does not fit on its disk",
                    "Free some space on that disk and try again",
                    cause);
        }
        boolean denied =
                cause instanceof AccessDeniedException
                        || cause.getCause() instanceof ReadOnlyFileSystemException
                        || text(cause).contains("read-only")
                        || text(cause).contains("permission denied");
        return PlumblineException.of(
                ErrorCode.FILE_UNREADABLE,
                start + (denied ? "may not be written by this user" : "cannot be used"),
                denied
                        ? "Give the user the right to write there"
                        : "Look at the disk and the rights of that folder",
                cause);
    }

    /// Returns whether the operating system said that space or the user's share of it is used up.
    static boolean isDiskFull(IOException cause) {
        String text = text(cause);
        return text.contains("no space left")
                || text.contains("not enough space")
                || text.contains("quota exceeded");
    }

    private static String text(IOException cause) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    }
}
