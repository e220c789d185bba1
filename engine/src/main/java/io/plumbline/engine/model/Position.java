package io.plumbline.engine.model;

/// Where a box stands on the canvas, in canvas units.
public record Position(double x, double y) {}
