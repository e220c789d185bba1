package io.plumbline.workbench.desktop.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javafx.scene.text.Font;

/// The bundled fonts. Inter for text, JetBrains Mono for expressions; both under the Open Font
/// License.
public final class Fonts {
    private static final String REGULAR = "Inter-Regular.otf";
    private static final String MEDIUM = "Inter-Medium.otf";
    private static final String SEMIBOLD = "Inter-SemiBold.otf";
    private static final String MONO = "JetBrainsMono-Regular.ttf";

    private Fonts() {}

    /// Makes the fonts known to stylesheets.
    public static void load() {
        text(13);
        label(13);
        title(13);
        mono(12);
    }

    /// Returns the font of running text.
    public static Font text(double size) {
        return font(REGULAR, size);
    }

    /// Returns the font of labels that stand out a little.
    public static Font label(double size) {
        return font(MEDIUM, size);
    }

    /// Returns the font of titles.
    public static Font title(double size) {
        return font(SEMIBOLD, size);
    }

    /// Returns the font of expressions.
    public static Font mono(double size) {
        return font(MONO, size);
    }

    private static Font font(String file, double size) {
        try (InputStream in = Fonts.class.getResourceAsStream(resource(file))) {
            Font font = Font.loadFont(Objects.requireNonNull(in, file), size);
            return font == null ? Font.font(size) : font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String file) {
        return "/io/plumbline/workbench/desktop/theme/" + file;
    }
}
