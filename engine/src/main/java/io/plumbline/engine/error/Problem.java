package io.plumbline.engine.error;

import org.jspecify.annotations.Nullable;

/// One thing that is wrong, as a person is told of it: never holds row values or secrets.
///
/// @param message one sentence without final period, in the forms of `Invalid <thing>: '<value>'
///   (must …)`
/// @param remedy what to do, null when the message says it all
public record Problem(
        ErrorCode code, Severity severity, String message, Place place, @Nullable String remedy) {

    /// How bad it is: an ERROR stops a run, a WARNING does not.
    public enum Severity {
        ERROR,
        WARNING
    }

    /// Returns an error.
    public static Problem error(
            ErrorCode code, String message, Place place, @Nullable String remedy) {
        return new Problem(code, Severity.ERROR, message, place, remedy);
    }

    /// Returns a warning.
    public static Problem warning(
            ErrorCode code, String message, Place place, @Nullable String remedy) {
        return new Problem(code, Severity.WARNING, message, place, remedy);
    }

    /// Returns this problem at another place.
    public Problem at(Place newPlace) {
        return new Problem(code, severity, message, newPlace, remedy);
    }

    /// Returns whether this stops a run.
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
