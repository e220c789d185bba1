package io.plumbline.engine.metadata;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Opens the files that the journal writes.
interface DurableFiles {

    /// The files of the operating system.
    DurableFiles REAL = new Real();

    /// Opens a file for writing, made when missing.
    DurableFile open(Path file) throws IOException;

    /// Returns when the names in a folder are on the disk.
    void forceFolder(Path folder) throws IOException;

    /// The files of the operating system.
    final class Real implements DurableFiles {
        @Override
        public DurableFile open(Path file) throws IOException {
            return new DurableFile.Real(
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        }

        @Override
        public void forceFolder(Path folder) throws IOException {
            if (System.getProperty("os.name", "").startsWith("Windows")) {
                // Windows opens no folders, and keeps names with the file's own flush
                return;
            }
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
