package io.plumbline.workbench.cli;

import io.plumbline.compliance.detect.TextFinder;
import io.plumbline.engine.document.Json;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.workbench.service.ClassificationService;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers each line of a file with a line of another: a text, a file, or columns with their
/// values.
final class ClassifyBatch {
    private final ClassificationService service;

    ClassifyBatch(ClassificationService service) {
        this.service = service;
    }

    void answer(Path in, Path out) {
        try (BufferedReader lines = Files.newBufferedReader(in);
                BufferedWriter answers = Files.newBufferedWriter(out)) {
            String line = lines.readLine();
            while (line != null) {
                if (!line.isBlank()) {
                    answers.write(Json.write(one(line)));
                    answers.newLine();
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw PlumblineException.of(
                    ErrorCode.FILE_UNREADABLE,
                    "Cannot read or write a batch: '" + in + "', '" + out + "'",
                    "Check the paths given to --batch and --out",
                    e);
        }
    }

    private Map<String, @Nullable Object> one(String line) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("id", null);
        try {
            if (!(Json.read(line) instanceof Map<?, ?> asked)) {
                throw refused("Invalid line: it is no object");
            }
            answer.put("id", asked.get("id"));
            answer.putAll(answer(asked));
        } catch (PlumblineException e) {
            Map<String, Object> problem = ErrorReport.json(e.problem());
            problem.remove("severity");
            answer.put("error", problem);
        }
        return answer;
    }

    private Map<String, @Nullable Object> answer(Map<?, ?> asked) {
        if (asked.get("text") instanceof String text) {
            return Json.object("findings", ClassifyReport.json(TextFinder.find(text)));
        } else if (asked.get("file") instanceof String file) {
            return ClassifyCommand.json(service.file(Path.of(file)));
        } else if (asked.get("columns") instanceof Map<?, ?> told) {
            Map<String, List<@Nullable String>> columns = new LinkedHashMap<>();
            told.forEach((name, values) -> columns.put(String.valueOf(name), texts(values)));
            String name = asked.get("dataset") instanceof String s ? s : "columns";
            return ClassifyCommand.json(service.columns(name, columns));
        }
        throw refused("Missing required key: 'text', 'file' or 'columns'");
    }

    private static List<@Nullable String> texts(@Nullable Object values) {
        List<@Nullable String> texts = new ArrayList<>();
        if (!(values instanceof List<?> list)) {
            throw refused("Invalid 'columns' (must hold a list of values for each name)");
        }
        list.forEach(v -> texts.add(v == null ? null : String.valueOf(v)));
        return texts;
    }

    private static PlumblineException refused(String message) {
        return PlumblineException.of(ErrorCode.ARGUMENT_INVALID, message, null);
    }
}
