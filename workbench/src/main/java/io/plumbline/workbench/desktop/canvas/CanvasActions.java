package io.plumbline.workbench.desktop.canvas;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.Wire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What hands do on the canvas, told to whoever owns the pipeline. Points are in canvas units,
/// screen points in those of the screen.
public interface CanvasActions {
    /// Boxes were put elsewhere.
    void move(Map<String, Position> places);

    /// A note was given another size.
    void resize(String note, double width, double height);

    /// Returns whether a wire may go from an output to an input.
    boolean mayConnect(PortRef from, PortRef to);

    /// A wire was drawn.
    ///
    /// @param instead the wire whose end was taken for it; null for a new wire
    void connect(PortRef from, PortRef to, @Nullable Wire instead);

    /// A wire's end was dropped on the ground.
    void disconnect(Wire wire);

    /// What is selected is to go.
    void remove(Selection selection);

    /// A new step is wanted at a point.
    ///
    /// @param from the output that its first input is to be led from; null for none
    void wantStep(Diagram.Spot at, @Nullable PortRef from, double screenX, double screenY);

    /// A box, a note or a group is to be looked into: it was clicked twice, or Enter pressed.
    void open(String id);

    /// The pointer rests on something, or on nothing.
    void hover(Hit hit, double screenX, double screenY);

    /// A menu is wanted.
    void menu(Hit hit, Diagram.Spot at, double screenX, double screenY);
}
