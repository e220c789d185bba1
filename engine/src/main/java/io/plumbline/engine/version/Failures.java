package io.plumbline.engine.version;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns failures of the file system and of Iceberg into ours.
final class Failures {
    private Failures() {}

    /// Returns the failure of a write to a table. The text of the cause is not repeated: it may
    /// hold values.
    static PlumblineException write(String table, Throwable cause) {
        String doing = "Cannot write table '" + table + "': ";
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof PlumblineException ours) {
                return ours;
            }
            if (isFull(t)) {
                return PlumblineException.of(
                        ErrorCode.DISK_FULL,
                        doing + "no space is left on the disk",
                        "Free some space and run again; the version before is whole",
                        cause);
            }
            if (t instanceof AccessDeniedException
                    || t instanceof ReadOnlyFileSystemException
                    || says(t, "read-only file system")) {
                return PlumblineException.of(
                        ErrorCode.FILE_UNWRITABLE,
                        doing + "its folder is read-only",
                        "Give yourself the right to write to the workspace's .plumbline folder",
                        cause);
            }
            if (t instanceof IOException) {
                return PlumblineException.of(
                        ErrorCode.FILE_UNWRITABLE,
                        doing + "the disk failed" + reason(t),
                        "Look at the disk; the version before is whole",
                        cause);
            }
        }
        return PlumblineException.of(
                ErrorCode.INTERNAL_ERROR, doing + "unexpected failure", null, cause);
    }

    /// Returns the failure of reading a table's metadata.
    ///
    /// @param file the file, relative to the folder of all tables
    static PlumblineException damaged(
            String table, String file, String what, @Nullable Throwable cause) {
        String shown = file.replaceAll("\\p{C}", "?");
        Problem problem =
                Problem.error(
                        ErrorCode.METADATA_DAMAGED,
                        "Cannot read table '" + table + "': " + shown + " is " + what,
                        Place.inFile(shown, 0, 0),
                        "Restore the file from a backup, or move the table's folder away and write it anew");
        return new PlumblineException(List.of(problem), cause);
    }

    /// Returns the failure of listing or opening a file that should be readable.
    static PlumblineException unreadable(String table, IOException cause) {
        return PlumblineException.of(
                ErrorCode.FILE_UNREADABLE,
                "Cannot read table '" + table + "': the disk failed" + reason(cause),
                "Check that the workspace's .plumbline folder can be read",
                cause);
    }

    private static boolean isFull(Throwable t) {
        return says(t, "no space left")
                || says(t, "not enough space")
                || says(t, "disk quota exceeded");
    }

    private static boolean says(Throwable t, String text) {
        String message = t.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains(text);
    }

    private static String reason(Throwable t) {
        if (t instanceof NoSuchFileException) {
            return " (a file or folder is missing)";
        }
        return t instanceof FileSystemException e && e.getReason() != null
                ? " (" + e.getReason() + ")"
                : "";
    }
}
