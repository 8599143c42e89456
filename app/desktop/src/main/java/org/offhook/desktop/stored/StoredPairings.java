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
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;
import org.offhook.agent.port.PairingStorePort;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.settings.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code pairings.json}: the pages that a person let use the phone. */
public final class StoredPairings implements PairingStorePort {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPairings.class);

    private final Path path;
    private final Executor disk;

    /** @param disk one thread, on which the file is written */
    public StoredPairings(Path path, Executor disk) {
        this.path = path;
        this.disk = disk;
    }

    /** All that are stored; a damaged file pairs nobody, which is the safe reading of it, and is put aside before it is written anew. */
    public List<PairedOrigin> load() {
        try {
            return parse(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            LOG.warn(
                    "pairings.json cannot be used, no page is paired: {}",
                    e.getClass().getSimpleName());
            putAside();
            return List.of();
        }
    }

    private void putAside() {
        try {
            Files.move(path, path.resolveSibling("pairings.json.damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("pairings.json could not be put aside: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> save(PairedOrigin origin) {
        return change(origin.origin(), Optional.of(origin));
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> remove(String origin) {
        return change(origin, Optional.empty());
    }

    private CompletionStage<Optional<ErrorCode>> change(String origin, Optional<PairedOrigin> now) {
        return CompletableFuture.supplyAsync(
                () -> {
                    List<PairedOrigin> all = new ArrayList<>(load());
                    all.removeIf(paired -> paired.origin().equals(origin));
                    now.ifPresent(all::add);
                    all.sort(Comparator.comparing(PairedOrigin::origin));
                    try {
                        DurableFile.replace(path, format(all));
                        return Optional.<ErrorCode>empty();
                    } catch (IOException e) {
                        LOG.warn("pairings.json could not be written: {}", e.toString());
                        return Optional.of(ErrorCode.PAIRING_NOT_STORED);
                    }
                },
                disk);
    }

    private static byte[] format(List<PairedOrigin> all) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (PairedOrigin paired : all) {
                json.writeStartObject();
                json.writeStringField("origin", paired.origin());
                json.writeArrayFieldStart("scopes");
                for (PairingScope scope : EnumSet.copyOf(paired.scopes())) {
                    json.writeString(scope.name());
                }
                json.writeEndArray();
                json.writeStringField("since", paired.since().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static List<PairedOrigin> parse(byte[] content) throws IOException {
        List<PairedOrigin> all = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(content)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("not a list");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                all.add(entry(json));
            }
        }
        return List.copyOf(all);
    }

    private static PairedOrigin entry(JsonParser json) throws IOException {
        String origin = "";
        Instant since = Instant.EPOCH;
        Set<PairingScope> scopes = EnumSet.noneOf(PairingScope.class);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "origin" -> origin = json.getValueAsString("");
                case "since" -> since = Instant.parse(json.getValueAsString(""));
                case "scopes" -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        scopes.add(PairingScope.valueOf(json.getText()));
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (origin.isEmpty() || scopes.isEmpty()) {
            throw new IOException("an entry lacks its origin or scopes");
        }
        return new PairedOrigin(origin, Set.copyOf(scopes), since, false);
    }
}
