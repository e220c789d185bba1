package io.plumbline.engine.testing;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Makes what a test found smaller for as long as it keeps what is wrong with it.
public final class Smallest {
    private Smallest() {}

    /// Returns something of which nothing smaller is wrong.
    ///
    /// @param found what is wrong
    /// @param smaller gives what is a little smaller, in the order of trial; must come to an end
    public static <T> T of(T found, Function<T, Stream<T>> smaller, Predicate<T> wrong) {
        T least = found;
        Optional<T> next = Optional.of(found);
        while (next.isPresent()) {
            least = next.orElseThrow();
            next = smaller.apply(least).filter(wrong).findFirst();
        }
        return least;
    }
}
