package io.plumbline.engine.metadata;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings an index up to the journal.
final class IndexCatchUp {
    private static final int BATCH = 500;

    private IndexCatchUp() {}

    /// Says why an index does not belong to a journal; empty when it does.
    ///
    /// @throws PlumblineException with JOURNAL_DAMAGED when the index proves that the journal lost
    ///   records
    static String mismatch(Index index, Journal journal) {
        Index.Position at = index.position();
        if (at.sequence() == 0) {
            return "";
        } else if (at.version() != Index.VERSION) {
            return "was written by another version of Plumbline";
        }
        String genesis = hashAt(journal, 1);
        if (!at.genesis().equals(genesis)) {
            return "belongs to another journal";
        } else if (at.sequence() > journal.lastSequence()) {
            throw lost(at.sequence(), journal);
        }
        return at.hash().equals(hashAt(journal, at.sequence()))
                ? ""
                : "does not agree with the journal";
    }

    /// Applies what the index does not have yet.
    static void run(Index index, Journal journal, List<Problem> warnings) {
        try (JournalRecord.Reader reader = journal.read(index.position().sequence() + 1)) {
            run(index, reader, warnings);
        }
    }

    static void run(Index index, JournalRecord.Reader reader, List<Problem> warnings) {
        List<JournalRecord> batch = new ArrayList<>();
        for (Optional<JournalRecord> r = reader.next(); r.isPresent(); r = reader.next()) {
            batch.add(r.orElseThrow());
            if (batch.size() == BATCH) {
                apply(index, batch, warnings);
                batch = new ArrayList<>();
            }
        }
        apply(index, batch, warnings);
    }

    /// Applies events in one go; when that fails, one by one, passing over what cannot be applied:
    /// it stays in the journal.
    static void apply(Index index, List<JournalRecord> events, List<Problem> warnings) {
        try {
            index.apply(events);
        } catch (RuntimeException together) {
            if (!index.isAlive()) {
                throw together;
            }
            for (JournalRecord event : events) {
                try {
                    index.apply(List.of(event));
                } catch (RuntimeException alone) {
                    if (!index.isAlive()) {
                        throw alone;
                    }
                    index.skip(event);
                    warnings.add(passedOver(event));
                }
            }
        }
    }

    private static String hashAt(Journal journal, long sequence) {
        try (JournalRecord.Reader reader = journal.read(sequence)) {
            return reader.next().map(JournalRecord::hash).orElse("");
        }
    }

    private static PlumblineException lost(long seen, Journal journal) {
        return new JournalDamage(
                        "",
                        0,
                        journal.lastSequence() + 1,
                        "it ends with record %d, but the index has seen record %d"
                                .formatted(journal.lastSequence(), seen))
                .failure();
    }

    private static Problem passedOver(JournalRecord event) {
        return Problem.warning(
                ErrorCode.METADATA_DAMAGED,
                "Event %d (%s) of the journal could not be brought into the index"
                        .formatted(event.sequence(), event.type()),
                Place.NOWHERE,
                "It is in the journal all the same; a newer Plumbline may be needed to show it");
    }
}
