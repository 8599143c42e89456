package org.offhook.bridge.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;
import org.offhook.bridge.event.EventReader;
import org.offhook.bridge.message.Answers;
import org.offhook.bridge.message.CrmAction;
import org.offhook.bridge.message.MessageReader;
import org.offhook.bridge.message.MessageReader.Reading;
import org.offhook.bridge.message.Refusal;
import org.offhook.bridge.message.Request.Hello;
import org.offhook.bridge.message.Request.StreamPosition;
import org.offhook.bridge.message.RequestReader.Sender;
import org.offhook.bridge.trust.Caller;
import org.offhook.bridge.trust.Door;
import org.offhook.bridge.trust.RateLimit;
import org.offhook.core.error.ErrorCode;

/**
 * One WebSocket. It begins as a stranger, a program that owes its token, or an admitted caller; a stranger is sent nothing at all
 * until a person has said yes. Jetty calls it from one thread at a time; outcomes and events come from others.
 */
public final class BridgeSocket implements Session.Listener.AutoDemanding, EventReader, PairingDesk.Asker, Visitor {
    /** A socket that has not said who it is by then is closed. */
    static final Duration TIME_TO_SAY_WHO = Duration.ofSeconds(5);

    /** How much of a message that is too large is read before the connection ends. */
    private static final int MOST_READ_AWAY = 4 * 1024 * 1024;

    private static final Hello SILENT_HELLO = new Hello(Optional.empty(), "", EnumSet.allOf(PairingScope.class));

    private final SocketHouse house;
    private final String seat;
    private final PairingDesk.Ends ends;
    private final Optional<StreamPosition> resumeFrom;
    private final RateLimit pace;
    private final StringBuilder partial = new StringBuilder();
    private int readAway;
    private final AtomicReference<Stage> stage;
    private volatile @Nullable Session session;
    private volatile @Nullable SocketOutbox outbox;

    /** Where the socket is on its way in. */
    sealed interface Stage {
        /** A page nobody knows; its first message may raise the question. */
        record Stranger(String origin) implements Stage {}

        /** Its first message is being looked at. */
        record Knocking(String origin) implements Stage {}

        /** The question is before a person. */
        record Asking(String origin, String requestId) implements Stage {}

        record TokenOwed() implements Stage {}

        record Inside(Caller caller) implements Stage {}

        record Gone() implements Stage {}
    }

    BridgeSocket(
            SocketHouse house,
            String seat,
            Stage first,
            PairingDesk.Ends ends,
            Optional<StreamPosition> resumeFrom,
            RateLimit pace) {
        this.house = house;
        this.seat = seat;
        this.stage = new AtomicReference<>(first);
        this.ends = ends;
        this.resumeFrom = resumeFrom;
        this.pace = pace;
    }

    private Stage stage() {
        return Objects.requireNonNull(stage.get());
    }

