package io.plumbline.engine.metadata;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// What the journal asks of a file that it writes; a seam at which tests lose power.
interface DurableFile extends AutoCloseable {

    /// Returns the bytes in it.
    long size() throws IOException;

    /// Writes all that remains of the buffer at the position given.
    void write(ByteBuffer bytes, long position) throws IOException;

    /// Returns when everything written is on the disk.
    void force() throws IOException;

    /// Cuts the file to the size given.
    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;

    /// A file of the operating system.
    record Real(FileChannel channel) implements DurableFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
