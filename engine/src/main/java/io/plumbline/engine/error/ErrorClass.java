package io.plumbline.engine.error;

/// Whose turn it is after a failure; fixes the exit code of the command line.
public enum ErrorClass {
    /// The user's input is wrong.
    USER(2),
    /// A source or target failed or holds unreadable data.
    SOURCE(3),
    /// Memory, disk or time ran out.
    RESOURCE(3),
    /// A rule or a missing right forbids it.
    REFUSED(4),
    /// A defect of ours.
    INTERNAL(70);

    private final int exitCode;

    ErrorClass(int exitCode) {
        this.exitCode = exitCode;
    }

    /// Returns the exit code of a command that ends by a failure of this class.
    public int exitCode() {
        return exitCode;
    }
}
