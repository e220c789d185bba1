package io.plumbline.engine.model;

/// An edge from an output port to an input port.
public record Wire(PortRef from, PortRef to) {}
