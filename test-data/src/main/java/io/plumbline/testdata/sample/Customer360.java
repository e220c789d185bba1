package io.plumbline.testdata.sample;

import io.plumbline.testdata.foodmart.Foodmart;
import io.plumbline.testdata.server.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The sample workspace `customer360` over the foodmart data: CRM in PostgreSQL, billing as
/// Parquet, staff in H2.
///
/// The server of the CRM belongs to the workspace's folder (`.plumbline/sample`) and runs as long
/// as this is open.
public final class Customer360 implements AutoCloseable {
    /// The environment variable that holds the password of the CRM's user.
    public static final String PASSWORD_FILE = ".plumbline/sample/crm.password";

    private static final List<String> FILES =
            List.of(
                    "workspace.yaml",
                    "connections/billing.yaml",
                    "connections/hr.yaml",
                    "connections/reports.yaml",
                    "datasets/billing_sales.yaml",
                    "datasets/billing_products.yaml",
                    "datasets/billing_product_classes.yaml",
                    "datasets/billing_days.yaml",
                    "datasets/billing_inventory.yaml",
                    "datasets/billing_exchange_rates.yaml",
                    "datasets/crm_customers.yaml",
                    "datasets/crm_stores.yaml",
                    "datasets/hr_employees.yaml",
                    "datasets/revenue_report.yaml",
                    "pipelines/customer_360.yaml",
                    "pipelines/inventory_position.yaml",
                    "pipelines/revenue_by_country.yaml",
                    "tests/revenue_in_its_quarter.yaml",
                    "tests/revenue_of_negative_sales.yaml",
                    "tests/sales.csv");

    private final PostgresServer server;

    private Customer360(PostgresServer server) {
        this.server = server;
    }

    /// Writes the workspace's files and data into a folder, unless they are there, and starts its
    /// server.
    public static Customer360 create(Path folder) throws IOException, SQLException {
        Path root = folder.toAbsolutePath().normalize();
        Path state = root.resolve(".plumbline/sample");
        Files.createDirectories(state);
        boolean fresh = !Files.exists(state.resolve("complete"));
        try (ExecutorService parallel = Executors.newSingleThreadExecutor()) {
            Future<PostgresServer> starting =
                    parallel.submit(() -> PostgresServer.start(state.resolve("postgres"), 0));
            PostgresServer server;
            if (fresh) {
                try (Foodmart foodmart = Foodmart.open()) {
                    BillingFiles.write(
                            foodmart, Files.createDirectories(root.resolve("data/billing")));
                    StaffDatabase.write(
                            foodmart,
                            Files.createDirectories(root.resolve("data/hr")).resolve("staff"));
                    server = await(starting);
                    CrmDatabase.write(foodmart, server);
                }
                Files.createDirectories(root.resolve("data/reports"));
                placeAll(root);
                Files.writeString(state.resolve("complete"), "");
            } else {
                server = await(starting);
            }
            Files.createDirectories(root.resolve("connections"));
            Files.writeString(root.resolve(PASSWORD_FILE), CrmDatabase.PASSWORD + "\n");
            Files.setPosixFilePermissions(
                    root.resolve(PASSWORD_FILE),
                    java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            Files.writeString(
                    root.resolve("connections/crm.yaml"),
                    CrmDatabase.connection(server.port(), PASSWORD_FILE));
            return new Customer360(server);
        }
    }

    private static PostgresServer await(Future<PostgresServer> starting) throws IOException {
        try {
            return starting.get();
        } catch (ExecutionException e) {
            throw new IOException("Cannot start the sample's PostgreSQL", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the sample's PostgreSQL started", e);
        }
    }

    /// Writes the workspace's files alone: without data and without a server.
    public static void writeDocuments(Path folder) throws IOException {
        placeAll(folder);
        Files.writeString(
                folder.resolve("connections/crm.yaml"),
                CrmDatabase.connection(5432, PASSWORD_FILE));
    }

    private static void placeAll(Path root) throws IOException {
        for (String file : FILES) {
            place(file, root);
        }
    }

    private static void place(String file, Path root) throws IOException {
        Path target = root.resolve(file);
        Files.createDirectories(target.getParent());
        try (InputStream in = Customer360.class.getResourceAsStream("customer360/" + file)) {
            if (in == null) {
                throw new IOException("The sample lacks " + file);
            }
            Files.copy(in, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
