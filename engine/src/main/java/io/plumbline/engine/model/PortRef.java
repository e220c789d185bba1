package io.plumbline.engine.model;

/// A port of a step: `step` or `step.port` in files, where the port `out` may be left out.
public record PortRef(String step, String port) {

    /// The name of the only output of most steps.
    public static final String OUT = "out";

    /// The name of the only input of most steps.
    public static final String IN = "in";

    /// Reads `step` or `step.port`.
    public static PortRef parse(String text) {
        int dot = text.lastIndexOf('.');
        return dot < 0
                ? new PortRef(text, OUT)
                : new PortRef(text.substring(0, dot), text.substring(dot + 1));
    }

    @Override
    public String toString() {
        return port.equals(OUT) ? step : step + "." + port;
    }
}
