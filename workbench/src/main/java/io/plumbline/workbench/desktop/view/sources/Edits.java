package io.plumbline.workbench.desktop.view.sources;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an editor holds, with undo. Typing into one field is one step.
final class Edits<T> {
    private static final int STEPS = 200;

    private final Deque<T> before = new ArrayDeque<>();
    private final Deque<T> after = new ArrayDeque<>();
    private T saved;
    private T now;
    private @Nullable String field;

    Edits(T saved) {
        this.saved = saved;
        this.now = saved;
    }

    /// Returns what it holds.
    T now() {
        return now;
    }

    /// Takes a change of a field.
    void set(T next, String changed) {
        if (next.equals(now)) {
            return;
        }
        if (!changed.equals(field)) {
            before.push(now);
            if (before.size() > STEPS) {
                before.removeLast();
            }
        }
        field = changed;
        after.clear();
        now = next;
    }

    /// Takes the last change back; returns whether there was one.
    boolean undo() {
        if (before.isEmpty()) {
            return false;
        }
        after.push(now);
        now = before.pop();
        field = null;
        return true;
    }

    /// Does again what was taken back; returns whether there was something.
    boolean redo() {
        if (after.isEmpty()) {
            return false;
        }
        before.push(now);
        now = after.pop();
        field = null;
        return true;
    }

    boolean canUndo() {
        return !before.isEmpty();
    }

    boolean canRedo() {
        return !after.isEmpty();
    }

    /// Returns whether it differs from what is saved.
    boolean isChanged() {
        return !Objects.equals(now, saved);
    }

    /// Takes what was written as saved.
    void saved(T written) {
        saved = written;
        field = null;
    }
}
