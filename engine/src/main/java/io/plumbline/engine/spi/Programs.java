package io.plumbline.engine.spi;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Problem;
import java.nio.file.Path;
import java.util.List;

/// Knows which programs the person at this machine allows pipelines to run. What a workspace says
/// never counts as a permission.
@FunctionalInterface
public interface Programs {

    /// Allows none.
    Programs NONE =
            (program, folder) -> {
                throw new PlumblineException(
                        Problem.error(
                                ErrorCode.PROGRAM_REFUSED,
                                "Cannot run the program of step '"
                                        + program.step()
                                        + "': programs are not run here",
                                Place.NOWHERE.within(null, program.step()).of("command"),
                                null));
            };

    /// Makes a program ready in an empty folder, which becomes its working folder: copies of its
    /// files are put there, and it is these copies that are held against what is allowed.
    ///
    /// @throws PlumblineException with PROGRAM_REFUSED, saying how to allow it, when it is not
    ///   allowed or has changed since
    Ready prepare(Program program, Path folder);

    /// A program that may be started.
    ///
    /// @param command the program's absolute path, then its arguments
    /// @param sha256 fingerprint of the program, its arguments and its files
    record Ready(List<String> command, String sha256) {
        /// Copies the list.
        public Ready {
            command = List.copyOf(command);
        }
    }
}
