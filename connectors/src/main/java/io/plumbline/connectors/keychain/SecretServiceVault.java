package io.plumbline.connectors.keychain;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/// The Secret Service of freedesktop.org, which GNOME Keyring, KWallet and KeePassXC offer. Entries
/// have the attributes `service` and `account`.
final class SecretServiceVault implements Vault {
    private static final String ROOT = "/org/freedesktop/secrets";
    private static final String SECRET = "org.freedesktop.Secret.";
    private static final String NOTHING = "/";

    private final @Nullable String address;
    private final Patience patience;

    /// @param address of the D-Bus session, null when there is none
    SecretServiceVault(@Nullable String address, Patience patience) {
        this.address = address;
        this.patience = patience;
    }

    /// Returns the address of this session's bus, null when there is none.
    static @Nullable String sessionAddress(Map<String, String> environment) {
        String given = environment.get("DBUS_SESSION_BUS_ADDRESS");
        if (given != null && !given.isBlank()) {
            List<String> all = List.of(given.split(";"));
            return all.stream()
                    .filter(a -> a.startsWith("unix:path="))
                    .findFirst()
                    .orElse(all.getFirst());
        }
        String runtime = environment.get("XDG_RUNTIME_DIR");
        if (runtime == null || runtime.isBlank()) {
            return null;
        }
        Path socket = Path.of(runtime, "bus");
        return Files.exists(socket) ? "unix:path=" + socket : null;
    }

    private SessionBus bus() throws KeychainFailure {
        if (address == null) {
            throw KeychainFailure.unavailable(
                    "there is no keychain here, for no D-Bus session runs", null);
        }
        return SessionBus.open(address, patience);
    }

    @Override
    public Optional<String> find(String name) throws KeychainFailure {
        try (SessionBus bus = bus()) {
            List<String> items = search(bus, name);
            if (items.isEmpty()) {
                return Optional.empty();
            }
            SecretTransfer transfer = new SecretTransfer();
            Object[] opened = open(bus, transfer);
            Object[] answer =
                    bus.call(items.getFirst(), SECRET + "Item.GetSecret", "o", path(opened[1]));
            Object[] secret = (Object[]) answer[0];
            byte[] value =
                    SecretTransfer.decrypt(
                            key(transfer, opened), bytes(secret[1]), bytes(secret[2]));
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException e) {
            throw KeychainFailure.unavailable("the entry holds no text", null);
        } catch (GeneralSecurityException | ClassCastException e) {
            throw KeychainFailure.unavailable("the keychain's answer cannot be read", e);
        }
    }

    @Override
    public void store(String name, String value) throws KeychainFailure {
        try (SessionBus bus = bus()) {
            List<String> items = search(bus, name);
            SecretTransfer transfer = new SecretTransfer();
            Object[] opened = open(bus, transfer);
            byte[] start = transfer.freshStart();
            Object[] secret = {
                path(opened[1]),
                start,
                SecretTransfer.encrypt(key(transfer, opened), start, value),
                "text/plain; charset=utf8"
            };
            if (items.isEmpty()) {
                create(bus, name, secret);
            } else {
                bus.call(items.getFirst(), SECRET + "Item.SetSecret", "(oayays)", (Object) secret);
            }
        } catch (GeneralSecurityException | ClassCastException e) {
            throw KeychainFailure.unavailable("the keychain's answer cannot be read", e);
        }
    }

    @Override
    public boolean delete(String name) throws KeychainFailure {
        try (SessionBus bus = bus()) {
            List<String> items = search(bus, name);
            for (String item : items) {
                prompted(bus, bus.call(item, SECRET + "Item.Delete", "")[0]);
            }
            return !items.isEmpty();
        }
    }

    /// Returns the entries of a name, unlocked.
    private static List<String> search(SessionBus bus, String name) throws KeychainFailure {
        Object[] found = bus.call(ROOT, SECRET + "Service.SearchItems", "a{ss}", attributes(name));
        List<String> items = new ArrayList<>(paths(found[0]));
        List<String> locked = paths(found[1]);
        unlock(bus, locked);
        items.addAll(locked);
        return items;
    }

    private static void unlock(SessionBus bus, List<String> locked) throws KeychainFailure {
        if (locked.isEmpty()) {
            return;
        }
        List<DBusPath> all = locked.stream().map(DBusPath::new).toList();
        Object[] answer = bus.call(ROOT, SECRET + "Service.Unlock", "ao", all);
        if (paths(answer[0]).size() < locked.size() && path(answer[1]).equals(NOTHING)) {
            throw KeychainFailure.locked("the keychain is locked");
        }
        prompted(bus, answer[1]);
    }

    /// Lets the user be asked where the answer says so.
    private static @Nullable Object prompted(SessionBus bus, Object prompt) throws KeychainFailure {
        String path = path(prompt);
        return path.equals(NOTHING) ? null : bus.prompt(path);
    }

    private static void create(SessionBus bus, String name, Object[] secret)
            throws KeychainFailure {
        String collection = collection(bus);
        unlock(bus, List.of(collection));
        Map<String, Variant<?>> properties =
                Map.of(
                        SECRET + "Item.Label",
                        new Variant<>("Plumbline: " + name),
                        SECRET + "Item.Attributes",
                        new Variant<>(attributes(name), "a{ss}"));
        Object[] made =
                bus.call(
                        collection,
                        SECRET + "Collection.CreateItem",
                        "a{sv}(oayays)b",
                        properties,
                        secret,
                        true);
        prompted(bus, made[1]);
    }

    /// Returns the default collection; it is made when there is none, which asks the user.
    private static String collection(SessionBus bus) throws KeychainFailure {
        String known = path(bus.call(ROOT, SECRET + "Service.ReadAlias", "s", "default")[0]);
        if (!known.equals(NOTHING)) {
            return known;
        }
        Map<String, Variant<?>> properties =
                Map.of(SECRET + "Collection.Label", new Variant<>("Login"));
        Object[] made =
                bus.call(
                        ROOT, SECRET + "Service.CreateCollection", "a{sv}s", properties, "default");
        Object prompted = prompted(bus, made[1]);
        return path(prompted == null ? made[0] : prompted);
    }

    private static Object[] open(SessionBus bus, SecretTransfer transfer) throws KeychainFailure {
        return bus.call(
                ROOT,
                SECRET + "Service.OpenSession",
                "sv",
                SecretTransfer.ALGORITHM,
                new Variant<>(transfer.publicKey(), "ay"));
    }

    private static SecretKey key(SecretTransfer transfer, Object[] opened)
            throws GeneralSecurityException {
        return transfer.key(bytes(((Variant<?>) opened[0]).getValue()));
    }

    private static Map<String, String> attributes(String name) {
        return Map.of("service", SERVICE, "account", name);
    }

    private static List<String> paths(Object answer) {
        return ((List<?>) answer).stream().map(SecretServiceVault::path).toList();
    }

    /// Within a variant the bytes come as a list.
    private static byte[] bytes(Object answer) {
        if (answer instanceof byte[] whole) {
            return whole;
        }
        List<?> list = (List<?>) answer;
        byte[] out = new byte[list.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (Byte) list.get(i);
        }
        return out;
    }

    private static String path(Object answer) {
        return answer instanceof DBusPath p ? p.getPath() : String.valueOf(answer);
    }
}
