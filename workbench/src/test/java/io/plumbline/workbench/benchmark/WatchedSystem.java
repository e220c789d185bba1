package io.plumbline.workbench.benchmark;

import io.plumbline.engine.spi.SqlSystem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A system that remembers the queries it was asked, to ask them again alone.
final class WatchedSystem implements SqlSystem {
    private static final int FETCH_ROWS = 10_000;

    private final SqlSystem system;
    private final List<Asked> asked = new ArrayList<>();

    WatchedSystem(SqlSystem system) {
        this.system = system;
    }

    private record Asked(String sql, List<Object> values) {}

    @Override
    public String connectionName() {
        return system.connectionName();
    }

    @Override
    public String dialect() {
        return system.dialect();
    }

    @Override
    public Connection connect() throws SQLException {
        return watched(Connection.class, system.connect(), this::connection);
    }

    void forget() {
        asked.clear();
    }

    /// Asks all again and takes every value of every row, connecting for each as the engine does;
    /// returns the number of rows.
    long replay() throws SQLException {
        long count = 0;
        for (Asked question : asked) {
            try (Connection connection = system.connect();
                    PreparedStatement statement = connection.prepareStatement(question.sql())) {
                statement.setFetchSize(FETCH_ROWS);
                for (int i = 0; i < question.values().size(); i++) {
                    statement.setObject(i + 1, question.values().get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    int width = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= width; i++) {
                            rows.getObject(i);
                        }
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private interface Watch {
        Object answer(Method method, Object[] arguments, Object result);
    }

    private static <T> T watched(Class<T> type, T target, Watch watch) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            try {
                                Object result = method.invoke(target, arguments);
                                return watch.answer(
                                        method,
                                        arguments == null ? new Object[0] : arguments,
                                        result);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private Object connection(Method method, Object[] arguments, Object result) {
        return switch (method.getName()) {
            case "createStatement" ->
                    watched(
                            Statement.class,
                            (Statement) result,
                            (m, a, r) -> {
                                if (m.getName().equals("executeQuery")) {
                                    asked.add(new Asked((String) a[0], List.of()));
                                }
                                return r;
                            });
            case "prepareStatement" -> {
                TreeMap<Integer, Object> values = new TreeMap<>();
                yield watched(
                        PreparedStatement.class,
                        (PreparedStatement) result,
                        (m, a, r) -> {
                            if (m.getName().equals("setObject")) {
                                values.put((Integer) a[0], a[1]);
                            } else if (m.getName().equals("executeQuery")) {
                                asked.add(
                                        new Asked(
                                                (String) arguments[0],
                                                List.copyOf(values.values())));
                            }
                            return r;
                        });
            }
            default -> result;
        };
    }
}
