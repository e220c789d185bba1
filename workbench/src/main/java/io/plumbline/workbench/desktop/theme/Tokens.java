package io.plumbline.workbench.desktop.theme;

import javafx.scene.paint.Color;

/// The colours of a theme, by their part. The stylesheet has the same under `-pl-…`.
public record Tokens(
        Color background,
        Color panel,
        Color canvas,
        Color line,
        Color boxLine,
        Color wire,
        Color text,
        Color muted,
        Color faint,
        Color accent,
        Color accentGround,
        Color good,
        Color warning,
        Color error,
        Color personal,
        Color financial,
        Color health) {

    static final Tokens LIGHT =
            new Tokens(
                    Color.web("#F6F7F9"),
                    Color.web("#FFFFFF"),
                    Color.web("#FAFBFC"),
                    Color.web("#DFE3E8"),
                    Color.web("#D3D9E1"),
                    Color.web("#9AA6B6"),
                    Color.web("#1B2430"),
                    Color.web("#657184"),
                    Color.web("#98A2B3"),
                    Color.web("#2F5FDE"),
                    Color.web("#E9EFFD"),
                    Color.web("#1E8E5A"),
                    Color.web("#B7791F"),
                    Color.web("#C8372D"),
                    Color.web("#A2479C"),
                    Color.web("#2B7A8C"),
                    Color.web("#B4552D"));

    static final Tokens DARK =
            new Tokens(
                    Color.web("#14181F"),
                    Color.web("#1A1F28"),
                    Color.web("#161B22"),
                    Color.web("#2A323E"),
                    Color.web("#343E4C"),
                    Color.web("#5B6778"),
                    Color.web("#E6EAF0"),
                    Color.web("#98A4B5"),
                    Color.web("#6B7686"),
                    Color.web("#7DA2FF"),
                    Color.web("#22304F"),
                    Color.web("#57C78E"),
                    Color.web("#E3B25B"),
                    Color.web("#F08078"),
                    Color.web("#D58CD0"),
                    Color.web("#69BFD1"),
                    Color.web("#E39A73"));
}
