package io.plumbline.engine.step;

import io.plumbline.engine.model.Parameter;
import java.util.List;

/// A kind of step: what it declares, and what it means. Stateless. Palette, inspector, the guide's
/// reference and all validation of parameters and wires are made from the declarations.
public interface StepType {

    /// Returns the name in files.
    String name();

    /// Returns what it does, in one sentence without final period.
    String summary();

    /// Returns the part it plays.
    Role role();

    /// Returns the inputs, in order; either all take one wire, or there is a single one for many.
    default List<Port> inputs() {
        return List.of(Port.one("in", "the rows to work on"));
    }

    /// Returns the outputs, in order.
    default List<Port> outputs() {
        return List.of(Port.one("out", "the resulting rows"));
    }

    /// Returns whether the outputs of a step depend on more than its type; those declared are then
    /// not all.
    default boolean outputsOfEachStep() {
        return false;
    }

    /// Returns the parameters, in the order that an inspector shows them.
    List<Parameter> parameters();

    /// Returns what the step means as SQL, with parameters in angle brackets.
    String describe();

    /// Makes the plans of one step. Called only when parameters and wires fit the declarations.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException when the step cannot be compiled;
    ///   problems that leave room for finding more are reported to the context instead
    StepPlan compile(StepContext context);
}
