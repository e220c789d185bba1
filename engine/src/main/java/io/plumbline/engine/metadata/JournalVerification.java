package io.plumbline.engine.metadata;

import io.plumbline.engine.metadata.HeadFile.Head;
import io.plumbline.engine.metadata.RecordFormat.Raw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a full reading of a journal found.
///
/// @param records how many records in a row are good, from the first on
/// @param types how many of them there are of each type
/// @param headHash hash of the last good record, in hexadecimal; zeros for none
/// @param damage the first thing that is wrong; empty when all is good
/// @param anchor what the tail anchor says of the journal
/// @param anchored sequence that the anchor names; empty when it cannot be read
public record JournalVerification(
        long records,
        Map<String, Long> types,
        String headHash,
        Optional<JournalDamage> damage,
        Anchor anchor,
        OptionalLong anchored) {

    private static final int ATTEMPTS = 5;

    /// Copies the map.
    public JournalVerification {
        types = Map.copyOf(types);
    }

    /// How the tail anchor and the journal stand to each other.
    public enum Anchor {
        /// The anchored record is there and is the one.
        MATCHES,
        /// The anchored record is not there: the tail was lost or cut off.
        TAIL_MISSING,
        /// Another record stands at the anchored place.
        DIFFERS,
        /// The anchor was removed or is damaged.
        MISSING
    }

    /// Returns whether chain and anchor are both good.
    public boolean isGood() {
        return damage.isEmpty() && anchor == Anchor.MATCHES;
    }

    /// Reads the whole journal of a `.plumbline/` folder, checking every checksum and link, without
    /// writing anything. The journal may be in use meanwhile. A record at the very end that breaks
    /// off and was never acknowledged is no damage: the next opening cuts it off.
    public static JournalVerification of(Path dotPlumbline) {
        Path anchor = Journal.headFile(dotPlumbline);
        try {
            for (int attempt = 1; ; attempt++) {
                Optional<Head> before = HeadFile.read(anchor);
                JournalVerification result = read(Journal.folder(dotPlumbline), before);
                boolean moved =
                        sequence(before) != sequence(HeadFile.read(anchor)) && attempt < ATTEMPTS;
                if (result.isGood() || !moved) {
                    return result;
                }
            }
        } catch (IOException e) {
            throw FileFailures.cannot("read the journal", dotPlumbline, e);
        }
    }

    private static JournalVerification read(Path folder, Optional<Head> head) throws IOException {
        long anchored = sequence(head);
        try (JournalReader reader = new JournalReader(folder, 1, Long.MAX_VALUE)) {
            boolean same = anchored == 0;
            Map<String, Long> types = new HashMap<>();
            while (true) {
                Optional<Raw> raw = reader.nextRaw();
                if (raw.isEmpty()) {
                    break;
                }
                types.merge(raw.orElseThrow().type(), 1L, Long::sum);
                same |=
                        raw.orElseThrow().sequence() == anchored
                                && Arrays.equals(
                                        raw.orElseThrow().hash(), head.orElseThrow().hash());
            }
            Optional<JournalDamage> damage = reader.damage();
            if (damage.isPresent() && reader.sequence() >= anchored && reader.mayBeTorn()) {
                damage = Optional.empty();
            }
            return new JournalVerification(
                    reader.sequence(),
                    types,
                    RecordFormat.hex(reader.hash()),
                    damage,
                    anchor(head, reader.sequence(), same),
                    head.isPresent() ? OptionalLong.of(anchored) : OptionalLong.empty());
        }
    }

    private static Anchor anchor(Optional<Head> head, long last, boolean same) {
        if (head.isEmpty()) {
            return Anchor.MISSING;
        } else if (head.orElseThrow().sequence() > last) {
            return Anchor.TAIL_MISSING;
        }
        return same ? Anchor.MATCHES : Anchor.DIFFERS;
    }

    private static long sequence(Optional<Head> head) {
        return head.map(Head::sequence).orElse(0L);
    }
}
