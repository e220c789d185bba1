package io.plumbline.engine.version;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a commit asks of the file system, in one place, so that tests can make each of it fail.
interface Disk {
    /// The real file system.
    Disk REAL = new Disk() {};

    /// Creates folders where they are missing.
    default void createFolders(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /// Creates a file that must not exist and returns the stream into it.
    default OutputStream create(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Returns when what was written to the file would survive a loss of power.
    default void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Returns when the folder's names would survive a loss of power; does nothing on Windows,
    /// where folders cannot be opened.
    default void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().getSeparator().equals("\\")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Gives an existing file a second name; fails when that name is taken, whoever took it.
    default void link(Path name, Path existing) throws IOException {
        Files.createLink(name, existing);
    }

    /// Removes a file if it is there.
    default void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
