package io.plumbline.compliance.detect;

import io.plumbline.engine.document.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The kinds that come with the program: one reviewed file, `kinds.json`, says which category each
/// has, which rules know it, and which names of columns speak for and against it.
public final class Kinds {
    private static final List<Kind> BUILT_IN = load();

    private Kinds() {}

    /// Returns all, in the order of the file.
    public static List<Kind> builtIn() {
        return BUILT_IN;
    }

    private static List<Kind> load() {
        try (InputStream in = Kinds.class.getResourceAsStream("kinds.json")) {
            if (in == null
                    || !(Json.read(in.readAllBytes(), "kinds.json") instanceof List<?> all)) {
                throw new IllegalStateException("no kinds in this program");
            }
            List<Kind> kinds = new ArrayList<>();
            for (Object one : all) {
                Map<?, ?> told = (Map<?, ?>) one;
                @Nullable Object dataClass = told.get("class");
                kinds.add(
                        new Kind(
                                String.valueOf(told.get("kind")),
                                dataClass == null ? null : dataClass.toString(),
                                texts(told, "regimes"),
                                new NameWords(texts(told, "names")),
                                new NameWords(texts(told, "likely")),
                                new NameWords(texts(told, "unless"))));
            }
            return List.copyOf(kinds);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the kinds of data", e);
        }
    }

    private static List<String> texts(Map<?, ?> told, String key) {
        List<String> texts = new ArrayList<>();
        if (told.get(key) instanceof List<?> list) {
            list.forEach(t -> texts.add(String.valueOf(t)));
        }
        return texts;
    }
}
