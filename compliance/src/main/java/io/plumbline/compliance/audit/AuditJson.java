package io.plumbline.compliance.audit;

import io.plumbline.engine.document.Json;
import io.plumbline.engine.metadata.AuditRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The JSON of the audit log and of its verification: equal input gives equal bytes.
public final class AuditJson {
    private AuditJson() {}

    /// Returns `{"events": [...]}` in the order given, ending with a line's end.
    public static String log(List<AuditRecord> events) {
        return Json.writePretty(
                Json.object("events", events.stream().map(AuditJson::tree).toList()));
    }

    /// Returns the same objects, one a line in the order given; nothing for no events.
    public static String lines(List<AuditRecord> events) {
        StringBuilder lines = new StringBuilder();
        events.forEach(e -> lines.append(Json.write(tree(e))).append('\n'));
        return lines.toString();
    }

    /// Returns `{"good": …, "events": …, "records": …, "headHash": …, "reasons": [], "notes": []}`,
    /// ending with a line's end.
    public static String verdict(AuditVerdict verdict) {
        return Json.writePretty(
                Json.object(
                        "good", verdict.good(),
                        "events", verdict.events(),
                        "records", verdict.records(),
                        "headHash", verdict.headHash(),
                        "reasons", verdict.reasons(),
                        "notes", verdict.notes()));
    }

    private static Map<String, @Nullable Object> tree(AuditRecord event) {
        return Json.object(
                "sequence", event.sequence(),
                "time", event.time().toString(),
                "actor", event.actor(),
                "action", event.action(),
                "subject", event.subject(),
                "outcome", event.outcome(),
                "details", event.details(),
                "hash", event.hash());
    }
}
