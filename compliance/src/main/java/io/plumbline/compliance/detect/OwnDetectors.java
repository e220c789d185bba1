package io.plumbline.compliance.detect;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.plumbline.compliance.taxonomy.Taxonomy;
import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Classification;
import io.plumbline.engine.model.Classification.Detector;
import io.plumbline.engine.model.Classification.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The detectors that a workspace adds. Their patterns are expressions of RE2, which take time in
/// proportion to a value's length whatever they say: no pattern can make a program hang.
public final class OwnDetectors {
    private static final int LARGEST = 20_000;

    /// No detectors.
    public static final OwnDetectors NONE = new OwnDetectors(List.of(), Map.of());

    private final List<Kind> kinds;
    private final Map<String, ValueTest> tests;

    private OwnDetectors(List<Kind> kinds, Map<String, ValueTest> tests) {
        this.kinds = List.copyOf(kinds);
        this.tests = Map.copyOf(tests);
    }

    /// The detectors that can be used, and what is wrong with the others.
    public record Read(OwnDetectors detectors, List<Problem> problems) {}

    /// Takes what a workspace says.
    public static Read of(Classification told, Taxonomy taxonomy) {
        List<Kind> kinds = new ArrayList<>();
        Map<String, ValueTest> tests = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, Kind> builtIn =
                Kinds.builtIn().stream().collect(Collectors.toMap(Kind::name, k -> k));
        for (Detector detector : told.detectors()) {
            List<Problem> found = new ArrayList<>();
            if (builtIn.containsKey(detector.kind())) {
                found.add(
                        problem(
                                "Invalid detector: '" + detector.kind() + "' is one of the program",
                                detector.place(),
                                "Give it a name of its own"));
            }
            checkClass(detector.dataClass(), taxonomy, found);
            @Nullable ValueTest test = test(detector.pattern(), found);
            if (found.isEmpty()) {
                kinds.add(kind(detector));
                if (test != null) {
                    tests.put(detector.kind(), test);
                }
            }
            problems.addAll(found);
        }
        return new Read(new OwnDetectors(kinds, tests), problems);
    }

    private static Kind kind(Detector detector) {
        return new Kind(
                detector.kind(),
                detector.dataClass().text(),
                List.of(),
                new NameWords(detector.names()),
                new NameWords(List.of()),
                new NameWords(detector.unless()));
    }

    private static void checkClass(Told told, Taxonomy taxonomy, List<Problem> problems) {
        if (!taxonomy.categories().has(told.text())) {
            problems.add(
                    Problem.error(
                            ErrorCode.CLASS_UNKNOWN,
                            "Unknown class: '" + told.text() + "'",
                            told.place(),
                            taxonomy.categories()
                                    .remedyFor(told.text())
                                    .orElse("Add it to 'categories'")));
        }
    }

    private static @Nullable ValueTest test(@Nullable Told told, List<Problem> problems) {
        if (told == null) {
            return null;
        }
        try {
            Pattern pattern = Pattern.compile(told.text());
            if (pattern.programSize() > LARGEST) {
                problems.add(
                        problem(
                                "Invalid pattern: it becomes too large",
                                told.place(),
                                "Repeat less often"));
                return null;
            }
            if (pattern.matches("")) {
                problems.add(
                        problem(
                                "Invalid pattern: it matches an empty value",
                                told.place(),
                                "Ask for at least one character"));
                return null;
            }
            return ValueTest.of(v -> true, pattern::matches, 0.001, 9);
        } catch (PatternSyntaxException e) {
            problems.add(
                    problem(
                            "Invalid pattern: " + e.getDescription(),
                            told.place(),
                            "Write it for RE2: no look-ahead, no look-behind, no back-references"));
            return null;
        }
    }

    private static Problem problem(String message, Place place, String remedy) {
        return Problem.error(ErrorCode.DETECTOR_INVALID, message, place, remedy);
    }

    /// Returns the kinds of these detectors.
    public List<Kind> kinds() {
        return kinds;
    }

    @Nullable ValueTest test(String kind) {
        return tests.get(kind);
    }
}
