package io.plumbline.compliance.detect;

/// A piece of a text that is personal.
///
/// @param start its first character, counted from 0 in code points
/// @param end the character behind its last
/// @param confidence from 0 to 1
public record TextFinding(String kind, int start, int end, double confidence) {}
