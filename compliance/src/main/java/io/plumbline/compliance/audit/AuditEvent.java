package io.plumbline.compliance.audit;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// An act of consequence to be recorded. Holds names, ids and hashes; never values of rows or
/// parameters, and never secrets: what does not look like an id is refused.
///
/// @param actor who acted, such as a user's name or `service:nightly`
/// @param action what was done, in lower case with dots, such as `run.finished`
/// @param subject what it was done to, such as `pipeline:customer360`
/// @param outcome how it ended, one word such as `COMPLETE` or `REFUSED`
/// @param details ids and hashes by name, such as `run`, `pipelineHash`; numbers count as ids
public record AuditEvent(
        String actor, String action, String subject, String outcome, Map<String, String> details) {
    private static final int LENGTH = 200;
    private static final int DETAILS = 40;

    private static final Pattern ACTION = Pattern.compile("[a-z][a-zA-Z0-9]*([.-][a-zA-Z0-9]+)*");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.:@/\\\\ -]+");
    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_.:@/+-]+");
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}_.:@/-]");
    private static final int ROOM_FOR_MORE = 12;
    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "(?i).*(password|passwd|passphrase|secret|token|credential|api.?key|private.?key"
                            + "|authorization|cookie).*");
    private static final Pattern SECRET_VALUE =
            Pattern.compile(
                    "(?i).*(://[^/\\s]*@|-----BEGIN|AKIA[0-9A-Z]{16}|eyJ[A-Za-z0-9_-]{10,}\\."
                            + "|gh[pousr]_[A-Za-z0-9]{20,}|xox[baprs]-).*");

    /// Checks every part.
    ///
    /// @throws PlumblineException with ARGUMENT_INVALID, naming the part and not what is in it
    public AuditEvent {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
        check("actor", actor, NAME);
        check("action", action, ACTION);
        check("subject", subject, NAME);
        check("outcome", outcome, WORD);
        if (details.size() > DETAILS) {
            throw refused("details", "must be at most " + DETAILS);
        }
        for (Map.Entry<String, String> detail : details.entrySet()) {
            check("name of a detail", detail.getKey(), WORD);
            if (SECRET_NAME.matcher(detail.getKey()).matches()) {
                throw refused("detail '" + detail.getKey() + "'", "must not be named as a secret");
            }
            check("detail '" + detail.getKey() + "'", detail.getValue(), ID);
        }
    }

    /// Returns an event without details.
    public static AuditEvent of(String actor, String action, String subject, String outcome) {
        return new AuditEvent(actor, action, subject, outcome, Map.of());
    }

    /// Returns this event with one more detail: names, joined by `+`. Characters that no id holds
    /// become `_`; of too many names the first are told, and how many more there are.
    public AuditEvent withNames(String name, Collection<String> names) {
        StringBuilder text = new StringBuilder();
        int left = names.size();
        for (String one : names) {
            String id = NOT_IN_NAMES.matcher(one).replaceAll("_");
            if (text.length() + 1 + id.length() > LENGTH - ROOM_FOR_MORE) {
                break;
            }
            text.append(text.isEmpty() ? "" : "+").append(id);
            left--;
        }
        if (left > 0) {
            text.append(text.isEmpty() ? "" : "+").append(left).append(":more");
        }
        return text.isEmpty() ? this : with(name, text.toString());
    }

    /// Returns this event with one more detail.
    public AuditEvent with(String name, String idOrHash) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, idOrHash);
        return new AuditEvent(actor, action, subject, outcome, more);
    }

    private static void check(String part, String text, Pattern form) {
        if (text.length() > LENGTH) {
            throw refused(part, "must be at most " + LENGTH + " characters");
        } else if (!form.matcher(text).matches()) {
            throw refused(part, "must be a name, an id or a hash: no free text, no values");
        } else if (SECRET_VALUE.matcher(text).matches()) {
            throw refused(part, "must not hold a secret");
        }
    }

    private static PlumblineException refused(String part, String must) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.ARGUMENT_INVALID,
                        "Invalid " + part + " of an audit event (" + must + ")",
                        Place.NOWHERE,
                        "Record the id or the SHA-256 of it instead"));
    }
}
