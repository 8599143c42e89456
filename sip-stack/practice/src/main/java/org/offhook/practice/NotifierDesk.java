package org.offhook.practice;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sip.address.SipURI;
import javax.sip.header.EventHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.practice.Notices.EventPackage;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipSendException;

/**
 * The notifier of RFC 6665 §4.2 for the mailbox of an extension (RFC 3842) and for who is on a call (RFC 4235). Whenever something changes,
 * each subscriber whose document would be another one is told. Loop only.
 */
final class NotifierDesk {
    private static final int MOST_SUBSCRIPTIONS = 200;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofSeconds(10);

    private final SipNode node;
    private final ExchangeLoop loop;
    private final AnswerDesk answers;
    private final PracticeSettings settings;
    private final Supplier<List<HeardCall>> calls;
    private final Map<Dialog.Key, Kept> kept = new LinkedHashMap<>();
    private int fresh = 1;
    private int old;

    /** One subscription. */
    private static final class Kept {
        private final Dialog dialog;
        private final EventPackage event;
        private final String number;
        private Instant until;
        private String told = "";
        private int version;

        private Kept(Dialog dialog, EventPackage event, String number, Instant until) {
            this.dialog = dialog;
            this.event = event;
            this.number = number;
            this.until = until;
        }
    }

    /** @param calls that run now */
    NotifierDesk(
            SipNode node,
            ExchangeLoop loop,
            AnswerDesk answers,
            PracticeSettings settings,
            Supplier<List<HeardCall>> calls) {
        this.node = node;
        this.loop = loop;
        this.answers = answers;
        this.settings = settings;
        this.calls = calls;
    }

    /** A SUBSCRIBE of somebody whose password is right, or who need not have one. */
    void subscribe(IncomingRequest incoming) {
        Request request = incoming.request();
        Optional<Dialog.Key> key = MessageReader.dialogOf(request);
        if (key.isPresent()) {
            refresh(incoming, kept.get(key.get()));
            return;
        }
        Optional<EventPackage> event = event(request);
        String number = request.getRequestURI() instanceof SipURI uri && uri.getUser() != null ? uri.getUser() : "";
        Duration granted = granted(request);
        if (event.isEmpty()) {
            answers.answer(incoming, Response.BAD_EVENT);
        } else if (!exists(event.get(), number)) {
            answers.answer(incoming, Response.NOT_FOUND);
        } else if (!granted.isZero() && granted.compareTo(SHORTEST) < 0) {
            answers.tooBrief(incoming, SHORTEST);
        } else if (kept.size() >= MOST_SUBSCRIPTIONS) {
            answers.answer(incoming, Response.SERVICE_UNAVAILABLE);
        } else {
            Kept one = new Kept(
                    Dialog.answering(node, incoming),
                    event.get(),
                    number,
                    loop.now().plus(granted));
            kept.put(one.dialog.key(), one);
            accept(incoming, one, granted);
        }
    }

    private void refresh(IncomingRequest incoming, @Nullable Kept one) {
        if (one == null) {
            answers.answer(incoming, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        } else if (!one.dialog.accept(incoming)) {
            answers.answer(incoming, Response.SERVER_INTERNAL_ERROR);
        } else {
            accept(incoming, one, granted(incoming.request()));
        }
    }

    private static Optional<EventPackage> event(Request request) {
        return request.getHeader(EventHeader.NAME) instanceof EventHeader event
                ? EventPackage.named(event.getEventType())
                : Optional.empty();
    }

    private static Duration granted(Request request) {
        Duration asked = request.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                ? Duration.ofSeconds(expires.getExpires())
                : LONGEST;
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private boolean exists(EventPackage event, String number) {
        return settings.extensions().contains(number)
                || (event == EventPackage.DIALOG
                        && !number.equals(PracticeDirectory.NOBODY)
                        && PracticeDirectory.numbers().stream()
                                .anyMatch(entry -> entry.number().equals(number)));
    }

    /** 200, then the whole at once, also where it was a refresh (RFC 6665 §4.2.1.2). */
    private void accept(IncomingRequest incoming, Kept one, Duration granted) {
        Response response = node.messages().response(incoming.request(), Response.OK, one.dialog.localTag());
        one.dialog.addContact(response);
        answers.addHeader(response, "Expires", Long.toString(granted.toSeconds()));
        answers.send(incoming, response);
        one.until = loop.now().plus(granted);
        if (granted.isZero()) {
            end(one);
        } else {
            tell(one, document(one), "active;expires=" + granted.toSeconds());
            loop.after(granted.plusMillis(500), () -> lapse(one));
        }
    }

    private void lapse(Kept one) {
        if (kept.containsKey(one.dialog.key()) && !one.until.isAfter(loop.now())) {
            end(one);
        }
    }

    private void end(Kept one) {
        kept.remove(one.dialog.key());
        tell(one, document(one), "terminated;reason=timeout");
    }

    // ---- what changes

    /** Something changed: whoever does not know it yet is told. */
    void look() {
        for (Kept one : List.copyOf(kept.values())) {
            String now = document(one);
            if (!now.equals(one.told)) {
                long left = Math.max(1, Duration.between(loop.now(), one.until).toSeconds());
                tell(one, now, "active;expires=" + left);
            }
        }
    }

    /** Somebody speaks a message into the mailbox. */
    void leaveMessage() {
        fresh++;
        look();
    }

    /** The mailbox was listened to. */
    void messagesHeard() {
        old += fresh;
        fresh = 0;
        look();
    }

    /** Without its version, which is set when it is sent. */
    private String document(Kept one) {
        return switch (one.event) {
            case MESSAGES -> Notices.messages(fresh, old);
            case DIALOG -> Notices.dialogs(one.number, calls.get());
        };
    }

    private void tell(Kept one, String document, String state) {
        Request notify = one.dialog.request(Request.NOTIFY);
        try {
            node.messages().addHeader(notify, "Event", one.event.word());
            node.messages().addHeader(notify, "Subscription-State", state);
            node.messages()
                    .setBody(
                            notify,
                            "application",
                            one.event.subtype(),
                            document.replace(Notices.VERSION, Integer.toString(one.version)));
            one.version++;
            one.told = document;
            node.send(notify, one.dialog.hop());
        } catch (ParseException impossible) {
            throw new IllegalStateException("headers of our own making", impossible);
        } catch (SipSendException gone) {
            kept.remove(one.dialog.key());
        }
    }

    /** What became of a NOTIFY: a subscriber that knows of nothing, or does not answer, is told no more (RFC 6665 §4.2.2). */
    void notified(Dialog.Key key, int status) {
        if (status >= 300) {
            kept.remove(key);
        }
    }
}
