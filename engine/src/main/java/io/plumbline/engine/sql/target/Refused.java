package io.plumbline.engine.sql.target;

/// A part of a plan that a target cannot express with the same meaning.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param what the part, as a person names it
    Refused(String what, String target) {
        super(what + " has no sure equivalent in " + target);
    }
}
