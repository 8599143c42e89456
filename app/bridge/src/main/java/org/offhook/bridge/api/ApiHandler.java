package org.offhook.bridge.api;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.offhook.agent.port.StoreErrors;
import org.offhook.bridge.api.ApiBrowsers.Sender;
import org.offhook.bridge.api.ApiCallers.Finding;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.user.User;
import org.offhook.core.error.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every request of the API's listener, on a virtual thread of its own. */
final class ApiHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    static final String OPENAPI = "/openapi.json";
    /** An ameyo request stays until the customer answers, so there are many at once; this many no floor has. */
    private static final int MOST_AT_ONCE = 4_000;
    /** Requests larger than memory at once: each has its share of the disk. */
    private static final int MOST_LARGE_AT_ONCE = 4;

    private final ApiNames names;
    private final ApiBrowsers browsers;
    private final ApiCallers callers;
    private final List<ApiProfile> profiles;
    private final long mostBodyBytes;
    private final String openApi;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final Semaphore largeRoom = new Semaphore(MOST_LARGE_AT_ONCE);
    private final String process = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong requests = new AtomicLong();

    ApiHandler(
            ApiNames names,
            ApiBrowsers browsers,
            ApiCallers callers,
            List<ApiProfile> profiles,
            long mostBodyBytes,
            String openApi) {
        this.names = names;
        this.browsers = browsers;
        this.callers = callers;
        this.profiles = profiles;
        this.mostBodyBytes = mostBodyBytes;
        this.openApi = openApi;
    }

    private record Door(ApiProfile profile, ApiPath path) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        request.addIdleTimeoutListener(_ -> false); // a silent caller may wait for its customer
        List<String> hosts = request.getHeaders().getValuesList("Host");
        if (hosts.size() != 1 || !names.address(hosts.getFirst())) {
            return plain(response, callback, ApiRefusal.of(ErrorCode.HOST_REFUSED, "this is not a name of the API"));
        }
        String raw = RequestReading.rawPath(request);
        Optional<Door> door = door(raw);
        boolean strict =
                door.map(found -> found.path().form() == ApiPath.Form.STRICT).orElse(true);
        if (strict && request.getHttpURI().hasViolations()) {
            return plain(response, callback, ApiRefusal.of(ErrorCode.MESSAGE_MALFORMED, "the address is not encoded"));
        }
        if (door.isEmpty()) {
            return elsewhere(request, response, callback, raw);
        }
        Sender sender = browsers.of(request.getHeaders());
        if (sender instanceof Sender.Refused(ApiRefusal refusal)) {
            return plain(response, callback, refusal);
        }
        Optional<String> origin = sender instanceof Sender.Page(String page) ? Optional.of(page) : Optional.empty();
        if (request.getMethod().equals("OPTIONS") && origin.isPresent()) {
            return preflight(response, callback, origin.get());
        }
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("POST")) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, POST");
            return plain(response, callback, ApiRefusal.of(ErrorCode.METHOD_REFUSED, "GET or POST"));
        }
        if (!room.tryAcquire()) {
            return plain(response, callback, ApiRefusal.of(ErrorCode.TOO_MANY_REQUESTS, "too many at once"));
        }
        try {
            serve(request, response, callback, door.get(), origin);
        } finally {
            room.release();
        }
        return true;
    }

    private Optional<Door> door(String raw) {
        for (ApiProfile profile : profiles) {
            for (ApiPath path : profile.paths()) {
                if (path.leadsHere(raw)) {
                    return Optional.of(new Door(profile, path));
                }
            }
        }
        return Optional.empty();
    }

    private boolean elsewhere(Request request, Response response, Callback callback, String raw) {
        if (!raw.equals(OPENAPI)) {
            return plain(response, callback, ApiRefusal.of(ErrorCode.API_PATH_UNKNOWN, "no profile has this path"));
        }
        if (!request.getMethod().equals("GET")) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET");
            return plain(response, callback, ApiRefusal.of(ErrorCode.METHOD_REFUSED, "GET"));
        }
        whole(response, callback, ApiAnswer.json(openApi), Optional.empty());
        return true;
    }

    private static boolean preflight(Response response, Callback callback, String origin) {
        HttpFields.Mutable headers = protect(response, Optional.of(origin));
        headers.put("Access-Control-Allow-Methods", "GET, POST");
        headers.put("Access-Control-Allow-Headers", "Content-Type, Authorization, Idempotency-Key");
        headers.put("Access-Control-Max-Age", "600");
        response.setStatus(204);
        callback.succeeded();
        return true;
    }

    private void serve(Request request, Response response, Callback callback, Door door, Optional<String> origin) {
        RequestReading reading =
                new RequestReading(request, door.profile(), door.path(), process + "-" + requests.incrementAndGet());
        LargePermit permit = new LargePermit();
        try {
            ApiAnswer answer = answered(reading, door.profile(), permit);
            switch (answer) {
                case ApiAnswer.Whole whole -> whole(response, callback, whole, origin);
                case ApiAnswer.Streamed streamed -> streamed(request, response, callback, streamed, origin);
            }
        } catch (IOException e) {
            callback.failed(e); // the caller is gone
        } finally {
            permit.giveBack();
            reading.parameters().close();
        }
    }

    /** The right of one request to use the disk. */
    private final class LargePermit {
        private int held;

        void take() throws BodyRefused {
            if (held == 0) {
                if (!largeRoom.tryAcquire()) {
                    throw new BodyRefused(ErrorCode.TOO_MANY_REQUESTS, "too many large requests at once");
                }
                held = 1;
            }
        }

        void giveBack() {
            largeRoom.release(held);
            held = 0;
        }
    }

    private ApiAnswer answered(RequestReading reading, ApiProfile profile, LargePermit permit) throws IOException {
        try {
            reading.read(
                    () -> {
                        if (found(reading, profile) instanceof Finding.Refused) {
                            throw new BodyRefused(
                                    ErrorCode.LOGIN_REFUSED, "credentials come before what is larger than memory");
                        }
                        permit.take();
                    },
                    mostBodyBytes);
            return switch (found(reading, profile)) {
                case Finding.Refused(ApiRefusal refusal) -> refused(reading, profile, Optional.empty(), refusal);
                case Finding.NotAsked _ -> handled(reading, profile, Optional.empty());
                case Finding.Known(User user) -> handled(reading, profile, Optional.of(user));
            };
        } catch (BodyRefused e) {
            reading.readAway();
            return refused(reading, profile, Optional.empty(), ApiRefusal.of(e.error(), e.detail()));
        } catch (StoreException e) {
            return refused(reading, profile, Optional.empty(), storeRefusal(e));
        }
    }

    private Finding found(RequestReading reading, ApiProfile profile) {
        return callers.find(profile, reading.parameters(), reading.authorization(), reading.from());
    }

    private static ApiAnswer handled(RequestReading reading, ApiProfile profile, Optional<User> caller) {
        try {
            ApiRequest request = reading.asked(caller);
            return request.keyTooLong()
                    ? refused(reading, profile, caller, ApiRefusal.of(ErrorCode.FIELD_INVALID, "the key is too long"))
                    : profile.handle(request);
        } catch (StoreException e) {
            return refused(reading, profile, caller, storeRefusal(e));
        } catch (RuntimeException e) {
            LOG.error("{} the profile {} failed", ErrorCode.INTERNAL.code(), profile.name(), e);
            return refused(reading, profile, caller, ApiRefusal.of(ErrorCode.INTERNAL, ""));
        }
    }

    private static ApiRefusal storeRefusal(StoreException failure) {
        ErrorCode error = StoreErrors.codeOf(failure);
        LOG.warn("{} {}", error.code(), failure.getMessage());
        return new ApiRefusal(error, "", Optional.of(Duration.ofSeconds(5)));
    }

    private static ApiAnswer refused(
            RequestReading reading, ApiProfile profile, Optional<User> caller, ApiRefusal refusal) {
        ApiAnswer answer = profile.refused(reading.asked(caller), refusal);
        if (refusal.pause().isEmpty() || !(answer instanceof ApiAnswer.Whole whole)) {
            return answer;
        }
        String seconds = Long.toString(Math.max(1, refusal.pause().get().toSeconds()));
        return new ApiAnswer.Whole(
                whole.status(), whole.contentType(), whole.charset(), whole.text(), Map.of("Retry-After", seconds));
    }

    // ---- writing

    /** A refusal before any profile is known. */
    private static boolean plain(Response response, Callback callback, ApiRefusal refusal) {
        whole(response, callback, ApiRefusals.coded(refusal), Optional.empty());
        return true;
    }

    private static void whole(
            Response response, Callback callback, ApiAnswer.Whole answer, Optional<String> sharedWith) {
        head(response, answer, sharedWith);
        response.write(true, ByteBuffer.wrap(answer.text().getBytes(answer.charset())), callback);
    }

    private static void streamed(
            Request request,
            Response response,
            Callback callback,
            ApiAnswer.Streamed answer,
            Optional<String> sharedWith)
            throws IOException {
        head(response, answer, sharedWith);
        try (OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), 32 * 1024)) {
            answer.writing().to(out);
        } catch (RuntimeException e) {
            LOG.error("{} a streamed answer broke off", ErrorCode.INTERNAL.code(), e);
            callback.failed(e);
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            return;
        }
        callback.succeeded();
    }

    private static void head(Response response, ApiAnswer answer, Optional<String> sharedWith) {
        HttpFields.Mutable headers = protect(response, sharedWith);
        answer.headers().forEach(headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, answer.contentType() + ";charset=" + name(answer.charset()));
        response.setStatus(answer.status());
    }

    private static String name(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? "utf-8" : charset.name();
    }

    private static HttpFields.Mutable protect(Response response, Optional<String> sharedWith) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer"); // a URL may hold a password
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("Vary", "Origin");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cross-Origin-Resource-Policy", sharedWith.isPresent() ? "cross-origin" : "same-origin");
        sharedWith.ifPresent(origin -> headers.put("Access-Control-Allow-Origin", origin));
        return headers;
    }
}
