package io.plumbline.compliance.audit;

import io.plumbline.engine.metadata.JournalVerification;
import io.plumbline.engine.metadata.MetadataStore;
import io.plumbline.engine.metadata.MirrorCheck;
import io.plumbline.engine.metadata.WorkspaceLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds every witness of what happened against the others: each record's checksum and its link to
/// the one before, the tail anchor outside the journal, and the mirror in H2. Changes nothing and
/// mends nothing, so that it can be run on evidence.
public final class AuditVerifier {
    private static final String AUDIT = "audit";

    private AuditVerifier() {}

    /// Verifies a workspace; while another process owns it, all but the mirror.
    ///
    /// @param dotPlumbline the folder `.plumbline` of the workspace
    public static AuditVerdict verify(Path dotPlumbline) {
        if (!Files.isDirectory(dotPlumbline.resolve("journal"))) {
            return verdict(dotPlumbline, Optional.empty(), "nothing was recorded yet");
        }
        Optional<WorkspaceLock> lock = WorkspaceLock.tryAcquire(dotPlumbline, "plumbline audit");
        if (lock.isEmpty()) {
            String owner =
                    WorkspaceLock.ownerOf(dotPlumbline)
                            .map(o -> "the workspace is in use by " + o)
                            .orElse("the workspace is in use");
            return verdict(dotPlumbline, Optional.empty(), owner);
        }
        try (WorkspaceLock _ = lock.orElseThrow()) {
            return verdict(dotPlumbline, Optional.of(n -> MirrorCheck.of(dotPlumbline, n)), "");
        }
    }

    /// Verifies the workspace of a store that is open in this process.
    public static AuditVerdict verify(MetadataStore store, Path dotPlumbline) {
        return store.isOwner()
                ? verdict(
                        dotPlumbline, Optional.of(n -> MirrorCheck.of(store, dotPlumbline, n)), "")
                : verify(dotPlumbline);
    }

    private interface Mirror {
        MirrorCheck.Result compare(long records);
    }

    private static AuditVerdict verdict(Path dotPlumbline, Optional<Mirror> mirror, String why) {
        JournalVerification journal = JournalVerification.of(dotPlumbline);
        List<String> reasons = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        journal.damage().ifPresent(d -> reasons.add("The journal holds " + d));
        anchor(journal, why, reasons);
        if (mirror.isEmpty()) {
            notes.add("The index was not compared: " + why);
        } else if (journal.damage().isPresent()) {
            notes.add("The index was not compared: the journal is damaged");
        } else {
            MirrorCheck.Result result = mirror.orElseThrow().compare(journal.records());
            result.differences()
                    .forEach(d -> reasons.add("The journal and the index differ: " + d));
            if (!result.compared()) {
                notes.add("The index was not compared: there is none, it is built when needed");
            }
        }
        return new AuditVerdict(
                reasons.isEmpty(),
                journal.types().getOrDefault(AUDIT, 0L),
                journal.records(),
                journal.headHash(),
                reasons,
                notes);
    }

    private static void anchor(JournalVerification journal, String why, List<String> reasons) {
        long anchored = journal.anchored().orElse(0);
        switch (journal.anchor()) {
            case MATCHES -> {}
            case TAIL_MISSING ->
                    reasons.add(
                            missing(journal.records() + 1, anchored)
                                    + (journal.damage().isPresent()
                                            ? " acknowledged and cannot be read"
                                            : " acknowledged and missing in the journal"));
            case DIFFERS ->
                    reasons.add(
                            "Record %d of the journal is not the one that was acknowledged"
                                    .formatted(anchored));
            case MISSING -> {
                if (why.isEmpty() || journal.records() > 0) {
                    reasons.add("The anchor .plumbline/journal.head is missing or damaged");
                }
            }
        }
    }

    private static String missing(long from, long to) {
        return from == to
                ? "Record %d was".formatted(from)
                : "The records from %d to %d were".formatted(from, to);
    }
}
