package io.plumbline.engine.step;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.PlumblineException;
import io.plumbline.engine.error.Suggestion;
import io.plumbline.engine.model.Arguments;
import io.plumbline.engine.model.Parameter;
import io.plumbline.engine.model.ParameterKind;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The standards, each as an expression that gives null for a value that it does not know.
enum StandardText {
    COUNTRY {
        @Override
        List<Parameter> parameters() {
            return List.of(TO);
        }

        @Override
        String text(String column, Arguments arguments, List<String> names) {
            return switch (arguments.choice(TO)) {
                case "alpha3" -> found(key(column), StandardTables.countries("alpha3"), 3);
                case "name" ->
                        "RTRIM("
                                + found(
                                        key(column),
                                        StandardTables.countries("name"),
                                        StandardTables.NAME_WIDTH)
                                + ")";
                default -> found(key(column), StandardTables.countries("alpha2"), 2);
            };
        }
    },
    CURRENCY {
        @Override
        List<Parameter> parameters() {
            return List.of();
        }

        @Override
        String text(String column, Arguments arguments, List<String> names) {
            return found(key(column), StandardTables.currencies(), 3);
        }
    },
    EMAIL {
        @Override
        List<Parameter> parameters() {
            return List.of();
        }

        @Override
        String text(String column, Arguments arguments, List<String> names) {
            String t = "TRIM(" + Columns.quoted(column) + ")";
            String at = "POSITION('@' IN " + t + ")";
            return "CASE WHEN REGEXP_COUNT("
                    + t
                    + ", '^[^@ ]+@[^@ .]+([.][^@ .]+)+$') = 1 THEN SUBSTRING("
                    + t
                    + " FROM 1 FOR "
                    + at
                    + ") || LOWER(SUBSTRING("
                    + t
                    + " FROM "
                    + at
                    + " + 1)) END";
        }
    },
    PHONE {
        @Override
        List<Parameter> parameters() {
            return List.of(
                    Parameter.optional(
                            "region",
                            ParameterKind.TEXT,
                            "the country of numbers without country code"),
                    Parameter.optional(
                            "region_column",
                            ParameterKind.TEXT,
                            "the column of their countries, in two letters"));
        }

        @Override
        String text(String column, Arguments arguments, List<String> names) {
            oneOf(arguments, "region", "region_column");
            if (arguments.has("region")) {
                String region =
                        arguments.text("region").orElseThrow().strip().toUpperCase(Locale.ROOT);
                refuse("region", region, List.of(Locale.getISOCountries()));
                return "PHONE(" + Columns.quoted(column) + ", '" + region + "')";
            }
            String region = Columns.quoted(columnOf(arguments, "region_column", names));
            return "PHONE(" + Columns.quoted(column) + ", " + region + ")";
        }
    },
    UNIT {
        @Override
        List<Parameter> parameters() {
            return List.of(
                    Parameter.optional("from", ParameterKind.TEXT, "the unit of the values"),
                    Parameter.optional("unit", ParameterKind.TEXT, "the column of their units"),
                    Parameter.required("to", ParameterKind.TEXT, "the unit wanted"));
        }

        @Override
        String text(String column, Arguments arguments, List<String> names) {
            Units to = Units.of(arguments.text("to").orElseThrow());
            oneOf(arguments, "from", "unit");
            if (arguments.has("from")) {
                return Units.of(arguments.text("from").orElseThrow())
                        .to(to, Columns.quoted(column));
            }
            String unit = columnOf(arguments, "unit", names);
            return "CASE LOWER(TRIM("
                    + Columns.quoted(unit)
                    + "))"
                    + to.alike().stream()
                            .map(u ->
                                    " WHEN '"
                                            + u.symbol()
                                            + "' THEN "
                                            + u.to(to, Columns.quoted(column)))
                            .collect(Collectors.joining())
                    + " END";
        }
    },
    TIMEZONE {
        @Override
        List<Parameter> parameters() {
            return List.of(
                    Parameter.optional("zone", ParameterKind.TEXT, "the zone of the times"),
                    Parameter.optional(
                            "zone_column", ParameterKind.TEXT, "the column of their zones"));
        }

        @Override
        String text(String column, Arguments arguments, List<String> names) {
            oneOf(arguments, "zone", "zone_column");
            if (arguments.has("zone")) {
                String zone = arguments.text("zone").orElseThrow();
                refuse("time zone", zone, ZoneId.getAvailableZoneIds());
                return "CONVERT_TIMEZONE('" + zone + "', 'UTC', " + Columns.quoted(column) + ")";
            }
            String zone = Columns.quoted(columnOf(arguments, "zone_column", names));
            return "CASE WHEN STRPOS('"
                    + StandardTables.zones()
                    + "', '|' || REPLACE("
                    + zone
                    + ", '|', '?') || '|') > 0 THEN CONVERT_TIMEZONE("
                    + zone
                    + ", 'UTC', "
                    + Columns.quoted(column)
                    + ") END";
        }
    };

    private static final Parameter TO =
            Parameter.choice("to", "the form wanted", "alpha2", "alpha3", "name");

    /// Returns what the standard takes.
    abstract List<Parameter> parameters();

    /// Returns the expression for a column.
    ///
    /// @param names the columns of the input
    /// @throws PlumblineException when an argument is none that the standard knows
    abstract String text(String column, Arguments arguments, List<String> names);

    /// Returns the standard of a name.
    static StandardText of(String name) {
        List<String> known =
                java.util.Arrays.stream(values())
                        .map(v -> v.name().toLowerCase(Locale.ROOT))
                        .toList();
        refuse("standard", name, known);
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String key(String column) {
        return "REPLACE(REPLACE(UPPER(TRIM(" + Columns.quoted(column) + ")), '|', '?'), '=', '?')";
    }

    /// Returns what a table holds for a key: `|KEY=VALUE|KEY=VALUE|`, all values of one width. So
    /// it is a value made of the column, where a CASE would only be decided by it.
    private static String found(String key, String table, int width) {
        return "SUBSTRING('"
                + table
                + "' FROM NULLIF(STRPOS('"
                + table
                + "', '|' || "
                + key
                + " || '='), 0) + CHAR_LENGTH("
                + key
                + ") + 2 FOR "
                + width
                + ")";
    }

    private static void oneOf(Arguments arguments, String one, String other) {
        if (arguments.has(one) == arguments.has(other)) {
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_MISSING,
                    "Missing required parameter: either '" + one + "' or '" + other + "'",
                    "Set one of them");
        }
    }

    private static String columnOf(Arguments arguments, String parameter, List<String> names) {
        String name = arguments.text(parameter).orElseThrow();
        return names.get(Columns.index(names, name, "the input"));
    }

    /// Refuses a name that is not known.
    static void refuse(String what, String name, Collection<String> known) {
        if (!known.contains(name)) {
            throw PlumblineException.of(
                    ErrorCode.PARAMETER_INVALID,
                    "Unknown " + what + ": '" + name + "'",
                    Suggestion.nearest(name, known)
                            .map(n -> "Did you mean '" + n + "'?")
                            .orElse(
                                    known.size() > 50
                                            ? "Write one such as " + new TreeSet<>(known).last()
                                            : "Known: " + String.join(", ", known)));
        }
    }
}
