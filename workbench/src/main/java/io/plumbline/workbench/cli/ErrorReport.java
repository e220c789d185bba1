package io.plumbline.workbench.cli;

import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a failure is told: code, message, place, remedy.
final class ErrorReport {
    private static final int MOST = 50;

    private ErrorReport() {}

    /// Prints the problems of a failure to standard error and returns the exit code of the first.
    static int print(PlumblineException failure, Console console) {
        List<Problem> problems = failure.problems();
        problems.stream().limit(MOST).forEach(p -> console.err().println(text(p)));
        if (problems.size() > MOST) {
            console.err().println("… and " + (problems.size() - MOST) + " more");
        }
        return failure.problem().code().errorClass().exitCode();
    }

    /// Returns `error CODE: message` with the place before the message's end and the remedy on a
    /// line of its own.
    static String text(Problem p) {
        String place = p.place().toString();
        String head =
                (p.isError() ? "error " : "warning ")
                        + p.code()
                        + ": "
                        + (p.place().file() == null ? "" : place + ": ");
        String tail = p.place().file() == null && !place.isEmpty() ? " (" + place + ")" : "";
        return head + p.message() + tail + (p.remedy() == null ? "" : "\n  " + p.remedy());
    }

    /// Returns a problem as a JSON object.
    static Map<String, Object> json(Problem p) {
        Map<String, @Nullable Object> place = new LinkedHashMap<>();
        place.put("file", p.place().file());
        place.put("line", p.place().line() == 0 ? null : p.place().line());
        place.put("column", p.place().column() == 0 ? null : p.place().column());
        place.put("pipeline", p.place().pipeline());
        place.put("step", p.place().step());
        place.put("port", p.place().port());
        place.put("field", p.place().field());
        place.values().removeIf(v -> v == null);
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("code", p.code().name());
        out.put("severity", p.severity().name());
        out.put("message", p.message());
        out.put("place", place);
        if (p.remedy() != null) {
            out.put("remedy", p.remedy());
        }
        return out;
    }

    /// Returns problems as a JSON array.
    static List<Object> json(List<Problem> problems) {
        List<Object> out = new ArrayList<>();
        problems.forEach(p -> out.add(json(p)));
        return out;
    }
}
