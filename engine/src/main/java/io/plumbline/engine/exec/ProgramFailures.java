package io.plumbline.engine.exec;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What can go wrong with a program, as a person is told.
///
/// @param step the step that runs it
/// @param name the command as people read it
record ProgramFailures(String step, String name) {

    PlumblineException notStarted(IOException cause) {
        Problem problem =
                problem(
                        ErrorCode.PROGRAM_FAILED,
                        "Cannot start program '" + name + "': the system refuses it",
                        "command",
                        "Name a program that this machine can run; a script needs its interpreter"
                                + " in front, or a first line that names it");
        return new PlumblineException(List.of(problem), cause);
    }

    PlumblineException ended(int exitCode, String said) {
        return failure(
                ErrorCode.PROGRAM_FAILED,
                "Program '%s' failed with exit code %d%s".formatted(name, exitCode, quoted(said)),
                "command",
                "Correct the program, or the rows that it is given");
    }

    PlumblineException late(Duration timeout, String said) {
        return failure(
                ErrorCode.TIMED_OUT,
                "Program '%s' was ended: it took longer than its timeout of %s%s"
                        .formatted(name, shown(timeout), quoted(said)),
                "timeout",
                "Raise 'timeout' of the step, or hand it fewer rows");
    }

    PlumblineException unfit(long line, ProgramCells.Unfit why) {
        String column = why.column();
        return failure(
                ErrorCode.PROGRAM_OUTPUT_INVALID,
                String.format(
                        Locale.ROOT,
                        "Cannot take line %,d of program '%s': %s",
                        line,
                        name,
                        why.getMessage()),
                column == null ? "columns" : "columns." + column,
                "Write one JSON object with all declared columns in each line, and nothing else, to"
                        + " standard output; or declare the columns as the program gives them");
    }

    PlumblineException tooLong(long line) {
        return failure(
                ErrorCode.PROGRAM_OUTPUT_INVALID,
                String.format(
                        Locale.ROOT,
                        "Cannot take line %,d of program '%s': it is longer than %,d bytes",
                        line,
                        name,
                        ProgramLines.LONGEST),
                "columns",
                "Write each row as a line of its own");
    }

    PlumblineException otherRows(long given, long taken) {
        return failure(
                ErrorCode.PROGRAM_OUTPUT_INVALID,
                String.format(
                        Locale.ROOT,
                        "Program '%s' gave %,d rows for %,d: the step declares one_to_one",
                        name,
                        taken,
                        given),
                "rows",
                "Let the program write one line for each line that it reads, or declare rows: any");
    }

    private static String quoted(String said) {
        return said.isEmpty() ? "" : "; it said: " + said;
    }

    private static String shown(Duration timeout) {
        long seconds = timeout.toSeconds();
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + " min" : seconds + " s";
    }

    private PlumblineException failure(
            ErrorCode code, String message, String field, @Nullable String remedy) {
        return new PlumblineException(problem(code, message, field, remedy));
    }

    private Problem problem(ErrorCode code, String message, String field, @Nullable String remedy) {
        return Problem.error(code, message, Place.NOWHERE.within(null, step).of(field), remedy);
    }
}
