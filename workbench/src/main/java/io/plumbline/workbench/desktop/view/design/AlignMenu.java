package io.plumbline.workbench.desktop.view.design;

import java.util.List;
import javafx.scene.control.MenuItem;

/// The ways to align and distribute what is selected, for a menu.
final class AlignMenu {
    private AlignMenu() {}

    static List<MenuItem> items(EditorActions actions) {
        return List.of(
                item("On the left", () -> actions.align(true, false)),
                item("At the top", () -> actions.align(false, false)),
                item("Distribute across", () -> actions.align(false, true)),
                item("Distribute down", () -> actions.align(true, true)));
    }

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
