package io.plumbline.workbench.desktop.view.shell;

import java.util.function.BooleanSupplier;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;

/// Something that a person can do, for the palette and the keyboard.
///
/// @param title what it does, beginning with a verb
/// @param keys null for none
/// @param possible whether it can be done now
public record Command(
        String title, @Nullable KeyCombination keys, BooleanSupplier possible, Runnable action) {

    /// Makes one that can always be done.
    public static Command of(String title, @Nullable String keys, Runnable action) {
        return new Command(
                title, keys == null ? null : KeyCombination.valueOf(keys), () -> true, action);
    }

    /// Makes one that can be done at times.
    public static Command when(
            String title, @Nullable String keys, BooleanSupplier possible, Runnable action) {
        return new Command(
                title, keys == null ? null : KeyCombination.valueOf(keys), possible, action);
    }
}
