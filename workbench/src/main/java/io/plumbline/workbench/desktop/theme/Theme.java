package io.plumbline.workbench.desktop.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Parent;

/// Light or dark.
public enum Theme {
    LIGHT(Tokens.LIGHT),
    DARK(Tokens.DARK);

    private static final String SHEET = "/io/plumbline/workbench/desktop/theme/plumbline.css";

    private static final String ICON = "/io/plumbline/workbench/desktop/theme/plumbline.png";

    private final Tokens tokens;

    Theme(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Returns the colours, for what is painted.
    public Tokens tokens() {
        return tokens;
    }

    /// Returns the other one.
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /// Returns where the program's picture for title rows and menus is.
    public static String icon() {
        return Objects.requireNonNull(Theme.class.getResource(ICON)).toExternalForm();
    }

    /// Makes controls of the program look so: the base theme, and ours over it.
    public void apply() {
        Application.setUserAgentStylesheet(
                this == DARK
                        ? new PrimerDark().getUserAgentStylesheet()
                        : new PrimerLight().getUserAgentStylesheet());
    }

    /// Makes a window's content look so.
    public void apply(Parent root) {
        String sheet = Objects.requireNonNull(Theme.class.getResource(SHEET)).toExternalForm();
        if (!root.getStylesheets().contains(sheet)) {
            root.getStylesheets().add(sheet);
        }
        root.getStyleClass().removeAll("light", "dark");
        root.getStyleClass().add(this == DARK ? "dark" : "light");
    }
}
