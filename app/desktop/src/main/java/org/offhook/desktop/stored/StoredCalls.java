package org.offhook.desktop.stored;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.port.CallLogPort;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.desktop.settings.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code calls.json}: the newest calls, newest first, readable by its owner only. It has customers' numbers and names; the log has
 * neither.
 */
public final class StoredCalls implements CallLogPort {
    /** As many as the window shows. */
    public static final int MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(StoredCalls.class);

    private final Path path;
    private final Executor disk;
    private List<LoggedCall> calls = List.of();

    /** @param disk one thread, on which the file is written */
    public StoredCalls(Path path, Executor disk) {
        this.path = path;
        this.disk = disk;
    }

    /**
     * What the last time left.
     *
     * @param error the file was there and could not be used
     */
    public record Loaded(List<LoggedCall> calls, Optional<ErrorCode> error) {}

    /** Reads the file, before anything is appended. A damaged one is put aside, so that it is neither lost nor in the way. */
    public Loaded load() {
        try {
            calls = parse(Files.readAllBytes(path));
            return new Loaded(calls, Optional.empty());
        } catch (NoSuchFileException e) {
            return new Loaded(List.of(), Optional.empty());
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            if (!folderIsThere()) {
                return new Loaded(List.of(), Optional.empty()); // the folder's own fault says more than ours would
            }
            LOG.warn(
                    "{} calls.json cannot be used: {}",
                    ErrorCode.LOG_UNREADABLE.code(),
                    e.getClass().getSimpleName());
            putAside();
            return new Loaded(List.of(), Optional.of(ErrorCode.LOG_UNREADABLE));
        }
    }

    private void putAside() {
        try {
            Files.move(path, path.resolveSibling("calls.json.damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("calls.json could not be put aside: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> append(LoggedCall call) {
        return CompletableFuture.supplyAsync(() -> appendNow(call), disk);
    }

    private Optional<ErrorCode> appendNow(LoggedCall call) {
        List<LoggedCall> longer = new ArrayList<>(calls.size() + 1);
        longer.add(call);
        longer.addAll(calls.subList(0, Math.min(calls.size(), MOST - 1)));
        calls = List.copyOf(longer); // kept even if the disk refuses: the next call's write brings it along
        try {
            DurableFile.replace(path, format(calls));
            return Optional.empty();
        } catch (AccessDeniedException | ReadOnlyFileSystemException e) {
            return failed(ErrorCode.DATA_DIRECTORY_READ_ONLY, e);
        } catch (IOException e) {
            return failed(folderIsThere() ? ErrorCode.STORE_FULL : ErrorCode.DATA_DIRECTORY_READ_ONLY, e);
        }
    }

    private boolean folderIsThere() {
        return Files.isDirectory(Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file lies in a folder"));
    }

    private static Optional<ErrorCode> failed(ErrorCode error, Exception cause) {
        LOG.warn(
                "{} calls.json could not be written: {}",
                error.code(),
                cause.getClass().getSimpleName());
        return Optional.of(error);
    }

    private static byte[] format(List<LoggedCall> calls) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartArray();
            for (LoggedCall call : calls) {
                json.writeRaw('\n');
                json.writeStartObject();
                json.writeStringField("id", call.id().value());
                json.writeStringField("direction", call.direction().name());
                json.writeStringField("number", call.party().number());
                json.writeStringField("name", call.party().name());
                json.writeStringField("startedAt", call.startedAt().toString());
                json.writeStringField("talked", call.talked().toString());
                json.writeStringField("cause", call.end().cause().name());
                json.writeStringField("side", call.end().side().name());
                json.writeStringField("sipStatus", Integer.toString(call.end().sipStatus()));
                if (call.end().error().isPresent()) {
                    json.writeStringField("error", call.end().error().get().name());
                }
                if (!call.account().isMain()) {
                    json.writeStringField("account", call.account().name());
                }
                if (call.quality().isPresent()) {
                    quality(json, call.quality().get());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void quality(JsonGenerator json, LoggedQuality quality) throws IOException {
        json.writeStringField("mos", Double.toString(quality.opinion()));
        json.writeStringField("rating", Double.toString(quality.rating()));
        json.writeStringField("lossPercent", Double.toString(quality.lossPercent()));
        json.writeStringField("jitterMs", Double.toString(quality.jitterMillis()));
        json.writeStringField("roundTripMs", Double.toString(quality.roundTripMillis()));
        json.writeStringField("concealedPercent", Double.toString(quality.concealedPercent()));
        json.writeStringField("codec", quality.codec());
        json.writeStringField("security", quality.security());
    }

    /** Calls of older versions have none. */
    private static Optional<LoggedQuality> quality(Map<String, String> fields) throws IOException {
        if (!fields.containsKey("mos")) {
            return Optional.empty();
        }
        return Optional.of(new LoggedQuality(
                Double.parseDouble(text(fields, "mos")),
                Double.parseDouble(text(fields, "rating")),
                Double.parseDouble(text(fields, "lossPercent")),
                Double.parseDouble(text(fields, "jitterMs")),
                Double.parseDouble(text(fields, "roundTripMs")),
                Double.parseDouble(text(fields, "concealedPercent")),
                text(fields, "codec"),
                text(fields, "security")));
    }

    private static List<LoggedCall> parse(byte[] content) throws IOException {
        List<LoggedCall> all = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(content)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new IOException("not a list");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                all.add(entry(json));
            }
            if (json.currentToken() != JsonToken.END_ARRAY) {
                throw new IOException("not a list of calls");
            }
        }
        return List.copyOf(all.subList(0, Math.min(all.size(), MOST)));
    }

    private static LoggedCall entry(JsonParser json) throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            fields.put(field, json.getValueAsString(""));
            json.skipChildren();
        }
        Optional<ErrorCode> error = Optional.ofNullable(fields.get("error")).map(ErrorCode::valueOf);
        return new LoggedCall(
                new CallId(text(fields, "id")),
                CallDirection.valueOf(text(fields, "direction")),
                new CallParty(text(fields, "number"), text(fields, "name")),
                Instant.parse(text(fields, "startedAt")),
                Duration.parse(text(fields, "talked")),
                new CallEnd(
                        CallEnd.Cause.valueOf(text(fields, "cause")),
                        CallEnd.Side.valueOf(text(fields, "side")),
                        Integer.parseInt(text(fields, "sipStatus")),
                        error),
                quality(fields),
                new AccountId(fields.getOrDefault("account", AccountId.MAIN.name())));
    }

    private static String text(Map<String, String> fields, String name) throws IOException {
        String text = fields.get(name);
        if (text == null) {
            throw new IOException("an entry lacks " + name);
        }
        return text;
    }
}
