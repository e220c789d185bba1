package io.plumbline.engine.step;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.sql.Relation;
import java.util.List;

/// A wire that ends at a step.
///
/// @param port the input's name
/// @param from the output that feeds it
/// @param schema its columns
public record StepInput(String port, PortRef from, Schema schema) {

    /// Returns what a plan scans.
    Relation relation() {
        return new Relation(List.of("step", from.step(), from.port()), schema);
    }

    /// Returns the names that a query can use for it, each as a path: the id of the step that feeds
    /// it (with the port, unless that is `out`), and the port if the user named it.
    List<List<String>> names() {
        List<String> source =
                from.port().equals(PortRef.OUT)
                        ? List.of(from.step())
                        : List.of(from.step(), from.port());
        boolean numbered = port.matches("in\\d*");
        return numbered ? List.of(source) : List.of(List.of(port), source);
    }
}
