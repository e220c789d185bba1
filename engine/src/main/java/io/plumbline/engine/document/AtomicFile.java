package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a file so that there is the old one or the whole new one, whatever happens: into a file
/// beside it, forced to the disk, then renamed.
public final class AtomicFile {
    private AtomicFile() {}

    /// Writes a text as UTF-8; makes the folder when it is missing. When it fails, the old file
    /// stays as it was and nothing is left beside it.
    ///
    /// @throws PlumblineException with DISK_FULL or FILE_UNREADABLE, naming the file
    public static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes bytes, as [#write(Path, String)] does.
    ///
    /// @throws PlumblineException with DISK_FULL or FILE_UNREADABLE, naming the file
    public static void write(Path file, byte[] bytes) {
        Path folder = file.toAbsolutePath().getParent();
        Path beside = null;
        try {
            Files.createDirectories(folder);
            // a link stays a link: its target is replaced
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path near = target.resolveSibling("." + target.getFileName() + ".new");
            beside = near;
            try (FileChannel out =
                    FileChannel.open(
                            near,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                out.force(true);
            }
            Files.move(
                    near,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            forceFolder(target.getParent());
        } catch (IOException e) {
            discard(beside);
            throw failure(file, e);
        }
    }

    private static void forceFolder(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // some systems cannot force folders; the file itself is safe
        }
    }

    private static void discard(@Nullable Path beside) {
        try {
            if (beside != null) {
                Files.deleteIfExists(beside);
            }
        } catch (IOException _) {
            // what is left is hidden, and the next write replaces it
        }
    }

    private static PlumblineException failure(Path file, IOException e) {
        String reason = e instanceof FileSystemException fs ? String.valueOf(fs.getReason()) : "";
        boolean full =
                reason.contains("No space") || String.valueOf(e.getMessage()).contains("No space");
        Problem problem =
                Problem.error(
                        full ? ErrorCode.DISK_FULL : ErrorCode.FILE_UNREADABLE,
                        full ? "Cannot write file: the disk is full" : "Cannot write file",
                        Place.inFile(file.toString(), 0, 0),
                        full
                                ? "Free some room and save again; the old file is as it was"
                                : "Check that you may write there; the old file is as it was");
        return new PlumblineException(List.of(problem), e);
    }
}
