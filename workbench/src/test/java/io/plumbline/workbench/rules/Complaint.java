package io.plumbline.workbench.rules;

/// One rule that one place breaks; `key` is what the list of exceptions names.
record Complaint(String rule, String place, String what) {

    String key() {
        return rule + " " + place;
    }

    @Override
    public String toString() {
        return key() + ": " + what;
    }
}
