package io.plumbline.connectors.files;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Failures of data files: each names the file and, where known, line and column.
final class FileProblems {
    private FileProblems() {}

    static PlumblineException invalid(
            String file, long line, String reason, @Nullable String remedy) {
        return invalid(file, line, reason, remedy, null);
    }

    static PlumblineException invalid(
            String file,
            long line,
            String reason,
            @Nullable String remedy,
            @Nullable Throwable cause) {
        return new PlumblineException(
                List.of(
                        Problem.error(
                                ErrorCode.DATA_INVALID,
                                "Cannot read file '" + file + "': " + reason,
                                Place.inFile(
                                        file,
                                        (int) Math.min(line, Integer.MAX_VALUE),
                                        line > 0 ? 1 : 0),
                                remedy)),
                cause);
    }

    static PlumblineException missing(String file, String reason) {
        return new PlumblineException(
                Problem.error(
                        ErrorCode.FILE_MISSING,
                        "Cannot read file '" + file + "': " + reason,
                        Place.inFile(file, 0, 0),
                        "Check the path"));
    }
}
