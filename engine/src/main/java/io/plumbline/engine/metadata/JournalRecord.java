package io.plumbline.engine.metadata;

import java.time.Instant;
import java.util.Optional;

/// One event as the journal keeps it.
///
/// @param sequence counts from 1 without gaps
/// @param time when it was appended, to the microsecond, by this machine's clock
/// @param type what happened, such as `run.started`
/// @param payload a JSON object
/// @param hash SHA-256 over the former record's hash and this record, in hexadecimal
public record JournalRecord(long sequence, Instant time, String type, String payload, String hash) {

    /// An iterator over records that must be closed.
    public interface Reader extends AutoCloseable {

        /// Returns the next record in order; empty behind the last one.
        ///
        /// @throws io.plumbline.engine.error.PlumblineException with JOURNAL_DAMAGED, segment and
        ///   offset when the next one cannot be read or does not follow from the one before
        Optional<JournalRecord> next();

        @Override
        void close();
    }
}
