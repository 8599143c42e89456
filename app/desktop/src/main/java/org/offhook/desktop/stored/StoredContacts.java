package org.offhook.desktop.stored;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.offhook.desktop.settings.DurableFile;
import org.offhook.signalling.ContactStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code contacts.json}: under which addresses exchanges may still hold this phone. Of no use once it is lost but for a call that goes nowhere, so
 * that nobody is troubled with a file that cannot be read or written. Any thread.
 */
public final class StoredContacts implements ContactStore {
    private static final Logger LOG = LoggerFactory.getLogger(StoredContacts.class);

    /** Who tries many exchanges does not leave a list of them for ever. */
    private static final int MOST_ACCOUNTS = 32;

    private final Path path;
    private final Executor disk;
    private final Map<String, List<String>> all;

    private StoredContacts(Path path, Executor disk, Map<String, List<String>> all) {
        this.path = path;
        this.disk = disk;
        this.all = all;
    }

    /**
     * Reads the file.
     *
     * @param disk one thread, on which it is written
     */
    public static StoredContacts load(Path path, Executor disk) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        try {
            all.putAll(parse(Files.readAllBytes(path)));
        } catch (NoSuchFileException first) {
            // nobody has registered yet
        } catch (IOException damaged) {
            LOG.warn("contacts.json is not used: {}", damaged.getClass().getSimpleName());
        }
        return new StoredContacts(path, disk, all);
    }

    @Override
    public synchronized List<String> kept(String account) {
        return all.getOrDefault(account, List.of());
    }

    @Override
    public synchronized void keep(String account, List<String> contacts) {
        all.remove(account);
        if (!contacts.isEmpty()) {
            all.put(account, List.copyOf(contacts));
        }
        while (all.size() > MOST_ACCOUNTS) {
            all.remove(all.keySet().iterator().next());
        }
        try {
            disk.execute(this::write);
        } catch (RejectedExecutionException ended) {
            LOG.debug("contacts.json is not written any more");
        }
    }

    private void write() {
        try {
            DurableFile.replace(path, format());
        } catch (IOException e) {
            LOG.warn("contacts.json could not be written: {}", e.toString());
        }
    }

    private synchronized byte[] format() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            for (Map.Entry<String, List<String>> account : all.entrySet()) {
                json.writeArrayFieldStart(account.getKey());
                for (String contact : account.getValue()) {
                    json.writeString(contact);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static Map<String, List<String>> parse(byte[] content) throws IOException {
        Map<String, List<String>> read = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(content)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String account = json.currentName();
                List<String> contacts = new ArrayList<>();
                if (json.nextToken() != JsonToken.START_ARRAY) {
                    throw new IOException("no list");
                }
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    contacts.add(json.getText());
                }
                read.put(account, List.copyOf(contacts));
            }
        }
        return read;
    }
}