    // ---- Jetty

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
        outbox = new SocketOutbox(opened);
        house.sockets().opened(this);
        switch (stage()) {
            case Stage.Inside(Caller caller) -> welcome(caller);
            case Stage.Stranger _, Stage.TokenOwed _ -> house.after(TIME_TO_SAY_WHO, this::tooLate);
            case Stage.Knocking _, Stage.Asking _, Stage.Gone _ -> {}
        }
    }

    @Override
    public void onWebSocketPartialText(String payload, boolean last) {
        if (last && readAway == 0 && partial.isEmpty()) {
            whole(payload);
            return;
        }
        if (readAway > 0 || partial.length() + payload.length() > MessageReader.LARGEST_BYTES) {
            // Closing while its sender still writes would reset the connection, and the reason would be lost with it.
            readAway += payload.length() + partial.length();
            partial.setLength(0);
            if (last || readAway > MOST_READ_AWAY) {
                tooLarge();
            }
            return;
        }
        partial.append(payload);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            whole(text);
        }
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer payload, boolean last, Callback callback) {
        callback.succeed();
        end(StatusCode.BAD_DATA, ErrorCode.MESSAGE_MALFORMED);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        gone();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        gone();
        callback.succeed();
    }

    private void gone() {
        Stage before = stage.getAndSet(new Stage.Gone());
        if (before instanceof Stage.Gone) {
            return;
        }
        house.events().leave(this);
        house.sockets().closed(this);
        house.sockets().leaveSeat(seat);
        if (before instanceof Stage.Asking(String _, String requestId)) {
            house.pairing().leave(requestId, this);
        }
    }

    private void tooLate() {
        switch (stage()) {
            case Stage.Stranger _ -> drop();
            case Stage.TokenOwed _ -> end(StatusCode.POLICY_VIOLATION, ErrorCode.TOKEN_REFUSED);
            case Stage.Knocking _, Stage.Asking _, Stage.Inside _, Stage.Gone _ -> {}
        }
    }

    private void tooLarge() {
        partial.setLength(0);
        end(StatusCode.MESSAGE_TOO_LARGE, ErrorCode.MESSAGE_TOO_LARGE);
    }

    // ---- messages

    private void whole(String text) {
        // A character is at least a byte, so most messages need no counting.
        if (text.length() > MessageReader.LARGEST_BYTES / 3
                && text.getBytes(StandardCharsets.UTF_8).length > MessageReader.LARGEST_BYTES) {
            tooLarge();
            return;
        }
        switch (stage()) {
            case Stage.Inside _ -> house.clerk().take(text, this);
            case Stage.Stranger stranger -> {
                Stage.Knocking knocking = new Stage.Knocking(stranger.origin());
                if (stage.compareAndSet(stranger, knocking)) {
                    house.elsewhere().execute(() -> knock(knocking, text));
                }
            }
            case Stage.TokenOwed owed -> showToken(owed, text);
            case Stage.Knocking _,
                    Stage.Asking _,
                    Stage.Gone _ -> {} // nothing is done before the answer, nor kept for after it
        }
    }

    /** The first message of a page nobody knows: it raises the question, or shows a token that the Origin alone lacked. */
    private void knock(Stage.Knocking knocking, String text) {
        String origin = knocking.origin();
        Hello hello = hello(text).orElse(SILENT_HELLO);
        if (hello.token().isPresent()
                && house.admit(origin, hello.token(), ends) instanceof Door.Answer.Admitted(Caller caller)) {
            admitted(knocking, caller);
            return;
        }
        Optional<String> question = house.pairing().ask(origin, hello, ends, this);
        if (question.isEmpty()) {
            drop();
            return;
        }
        boolean moved = stage.compareAndSet(knocking, new Stage.Asking(origin, question.get()));
        if (!moved && stage() instanceof Stage.Gone) {
            house.pairing().leave(question.get(), this);
        }
    }

    private void showToken(Stage.TokenOwed owed, String text) {
        Optional<String> token = hello(text).flatMap(Hello::token);
        if (token.isPresent() && house.door().program(token) instanceof Door.Answer.Admitted(Caller caller)) {
            admitted(owed, caller);
            return;
        }
        end(StatusCode.POLICY_VIOLATION, ErrorCode.TOKEN_REFUSED);
    }

    private Optional<Hello> hello(String text) {
        return MessageReader.read(text) instanceof Reading.Understood(var message)
                        && message.action().equals(CrmAction.HELLO.word())
                        && house.reader().read(CrmAction.HELLO, message, Sender.NOBODY) instanceof Hello hello
                ? Optional.of(hello)
                : Optional.empty();
    }

    private void admitted(Stage before, Caller caller) {
        if (stage.compareAndSet(before, new Stage.Inside(caller))) {
            welcome(caller);
        }
    }

    private void welcome(Caller caller) {
        Set<PairingScope> scopes = house.clerk().scopes(caller);
        deliver(Greetings.welcome(scopes));
        if (scopes.contains(PairingScope.READ)) {
            house.events().join(this, resumeFrom);
        }
    }

    // ---- the answer of a person

    @Override
    public void granted(PairedOrigin pairing) {
        Stage inside = new Stage.Inside(new Caller.Page(pairing.origin()));
        Stage before = stage.getAndUpdate(now -> now instanceof Stage.Gone ? now : inside);
        if (before instanceof Stage.Gone) {
            return;
        }
        deliver(Greetings.paired(pairing, house.tokens().ofPage(pairing)));
        if (pairing.scopes().contains(PairingScope.READ)) {
            house.events().join(this, Optional.empty());
        }
    }

    @Override
    public void refused() {
        drop();
    }

    // ---- towards the peer

    @Override
    public void deliver(String json) {
        SocketOutbox out = outbox;
        if (out != null && !out.send(json)) {
            house.events().leave(this);
        }
    }

    void ping() {
        Session open = session;
        if (open != null && open.isOpen()) {
            open.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
    }

    /** Ends the connection with a reason. A stranger gets none. */
    void end(int status, ErrorCode error) {
        house.refusals().count(error);
        Session open = session;
        switch (stage()) {
            case Stage.Stranger _, Stage.Knocking _, Stage.Asking _ -> drop();
            case Stage.Inside _, Stage.TokenOwed _ -> {
                deliver(Answers.refused(Optional.empty(), Refusal.of(error, "the connection ends")));
                gone();
                if (open != null) {
                    open.close(status, error.code() + " " + error.name(), Callback.NOOP);
                }
            }
            case Stage.Gone _ -> {}
        }
    }

    private void drop() {
        Session open = session;
        gone();
        if (open != null) {
            open.disconnect();
        }
    }

    /** Whether this socket speaks for {@code origin}. */
    boolean speaksFor(String origin) {
        return stage() instanceof Stage.Inside(Caller.Page(String mine)) && mine.equals(origin);
    }

    // ---- towards the clerk

    @Override
    public Caller caller() {
        if (stage() instanceof Stage.Inside(Caller caller)) {
            return caller;
        }
        throw new IllegalStateException("only who is inside has messages taken");
    }

    @Override
    public RateLimit pace() {
        return pace;
    }

    @Override
    public boolean wantsEveryAnswer() {
        return false;
    }

    @Override
    public void answer(String json, Optional<ErrorCode> refused) {
        deliver(json);
    }

    @Override
    public boolean subscribe(Optional<StreamPosition> from) {
        house.events().join(this, from);
        return true;
    }

    @Override
    public boolean unsubscribe() {
        house.events().leave(this);
        return true;
    }
}
