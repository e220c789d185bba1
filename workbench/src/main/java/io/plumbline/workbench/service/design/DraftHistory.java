package io.plumbline.workbench.service.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The drafts of one pipeline that can be gone back to: 200 acts back, and forward again until the
/// next change. Saving keeps them.
public final class DraftHistory {
    /// How many acts can be undone.
    public static final int ACTS = 200;

    /// A draft, and what a person did to reach it.
    private record Act(Draft draft, String name) {}

    private final List<Act> acts = new ArrayList<>();
    private int at;
    private Draft saved;
    private @Nullable String merging;

    /// Begins with a draft as it is on the disk.
    public DraftHistory(Draft first) {
        acts.add(new Act(first, ""));
        saved = first;
    }

    /// Returns the draft as it is now.
    public Draft now() {
        return acts.get(at).draft();
    }

    /// Takes the draft that an act led to; what had been undone is gone.
    ///
    /// @param name what was done, in the words of a menu, such as `Move 2 steps`
    /// @param merge acts in a row with the same mark are one act, such as the letters typed into
    ///   one field; null for an act of its own
    public void push(Draft draft, String name, @Nullable String merge) {
        acts.subList(at + 1, acts.size()).clear();
        boolean replaces = merge != null && merge.equals(merging) && at > 0;
        if (replaces) {
            acts.removeLast();
        }
        acts.add(new Act(draft, name));
        if (acts.size() > ACTS + 1) {
            acts.removeFirst();
        }
        at = acts.size() - 1;
        merging = merge;
    }

    /// Ends merging: the next act is one of its own.
    public void seal() {
        merging = null;
    }

    /// Goes one act back, when there is one.
    public Draft undo() {
        seal();
        at = Math.max(0, at - 1);
        return now();
    }

    /// Goes one act forward again, when there is one.
    public Draft redo() {
        seal();
        at = Math.min(acts.size() - 1, at + 1);
        return now();
    }

    /// Returns what undo would undo; empty when nothing.
    public Optional<String> undoable() {
        return at == 0 ? Optional.empty() : Optional.of(acts.get(at).name());
    }

    /// Returns what redo would do again; empty when nothing.
    public Optional<String> redoable() {
        return at == acts.size() - 1 ? Optional.empty() : Optional.of(acts.get(at + 1).name());
    }

    /// Remembers that the draft of now is on the disk.
    public void saved() {
        saved = now();
    }

    /// Returns whether the draft of now differs from the one on the disk.
    public boolean isChanged() {
        return saved != now() && !saved.text().equals(now().text());
    }
}
