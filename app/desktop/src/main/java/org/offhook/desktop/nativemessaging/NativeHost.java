package org.offhook.desktop.nativemessaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.instance.BridgeFile;
import org.offhook.desktop.nativemessaging.NativeFrames.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program behind the browser extension. A frame is one of
 *
 * <pre>
 *  {"channel":1,"open":{"origin":"http://crm.example","resume":""}}   a page, as the browser vouches for it
 *  {"channel":1,"text":"…"}                                           one message of crm-message, as text
 *  {"channel":1,"close":true}
 * </pre>
 *
 * and is answered by {@code opened}, {@code text} and {@code closed} (with a {@code code}) of the same channel, or by {@code error}
 * when it could not be understood. Each page gets a connection of its own to the bridge, which asks for the pairing and holds to the
 * scopes as it does for any page.
 */
public final class NativeHost {
    /** Tabs of one browser that use the phone at once; the bridge allows eight to an origin. */
    static final int MOST_CHANNELS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(NativeHost.class);

    /** Where a page left off, as the bridge takes it: nothing else may be put into the address. */
    private static final Pattern RESUME = Pattern.compile("(\\?stream=[0-9A-Za-z-]{1,64}&seq=[0-9]{1,18})?");

    private static final Pattern ORIGIN = Pattern.compile("https?://[!-~]{1,290}");

    private final NativeFrames frames;
    private final Path dataDirectory;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Long, RelayedPage> pages = new ConcurrentHashMap<>();

    private NativeHost(NativeFrames frames, Path dataDirectory, HttpClient http) {
        this.frames = frames;
        this.dataDirectory = dataDirectory;
        this.http = http;
    }

    /** Relays until the browser closes; blocks. */
    public static void run(Path dataDirectory, InputStream in, OutputStream out) {
        HttpClient http = HttpClient.newHttpClient();
        NativeHost host = new NativeHost(new NativeFrames(in, out), dataDirectory, http);
        try {
            host.relay();
        } catch (IOException gone) {
            LOG.debug("the browser is gone: {}", gone.toString());
        } finally {
            host.pages.values().forEach(RelayedPage::close);
            http.shutdownNow();
        }
    }

    private void relay() throws IOException {
        while (true) {
            switch (frames.read()) {
                case Frame.Text(String text) -> take(text);
                case Frame.TooLarge() -> error(ErrorCode.MESSAGE_TOO_LARGE, "read away");
                case Frame.NotText() -> error(ErrorCode.MESSAGE_MALFORMED, "not UTF-8");
                case Frame.End(Frame.End.Reason reason) -> {
                    switch (reason) {
                        case CLOSED -> {}
                        case CUT_OFF -> error(ErrorCode.MESSAGE_MALFORMED, "the frame was cut off");
                        case ABSURD_LENGTH -> error(ErrorCode.MESSAGE_TOO_LARGE, "no length of a frame");
                    }
                    return;
                }
            }
        }
    }

    private void take(String text) throws IOException {
        JsonNode frame;
        try {
            frame = json.readTree(text);
        } catch (JsonProcessingException e) {
            error(ErrorCode.MESSAGE_MALFORMED, "no JSON");
            return;
        }
        if (frame == null
                || !frame.path("channel").canConvertToLong()
                || !frame.path("channel").isIntegralNumber()) {
            error(ErrorCode.FIELD_MISSING, "channel");
            return;
        }
        long channel = frame.path("channel").asLong();
        if (frame.path("open").isObject()) {
            open(channel, frame.path("open"));
        } else if (frame.path("text").isTextual()) {
            Optional<RelayedPage> page = Optional.ofNullable(pages.get(channel));
            if (page.isPresent()) {
                page.get().send(frame.path("text").asText());
            } else {
                closed(channel, ErrorCode.NOT_RUNNING);
            }
        } else if (frame.path("close").asBoolean()) {
            Optional.ofNullable(pages.remove(channel)).ifPresent(RelayedPage::close);
        } else {
            error(ErrorCode.FIELD_MISSING, "open, text or close");
        }
    }

    private void open(long channel, JsonNode open) throws IOException {
        String origin = open.path("origin").asText();
        String resume = open.path("resume").asText();
        if (!ORIGIN.matcher(origin).matches() || !RESUME.matcher(resume).matches()) {
            error(ErrorCode.FIELD_INVALID, "origin or resume");
            return;
        }
        if (pages.containsKey(channel) || pages.size() >= MOST_CHANNELS) {
            closed(channel, ErrorCode.TOO_MANY_REQUESTS);
            return;
        }
        Optional<BridgeFile.Address> bridge = BridgeFile.read(dataDirectory);
        if (bridge.isEmpty()) {
            closed(channel, ErrorCode.NOT_RUNNING);
            return;
        }
        RelayedPage page = new RelayedPage(new ChannelEar(channel));
        pages.put(channel, page);
        page.open(http, bridge.get(), origin, resume);
    }

    /** Writes what the bridge says to one channel. */
    private final class ChannelEar implements RelayedPage.Ear {
        private final long channel;

        ChannelEar(long channel) {
            this.channel = channel;
        }

        @Override
        public void opened() {
            tell(json.createObjectNode().put("channel", channel).put("opened", true));
        }

        @Override
        public void heard(String text) {
            tell(json.createObjectNode().put("channel", channel).put("text", withoutToken(text)));
        }

        @Override
        public void closed() {
            pages.remove(channel);
            tell(closing(channel, ErrorCode.NOT_RUNNING));
        }
    }

    /** The page's own token is of no use here, where the browser vouches for it; what is not handed out cannot leak. */
    private String withoutToken(String text) {
        if (!text.contains("\"token\"")) {
            return text;
        }
        try {
            return json.readTree(text) instanceof ObjectNode message
                            && message.path("event").asText().equals("paired")
                    ? json.writeValueAsString(message.without("token"))
                    : text;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private ObjectNode closing(long channel, ErrorCode error) {
        return json.createObjectNode()
                .put("channel", channel)
                .put("closed", true)
                .put("code", error.code());
    }

    private void closed(long channel, ErrorCode error) throws IOException {
        frames.write(json.writeValueAsString(closing(channel, error)));
    }

    private void error(ErrorCode error, String detail) throws IOException {
        ObjectNode frame = json.createObjectNode();
        frame.putObject("error")
                .put("code", error.code())
                .put("name", error.name())
                .put("detail", detail);
        frames.write(json.writeValueAsString(frame));
    }

    private void tell(ObjectNode frame) {
        try {
            if (!frames.write(json.writeValueAsString(frame))) {
                error(ErrorCode.MESSAGE_TOO_LARGE, "over 1 MB; not relayed");
            }
        } catch (IOException gone) {
            LOG.debug("the browser is gone: {}", gone.toString());
        }
    }
}
