package io.plumbline.engine.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/// SHA-256 of the index's file as it was when its owner closed it: H2 itself does not notice every
/// byte that changes in it.
///
/// There is no seal while the index is open, nor after a kill.
final class IndexSeal {
    private IndexSeal() {}

    static Path file(Path dotPlumbline) {
        return dotPlumbline.resolve("metadata.seal");
    }

    /// Writes the seal of an index that was closed in order.
    static void write(Path dotPlumbline) {
        try {
            Files.writeString(file(dotPlumbline), hash(IndexFile.file(dotPlumbline)));
        } catch (IOException _) {
            // without a seal the index is as good as after a kill
        }
    }

    /// How an index and its seal stand to each other.
    enum State {
        /// It is as its owner closed it, or there is none yet.
        WHOLE,
        /// It was changed after its owner had closed it.
        BROKEN,
        /// Its owner did not close it.
        MISSING
    }

    /// Takes the seal away and returns how it was.
    static State take(Path dotPlumbline) throws IOException {
        Path seal = file(dotPlumbline);
        Path index = IndexFile.file(dotPlumbline);
        State state = State.WHOLE;
        if (Files.exists(index) && !Files.exists(seal)) {
            state = State.MISSING;
        } else if (Files.exists(index) && !Files.readString(seal).equals(hash(index))) {
            state = State.BROKEN;
        }
        Files.deleteIfExists(seal);
        return state;
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = RecordFormat.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return RecordFormat.hex(digest.digest());
    }
}
