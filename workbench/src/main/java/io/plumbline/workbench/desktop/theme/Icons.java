package io.plumbline.workbench.desktop.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import javafx.scene.text.Font;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.feather.FeatherIkonHandler;
import org.kordamp.ikonli.javafx.FontIcon;

/// The icons of steps and places.
public final class Icons {
    private static final Map<String, Feather> STEPS =
            Map.ofEntries(
                    Map.entry("read", Feather.DATABASE),
                    Map.entry("input", Feather.LOG_IN),
                    Map.entry("output", Feather.LOG_OUT),
                    Map.entry("write", Feather.DOWNLOAD),
                    Map.entry("filter", Feather.FILTER),
                    Map.entry("derive", Feather.PLUS_SQUARE),
                    Map.entry("rename", Feather.EDIT_3),
                    Map.entry("drop", Feather.EYE_OFF),
                    Map.entry("select", Feather.COLUMNS),
                    Map.entry("join", Feather.GIT_MERGE),
                    Map.entry("as_of_join", Feather.CLOCK),
                    Map.entry("lookup", Feather.SEARCH),
                    Map.entry("aggregate", Feather.BAR_CHART_2),
                    Map.entry("window", Feather.SIDEBAR),
                    Map.entry("union", Feather.PLUS),
                    Map.entry("intersect", Feather.MINIMIZE_2),
                    Map.entry("except", Feather.MINUS),
                    Map.entry("sort", Feather.BAR_CHART),
                    Map.entry("limit", Feather.SCISSORS),
                    Map.entry("sample", Feather.PIE_CHART),
                    Map.entry("distinct", Feather.TARGET),
                    Map.entry("dedupe", Feather.COPY),
                    Map.entry("fill", Feather.DROPLET),
                    Map.entry("pivot", Feather.CORNER_UP_RIGHT),
                    Map.entry("unpivot", Feather.CORNER_LEFT_DOWN),
                    Map.entry("unnest", Feather.LIST),
                    Map.entry("standardise", Feather.SLIDERS),
                    Map.entry("scd2", Feather.LAYERS),
                    Map.entry("sql", Feather.TERMINAL),
                    Map.entry("check", Feather.CHECK),
                    Map.entry("external", Feather.CPU),
                    Map.entry("pipeline", Feather.GIT_BRANCH));

    /// The icon of a folded group.
    public static final Ikon GROUP = Feather.PACKAGE;

    private Icons() {}

    /// Returns the icon of a step type; a circle for one without.
    public static Ikon ofStep(String type) {
        return STEPS.getOrDefault(type, Feather.CIRCLE);
    }

    /// Returns the font whose characters the icons are, for what is painted.
    public static Font font(double size) {
        try (InputStream in = new FeatherIkonHandler().getFontResourceAsStream()) {
            Font font = Font.loadFont(in, size);
            return font == null ? Font.font(size) : font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns an icon as a node; its colour comes from the stylesheet.
    public static FontIcon node(Ikon icon, int size) {
        FontIcon node = new FontIcon(icon);
        node.setIconSize(size);
        return node;
    }
}
