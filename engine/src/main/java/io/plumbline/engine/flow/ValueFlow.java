package io.plumbline.engine.flow;

/// Where a value comes from.
///
/// @param direct the columns whose values it is made of
/// @param own what else influences this value and not its neighbours in the row
record ValueFlow(Influences direct, Influences own) {

    static ValueFlow none() {
        return new ValueFlow(Influences.none(), Influences.none());
    }

    /// Returns everything that decides, when this value decides as `next` says.
    Influences deciding(How next, String text) {
        return Influences.none().addAll(direct, next, text).addAll(own, next, text);
    }

    /// Returns this value as it acts on through one more expression.
    ValueFlow then(How next, String text) {
        return new ValueFlow(
                Influences.none().addAll(direct, next, text), Influences.none().addAll(own));
    }

    /// Adds another value's sources to this one's.
    void merge(ValueFlow other) {
        direct.addAll(other.direct);
        own.addAll(other.own);
    }
}
