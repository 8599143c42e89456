package org.offhook.bridge.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.offhook.campaign.user.User;
import org.offhook.core.error.ErrorCode;

/** One request on its way from the socket to its profile. */
final class RequestReading {
    private static final Set<Charset> CHARSETS = Set.of(
            StandardCharsets.UTF_8,
            StandardCharsets.US_ASCII,
            StandardCharsets.ISO_8859_1,
            Charset.forName("windows-1252"));
    private static final long SMALL_BODY_BYTES = 1 << 20;
    /** A caller that still sends is heard out, unread, so that it gets to see the answer; beyond this the connection ends. */
    private static final long MOST_READ_AWAY = 256L << 20;

    private final Request request;
    private final ApiProfile profile;
    private final ApiPath path;
    private final String id;
    private final ApiParameters parameters;
    private final InetAddress from;
    private final InputStream content;
    private Charset charset = StandardCharsets.UTF_8;

    RequestReading(Request request, ApiProfile profile, ApiPath path, String id) {
        this.request = request;
        this.profile = profile;
        this.path = path;
        this.id = id;
        this.parameters = new ApiParameters(profile.parameterNames());
        this.content = Content.Source.asInputStream(request);
        this.from = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress internet
                ? internet.getAddress()
                : InetAddress.getLoopbackAddress();
    }

    InetAddress from() {
        return from;
    }

    ApiParameters parameters() {
        return parameters;
    }

    Optional<String> authorization() {
        return Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }

    /** @param gate asked before anything goes to disk */
    void read(FormReader.LargeGate gate, long mostBodyBytes) throws BodyRefused, IOException {
        String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE))
                .orElse("");
        String query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
        FormReader address = new FormReader(parameters, profile.largeParameters(), StandardCharsets.UTF_8, gate);
        address.read(path.parametersIn(rawPath(request)));
        address.read(query);
        charset = charset(type);
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        long most = profile.largeParameters().isEmpty() ? SMALL_BODY_BYTES : mostBodyBytes;
        InputStream body = BoundedBody.of(content, most); // closing it would cut off a caller that still sends
        try {
            switch (bare) {
                case "application/x-www-form-urlencoded" ->
                    new FormReader(parameters, profile.largeParameters(), charset, gate).read(body);
                case "application/json" -> new JsonReader(parameters, profile.largeParameters(), gate).read(body);
                default -> {
                    if (body.read() >= 0) {
                        throw new BodyRefused(
                                ErrorCode.CONTENT_TYPE_REFUSED, "send application/x-www-form-urlencoded or JSON");
                    }
                }
            }
        } catch (BoundedBody.TooLong e) {
            throw new BodyRefused(ErrorCode.MESSAGE_TOO_LARGE, "the body is too long");
        }
    }

    private static Charset charset(String type) throws BodyRefused {
        for (String part : type.split(";")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equalsIgnoreCase("charset")) {
                try {
                    Charset named = Charset.forName(pair[1].replace("\"", "").strip());
                    if (CHARSETS.contains(named)) {
                        return named;
                    }
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    throw new BodyRefused(ErrorCode.CONTENT_TYPE_REFUSED, "the charset is not known");
                }
                throw new BodyRefused(ErrorCode.CONTENT_TYPE_REFUSED, "the charset is not known");
            }
        }
        return StandardCharsets.UTF_8;
    }

    /** Reads what is left without keeping it. */
    void readAway() {
        byte[] away = new byte[64 * 1024];
        long left = MOST_READ_AWAY;
        try {
            for (int read = content.read(away); read > 0 && left > 0; read = content.read(away)) {
                left -= read;
            }
        } catch (IOException e) {
            left = 0; // gone: there is nobody to answer, which the answer will find out
        }
    }

    ApiRequest asked(Optional<User> caller) {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(
                    field.getName().toLowerCase(Locale.ROOT),
                    Optional.ofNullable(field.getValue()).orElse(""));
        }
        headers.remove("authorization"); // looked at already; nobody else needs it
        return new ApiRequest(
                id, request.getMethod(), rawPath(request), from, Map.copyOf(headers), charset, parameters, caller);
    }

    static String rawPath(Request request) {
        return Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
    }
}
