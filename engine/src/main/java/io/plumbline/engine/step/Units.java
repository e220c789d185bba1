package io.plumbline.engine.step;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A unit of measure: how many of the base unit of its quantity it is, after an offset is added.
record Units(String quantity, String symbol, BigDecimal offset, BigDecimal factor) {
    private static final Map<String, Units> ALL = new LinkedHashMap<>();

    static {
        add("mass", "mg", "0.000001");
        add("mass", "g", "0.001");
        add("mass", "kg", "1");
        add("mass", "t", "1000");
        add("mass", "oz", "0.028349523125");
        add("mass", "lb", "0.45359237");
        add("length", "mm", "0.001");
        add("length", "cm", "0.01");
        add("length", "m", "1");
        add("length", "km", "1000");
        add("length", "in", "0.0254");
        add("length", "ft", "0.3048");
        add("length", "yd", "0.9144");
        add("length", "mi", "1609.344");
        add("volume", "ml", "0.001");
        add("volume", "cl", "0.01");
        add("volume", "l", "1");
        add("volume", "m3", "1000");
        add("volume", "floz", "0.0295735295625");
        add("volume", "gal", "3.785411784");
        temperature("k", "0", BigDecimal.ONE);
        temperature("c", "273.15", BigDecimal.ONE);
        temperature(
                "f", "459.67", new BigDecimal(5).divide(new BigDecimal(9), MathContext.DECIMAL128));
    }

    private static void add(String quantity, String symbol, String factor) {
        ALL.put(symbol, new Units(quantity, symbol, BigDecimal.ZERO, new BigDecimal(factor)));
    }

    private static void temperature(String symbol, String offset, BigDecimal factor) {
        ALL.put(symbol, new Units("temperature", symbol, new BigDecimal(offset), factor));
    }

    /// Returns the unit of a symbol, case ignored.
    static Units of(String symbol) {
        String lower = symbol.toLowerCase(Locale.ROOT);
        StandardText.refuse("unit", lower, ALL.keySet());
        return ALL.getOrDefault(lower, new Units("", lower, BigDecimal.ZERO, BigDecimal.ONE));
    }

    /// Returns the units of the same quantity, itself included.
    List<Units> alike() {
        return ALL.values().stream().filter(u -> u.quantity.equals(quantity)).toList();
    }

    /// Returns the expression that converts a column.
    ///
    /// @throws io.plumbline.engine.error.PlumblineException when the other is a unit of something
    ///   else
    String to(Units other, String column) {
        StandardText.refuse(
                "unit of " + quantity, other.symbol, alike().stream().map(Units::symbol).toList());
        String value = "CAST(" + column + " AS DOUBLE)";
        if (equals(other)) {
            return value;
        }
        BigDecimal times = factor.divide(other.factor, MathContext.DECIMAL128);
        BigDecimal plus = offset.multiply(times).subtract(other.offset);
        String product = value + " * " + times.doubleValue() + literal(times);
        return plus.doubleValue() == 0
                ? product
                : product + " + CAST(" + plus.doubleValue() + " AS DOUBLE)";
    }

    /// Returns the end that makes a literal a DOUBLE.
    private static String literal(BigDecimal number) {
        return String.valueOf(number.doubleValue()).contains("E") ? "" : "E0";
    }
}
