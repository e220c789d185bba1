package io.plumbline.workbench.desktop.canvas;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// Cuts texts to a width, and remembers how: measuring is what painting would spend its time on.
public final class FittedText {
    private static final int REMEMBERED = 8_000;
    private static final String CUT = "…";

    private record Asked(String text, Font font, double width) {}

    private final Text ruler = new Text();
    private final Map<Asked, String> fitted =
            new LinkedHashMap<>(256, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Asked, String> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// Returns the text, or as much of it as fits with an ellipsis.
    public String fit(String text, Font font, double width) {
        return fitted.computeIfAbsent(new Asked(text, font, width), this::cut);
    }

    private String cut(Asked asked) {
        if (width(asked.text(), asked.font()) <= asked.width()) {
            return asked.text();
        }
        int low = 0;
        int high = asked.text().length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            String tried = asked.text().substring(0, middle).stripTrailing() + CUT;
            if (width(tried, asked.font()) <= asked.width()) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return asked.text().substring(0, low).stripTrailing() + CUT;
    }

    /// Returns how wide a text is.
    public double width(String text, Font font) {
        ruler.setFont(font);
        ruler.setText(text);
        return ruler.getLayoutBounds().getWidth();
    }
}
