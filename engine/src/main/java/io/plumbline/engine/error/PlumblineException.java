package io.plumbline.engine.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A failure that is designed: carries one or more problems, worst first, that a person can act on.
public final class PlumblineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /// Wraps problems; the list must not be empty.
    public PlumblineException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.getFirst().message(), cause);
        this.problems = List.copyOf(problems);
    }

    /// Wraps one problem.
    public PlumblineException(Problem problem) {
        this(List.of(problem), null);
    }

    /// Makes a failure without a known place.
    public static PlumblineException of(ErrorCode code, String message, @Nullable String remedy) {
        return new PlumblineException(Problem.error(code, message, Place.NOWHERE, remedy));
    }

    /// Makes a failure without a known place from a library's exception, whose text must not reach
    /// the message unless it is known to hold neither values nor secrets.
    public static PlumblineException of(
            ErrorCode code, String message, @Nullable String remedy, Throwable cause) {
        return new PlumblineException(
                List.of(Problem.error(code, message, Place.NOWHERE, remedy)), cause);
    }

    /// Returns the problems, worst first.
    public List<Problem> problems() {
        return problems;
    }

    /// Returns the first problem.
    public Problem problem() {
        return problems.getFirst();
    }

    /// Returns this failure seen from inside a pipeline: places without one get this one.
    public PlumblineException inPipeline(String pipeline) {
        List<Problem> moved =
                problems.stream()
                        .map(p ->
                                p.place().pipeline() == null
                                        ? p.at(p.place().within(pipeline, p.place().step()))
                                        : p)
                        .toList();
        return new PlumblineException(moved, getCause());
    }

    /// Returns this failure seen from inside a step: places without a pipeline get this one.
    public PlumblineException within(String pipeline, String step) {
        List<Problem> moved =
                problems.stream()
                        .map(p ->
                                p.place().step() == null
                                        ? p.at(p.place().within(pipeline, step))
                                        : p)
                        .toList();
        return new PlumblineException(moved, getCause());
    }
}
