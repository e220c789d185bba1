package io.plumbline.workbench.desktop.view.design;

import io.plumbline.engine.error.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.LineNumberFactory;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/// The text of a pipeline beside its picture: coloured, with problems underlined.
final class YamlPane extends StackPane {
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?<comment>(?:^|(?<=\\s))#[^\\n]*)|(?<key>^\\s*(?:- )?[\\w.-]+(?=:))"
                            + "|(?<string>'[^'\\n]*'|\"[^\"\\n]*\")",
                    Pattern.MULTILINE);

    private final CodeArea area = new CodeArea();
    private List<Problem> problems = List.of();
    private boolean showing;

    YamlPane(Consumer<String> typed) {
        getStyleClass().add("yaml-pane");
        area.setId("yaml");
        area.getStyleClass().add("code-area");
        area.setParagraphGraphicFactory(LineNumberFactory.get(area));
        area.setAccessibleText("Text of the pipeline");
        area.textProperty()
                .addListener((_, _, text) -> {
                    if (!showing) {
                        typed.accept(text);
                    }
                    colour();
                });
        getChildren().add(new VirtualizedScrollPane<>(area));
    }

    /// Shows a text, unless it is the one that is shown; the cursor stays where it is.
    void show(String text) {
        if (text.equals(area.getText())) {
            return;
        }
        showing = true;
        int caret = area.getCaretPosition();
        area.replaceText(text);
        area.moveTo(Math.min(caret, text.length()));
        area.requestFollowCaret();
        showing = false;
        if (caret == 0) {
            area.showParagraphAtTop(0);
        }
    }

    /// Underlines what is wrong.
    void mark(List<Problem> found) {
        problems = found;
        colour();
    }

    /// Goes to a line.
    void go(int line, int column) {
        if (line >= 1 && line <= area.getParagraphs().size()) {
            int length = area.getParagraphLength(line - 1);
            area.moveTo(line - 1, Math.clamp(column - 1L, 0, length));
            area.showParagraphAtCenter(line - 1);
            area.requestFocus();
        }
    }

    private void colour() {
        String text = area.getText();
        if (text.isEmpty()) {
            return;
        }
        StyleSpans<Collection<String>> parts = parts(text);
        area.setStyleSpans(0, parts.overlay(wrong(text), YamlPane::both));
    }

    private static Collection<String> both(Collection<String> a, Collection<String> b) {
        if (b.isEmpty()) {
            return a;
        }
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static StyleSpans<Collection<String>> parts(String text) {
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        Matcher matcher = PARTS.matcher(text);
        int at = 0;
        while (matcher.find()) {
            String style =
                    matcher.group("comment") != null
                            ? "comment"
                            : matcher.group("key") != null ? "key" : "string";
            spans.add(List.<String>of(), matcher.start() - at);
            spans.add(List.of(style), matcher.end() - matcher.start());
            at = matcher.end();
        }
        spans.add(List.<String>of(), text.length() - at);
        return spans.create();
    }

    private StyleSpans<Collection<String>> wrong(String text) {
        List<int[]> ranges = new ArrayList<>();
        for (Problem p : problems) {
            int line = p.place().line();
            if (line < 1 || line > area.getParagraphs().size()) {
                continue;
            }
            int start =
                    area.getAbsolutePosition(
                            line - 1,
                            Math.clamp(
                                    p.place().column() - 1L, 0, area.getParagraphLength(line - 1)));
            int end = start;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            ranges.add(new int[] {start, end});
        }
        ranges.sort((a, b) -> Integer.compare(a[0], b[0]));
        StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
        int at = 0;
        for (int[] range : ranges) {
            if (range[0] >= at && range[1] > range[0]) {
                spans.add(List.<String>of(), range[0] - at);
                spans.add(List.of("wrong"), range[1] - range[0]);
                at = range[1];
            }
        }
        spans.add(List.<String>of(), text.length() - at);
        return spans.create();
    }
}
