package io.plumbline.engine.document;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects the problems of one file; tells the first of many and how many more there are.
final class FileProblems {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.<Problem>comparingInt(p -> p.place().line())
                    .thenComparingInt(p -> p.place().column())
                    .thenComparing(Problem::message);

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    /// Collects for a file, named relative to the workspace.
    FileProblems(String file) {
        this.file = file;
    }

    /// Returns the file's name.
    String file() {
        return file;
    }

    /// Adds an error.
    void error(ErrorCode code, String message, Spot spot, @Nullable String remedy) {
        add(Problem.error(code, message, place(spot), remedy));
    }

    /// Adds a warning.
    void warning(ErrorCode code, String message, Spot spot, @Nullable String remedy) {
        add(Problem.warning(code, message, place(spot), remedy));
    }

    /// Adds a problem unless the same is told already.
    void add(Problem problem) {
        if (found.size() < 10 * Limits.PROBLEMS && !found.contains(problem)) {
            found.add(problem);
        }
    }

    /// Returns a place in the file.
    Place place(Spot spot) {
        return Place.inFile(file, spot.line(), spot.column());
    }

    /// Returns whether nothing stops a run.
    boolean none() {
        return found.stream().noneMatch(Problem::isError);
    }

    /// Returns the problems in the order of the file, at most as many as a person reads.
    List<Problem> sorted() {
        List<Problem> all = found.stream().sorted(BY_PLACE).toList();
        if (all.size() <= Limits.PROBLEMS) {
            return all;
        }
        List<Problem> first = new ArrayList<>(all.subList(0, Limits.PROBLEMS));
        boolean errorsLeft =
                all.subList(Limits.PROBLEMS, all.size()).stream().anyMatch(Problem::isError);
        Place place = all.get(Limits.PROBLEMS).place();
        String message = "More problems in this file: " + (all.size() - Limits.PROBLEMS);
        String remedy = "Mend those above first";
        first.add(
                errorsLeft
                        ? Problem.error(ErrorCode.DOCUMENT_INVALID, message, place, remedy)
                        : Problem.warning(ErrorCode.DOCUMENT_INVALID, message, place, remedy));
        return first;
    }
}
