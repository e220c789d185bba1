package io.plumbline.engine.step;

/// The declaration of a port of a step type.
///
/// @param name what wires call it
/// @param summary what goes through it, one sentence without final period
/// @param arity how many wires an input takes; ONE for outputs, which any number of wires may leave
/// @param least how many wires an input needs
public record Port(String name, String summary, Arity arity, int least) {

    /// How many wires end at an input.
    public enum Arity {
        /// Exactly one, or at most one where none is needed.
        ONE,
        /// Any number, each under a name of its own: `in1`, `in2`, … or one that the user chose.
        MANY
    }

    /// Declares a port for one wire.
    public static Port one(String name, String summary) {
        return new Port(name, summary, Arity.ONE, 1);
    }

    /// Declares a port for one wire or none.
    public static Port optional(String name, String summary) {
        return new Port(name, summary, Arity.ONE, 0);
    }

    /// Declares a port for many wires.
    public static Port many(String name, String summary, int least) {
        return new Port(name, summary, Arity.MANY, least);
    }
}
