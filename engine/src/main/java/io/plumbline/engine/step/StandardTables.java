package io.plumbline.engine.step;

import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Codes and names of countries and currencies as this Java knows them, and the names that people
/// use besides; each table as the text of an SQL literal.
final class StandardTables {
    /// How wide names of countries are, with blanks behind them.
    static final int NAME_WIDTH = 50;

    private static final Map<String, String> ALSO =
            Map.ofEntries(
                    Map.entry("USA", "US"),
                    Map.entry("UNITED STATES OF AMERICA", "US"),
                    Map.entry("UK", "GB"),
                    Map.entry("GREAT BRITAIN", "GB"),
                    Map.entry("CZECH REPUBLIC", "CZ"),
                    Map.entry("IVORY COAST", "CI"),
                    Map.entry("RUSSIAN FEDERATION", "RU"),
                    Map.entry("REPUBLIC OF KOREA", "KR"),
                    Map.entry("HOLLAND", "NL"),
                    Map.entry("TURKEY", "TR"),
                    Map.entry("VIET NAM", "VN"),
                    Map.entry("HONG KONG", "HK"),
                    Map.entry("MACAU", "MO"),
                    Map.entry("BURMA", "MM"),
                    Map.entry("SWAZILAND", "SZ"),
                    Map.entry("CAPE VERDE", "CV"));

    private static final Map<String, String> SYMBOLS =
            Map.of(
                    "€", "EUR", "£", "GBP", "₹", "INR", "₩", "KRW", "₺", "TRY", "₪", "ILS", "US$",
                    "USD");

    private StandardTables() {}

    /// Returns countries by code and English name.
    ///
    /// @param to what stands for each: `alpha2`, `alpha3` or `name`
    static String countries(String to) {
        Map<String, String> table = new TreeMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            String value = value(country, to);
            String name = country.getDisplayCountry(Locale.ENGLISH).toUpperCase(Locale.ROOT);
            for (String key : new String[] {name, name.replace("&", "AND")}) {
                table.putIfAbsent(key, value);
                table.putIfAbsent(key.replace('’', '\''), value);
                table.putIfAbsent(plain(key), value);
            }
        }
        ALSO.forEach((name, code) -> table.put(name, value(Locale.of("", code), to)));
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            table.put(code, value(country, to));
            table.put(country.getISO3Country(), value(country, to));
        }
        return text(table);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name.replace('’', '\''), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }

    private static String value(Locale country, String to) {
        return switch (to) {
            case "alpha3" -> country.getISO3Country();
            case "name" -> {
                String name = country.getDisplayCountry(Locale.ENGLISH);
                yield name + " ".repeat(NAME_WIDTH - name.length());
            }
            default -> country.getCountry();
        };
    }

    /// Returns currencies by code and unmistakable sign; codes that are no longer used are among
    /// them.
    static String currencies() {
        Map<String, String> table = new TreeMap<>(SYMBOLS);
        for (Currency currency : Currency.getAvailableCurrencies()) {
            table.put(currency.getCurrencyCode(), currency.getCurrencyCode());
        }
        return text(table);
    }

    /// Returns the zones of places, and UTC.
    static String zones() {
        return new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream()
                        .filter(z -> z.equals("UTC") || z.contains("/"))
                        .filter(z -> !z.startsWith("SystemV/") && !z.startsWith("Etc/"))
                        .collect(Collectors.joining("|", "|", "|"));
    }

    private static String text(Map<String, String> table) {
        return table.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("|", "|", "|"))
                .replace("'", "''");
    }
}
