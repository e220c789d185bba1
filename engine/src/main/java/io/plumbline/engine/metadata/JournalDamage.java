package io.plumbline.engine.metadata;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;

/// What is wrong with a journal, and where.
///
/// @param segment the file, by name; empty when a whole file or the anchor is concerned
/// @param offset bytes from the start of that file
/// @param sequence the record that belongs there
/// @param reason what was found, such as `a record whose checksum is wrong`
public record JournalDamage(String segment, long offset, long sequence, String reason) {

    /// Returns the failure that refuses to go on from here.
    PlumblineException failure() {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.JOURNAL_DAMAGED,
                        "Cannot read the journal: " + this,
                        segment.isEmpty()
                                ? Place.NOWHERE
                                : Place.inFile(".plumbline/journal/" + segment, 0, 0),
                        "Restore .plumbline/journal and .plumbline/journal.head together from a"
                                + " backup; to begin anew, move both aside and keep them as evidence"));
    }

    @Override
    public String toString() {
        return segment.isEmpty()
                ? reason
                : "%s at byte %d of %s, where record %d belongs"
                        .formatted(reason, offset, segment, sequence);
    }
}
