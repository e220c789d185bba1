package io.plumbline.engine.model;

/// A note beside the steps, for people alone.
///
/// @param at its upper left corner
/// @param width in canvas units
/// @param colour one of the tones of the theme
public record Note(String text, Position at, double width, double height, Tone colour) {

    /// The tones a note may have; what they look like is up to the theme.
    public enum Tone {
        PLAIN,
        ACCENT,
        GOOD,
        WARNING,
        ERROR
    }
}
