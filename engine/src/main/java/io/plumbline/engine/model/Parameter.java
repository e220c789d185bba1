package io.plumbline.engine.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The declaration of a parameter of a step type or of a check: what inspectors, the guide and
/// validation are made from.
///
/// @param name the key in files
/// @param summary what it does, one sentence without final period
/// @param defaultText what holds when it is left out, as text; null when nothing does
/// @param choices the values allowed, empty unless the kind is CHOICE
public record Parameter(
        String name,
        String summary,
        ParameterKind kind,
        boolean required,
        @Nullable String defaultText,
        List<String> choices) {

    /// Copies the choices.
    public Parameter {
        choices = List.copyOf(choices);
    }

    /// Declares a parameter that must be set.
    public static Parameter required(String name, ParameterKind kind, String summary) {
        return new Parameter(name, summary, kind, true, null, List.of());
    }

    /// Declares a parameter that may be left out.
    public static Parameter optional(String name, ParameterKind kind, String summary) {
        return new Parameter(name, summary, kind, false, null, List.of());
    }

    /// Declares a parameter that takes one of some words; the first holds when it is left out.
    public static Parameter choice(String name, String summary, String... choices) {
        return new Parameter(
                name, summary, ParameterKind.CHOICE, false, choices[0], List.of(choices));
    }

    /// Returns what a right value is, to stand after "must be".
    public String form() {
        return kind == ParameterKind.CHOICE ? String.join(" | ", choices) : kind.form();
    }
}
