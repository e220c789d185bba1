package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.model.Classification;
import io.plumbline.engine.model.Classification.Detector;
import io.plumbline.engine.model.Classification.Entity;
import io.plumbline.engine.model.Classification.Region;
import io.plumbline.engine.model.Classification.Term;
import io.plumbline.engine.model.Classification.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Reads `classification.yaml`.
final class ClassificationDocument {
    private final FileProblems problems;

    private ClassificationDocument(FileProblems problems) {
        this.problems = problems;
    }

    /// Returns what the file says as far as it can be understood.
    static Classification read(Element.Mapping root, FileProblems problems) {
        ClassificationDocument reading = new ClassificationDocument(problems);
        return new Classification(
                reading.each(root, "categories", reading::term),
                reading.each(root, "uses", reading::term),
                reading.each(root, "subjects", reading::term),
                reading.each(root, "regions", reading::region),
                reading.each(root, "entities", reading::entity),
                reading.detectors(root));
    }

    private <T> List<T> each(
            Element.Mapping root,
            String part,
            BiFunction<String, Element.Mapping, @Nullable T> read) {
        Element.Mapping told = root.mapping(part);
        List<T> found = new ArrayList<>();
        told.entries()
                .forEach((key, entry) -> {
                    Element.Mapping what =
                            entry.value() instanceof Element.Mapping m
                                    ? new Element.Mapping(m.entries(), entry.key())
                                    : new Element.Mapping(java.util.Map.of(), entry.key());
                    T one = read.apply(key, what);
                    if (one != null) {
                        found.add(one);
                    }
                });
        return found;
    }

    private Term term(String key, Element.Mapping told) {
        return new Term(
                key, told.text("name"), told.text("description"), problems.place(told.spot()));
    }

    private Region region(String key, Element.Mapping told) {
        List<Told> countries = new ArrayList<>();
        for (Element item : told.items("countries")) {
            if (item instanceof Element.Scalar s) {
                countries.add(new Told(s.text(), problems.place(s.spot())));
            }
        }
        return new Region(
                key,
                told.text("description"),
                countries,
                told(told, "within"),
                problems.place(told.spot()));
    }

    private Entity entity(String key, Element.Mapping told) {
        return new Entity(
                key, told.text("name"), told(told, "region"), problems.place(told.spot()));
    }

    private List<Detector> detectors(Element.Mapping root) {
        List<Detector> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Element.Mapping told : root.mappings("detectors")) {
            String kind = told.text("name");
            Told dataClass = told(told, "class");
            if (kind == null || dataClass == null) {
                continue; // told by the JSON Schema
            }
            if (!seen.add(kind)) {
                problems.error(
                        ErrorCode.DOCUMENT_INVALID,
                        "Invalid detector: '" + kind + "' is given twice",
                        told.spotOf("name"),
                        "Rename one of them, or remove it");
                continue;
            }
            found.add(
                    new Detector(
                            kind,
                            dataClass,
                            told(told, "pattern"),
                            told.texts("names"),
                            told.texts("unless"),
                            problems.place(told.spotOf("name"))));
        }
        return found;
    }

    private @Nullable Told told(Element.Mapping holder, String key) {
        return holder.value(key) instanceof Element.Scalar s
                ? new Told(s.text(), problems.place(s.spot()))
                : null;
    }
}
