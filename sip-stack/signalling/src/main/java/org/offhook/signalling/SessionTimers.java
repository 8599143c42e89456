package org.offhook.signalling;

import java.text.ParseException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.SessionTerms;
import org.offhook.core.call.SessionTerms.Refresh;
import org.offhook.core.call.SessionTerms.Refresher;
import org.offhook.sip.SipMessages;

/**
 * What messages say about the life of a session: Session-Expires, Min-SE and who refreshes (RFC 4028). What was agreed on is kept with
 * the dialog and told to the call, which keeps the time. Confined to the signalling thread.
 */
final class SessionTimers {
    static final String SESSION_EXPIRES = "Session-Expires";
    static final String MIN_SE = "Min-SE";
    static final String OPTION = "timer";

    /** RFC 4028 §5: nobody may want less of the other. */
    static final Duration LEAST = Duration.ofSeconds(90);

    /** An answer that says less than it may is obeyed down to here: nobody makes us send without a pause. */
    private static final Duration FLOOR = Duration.ofSeconds(4);

    private static final Duration MOST = Duration.ofDays(1);

    private final Duration wanted;
    private final SipMessages messages;

    /** @param wanted interval to ask for, at least 90 s; zero asks for none and still grants what others want */
    SessionTimers(Duration wanted, SipMessages messages) {
        this.wanted = wanted.isPositive() ? longer(wanted, LEAST) : Duration.ZERO;
        this.messages = messages;
    }

    // ---- requests of ours

    /** INVITE to a new call: we offer to refresh, since a far end behind us may have no way in (§7.1). */
    void ask(Request invite) {
        if (wanted.isPositive()) {
            set(invite, SESSION_EXPIRES, wanted.toSeconds() + ";refresher=uac");
            set(invite, MIN_SE, Long.toString(LEAST.toSeconds()));
        }
    }

    /** Request in a dialog: the roles stay what they are (§7.4). */
    void ask(Request request, DialogState dialog) {
        dialog.session.ifPresent(terms -> {
            Duration interval = longer(terms.interval(), dialog.leastSession);
            String refresher = terms.refresher() == Refresher.US ? "uac" : "uas";
            set(request, SESSION_EXPIRES, interval.toSeconds() + ";refresher=" + refresher);
            set(request, MIN_SE, Long.toString(dialog.leastSession.toSeconds()));
        });
    }

    /**
     * Reads a 2xx to INVITE or UPDATE (§7.2).
     *
     * @param sent the request that was answered, as it went out last
     * @return what the call has to know, if there is anything
     */
    Optional<CallInput.SessionTimed> agreed(Request sent, Response answer, DialogState dialog) {
        dialog.leastSession =
                seconds(sent, MIN_SE).map(least -> longer(least, LEAST)).orElse(dialog.leastSession);
        Optional<SessionTerms> terms = seconds(answer, SESSION_EXPIRES)
                .map(interval -> new SessionTerms(
                        longer(interval, FLOOR),
                        refresher(answer).equals("uas") ? Refresher.FAR_END : Refresher.US,
                        refresh(dialog)));
        return keep(dialog, terms);
    }

    /** Raises the interval of a request that was answered 422 (§7.3); false when that gives no new request. */
    static boolean raise(Request again, Response tooSmall, SipMessages messages) {
        Optional<Duration> least = seconds(tooSmall, MIN_SE);
        Optional<Duration> asked = seconds(again, SESSION_EXPIRES);
        if (least.isEmpty() || asked.isEmpty() || least.get().compareTo(MOST) > 0) {
            return false;
        }
        boolean higher = least.get().compareTo(asked.get()) > 0
                || seconds(again, MIN_SE)
                        .map(said -> said.compareTo(least.get()) < 0)
                        .orElse(true);
        if (higher) {
            String refresher = refresher(again);
            String value = longer(least.get(), asked.get()).toSeconds() + "";
            set(messages, again, SESSION_EXPIRES, refresher.isEmpty() ? value : value + ";refresher=" + refresher);
            set(messages, again, MIN_SE, Long.toString(least.get().toSeconds()));
        }
        return higher;
    }

    // ---- requests of the far end

    /** Whether a request wants refreshes more often than we grant (§9: 422, but only for who understands it). */
    boolean isTooShort(Request request) {
        return supports(request)
                && seconds(request, SESSION_EXPIRES)
                        .filter(interval -> interval.compareTo(LEAST) < 0)
                        .isPresent();
    }

    void addLeast(Response tooShort) {
        set(tooShort, MIN_SE, Long.toString(LEAST.toSeconds()));
    }

    /**
     * Completes our 2xx to INVITE or UPDATE (§9).
     *
     * @return what the call has to know, if there is anything
     */
    Optional<CallInput.SessionTimed> answer(Request request, Response response, DialogState dialog) {
        boolean understands = supports(request);
        Duration least = longer(seconds(request, MIN_SE).orElse(LEAST), dialog.leastSession);
        Optional<Duration> asked = seconds(request, SESSION_EXPIRES);
        if (asked.isEmpty() && !(understands && wanted.isPositive())) {
            return keep(dialog, Optional.empty());
        }
        Duration own = wanted.isPositive() ? longer(wanted, least) : MOST;
        Duration interval =
                asked.map(theirs -> theirs.compareTo(own) < 0 ? theirs : own).orElse(own);
        // §9, table 2: who does not understand cannot refresh; whoever asked first and left it open does
        boolean us = !understands || asked.isEmpty() || refresher(request).equals("uas");
        set(response, SESSION_EXPIRES, interval.toSeconds() + (us ? ";refresher=uas" : ";refresher=uac"));
        if (understands) {
            set(response, "Require", OPTION);
        }
        SessionTerms terms =
                new SessionTerms(longer(interval, FLOOR), us ? Refresher.US : Refresher.FAR_END, refresh(dialog));
        return keep(dialog, Optional.of(terms));
    }

    // ---- both

    private static Optional<CallInput.SessionTimed> keep(DialogState dialog, Optional<SessionTerms> terms) {
        boolean news = terms.isPresent() || dialog.session.isPresent();
        dialog.session = terms;
        return news ? Optional.of(new CallInput.SessionTimed(dialog.id(), terms)) : Optional.empty();
    }

    private static Refresh refresh(DialogState dialog) {
        return dialog.takesUpdate() ? Refresh.UPDATE : Refresh.REINVITE;
    }

    private static boolean supports(Request request) {
        return RequestSender.values(request, "Supported").stream().anyMatch(OPTION::equalsIgnoreCase)
                || RequestSender.values(request, "Require").stream().anyMatch(OPTION::equalsIgnoreCase);
    }

    private static String refresher(Message message) {
        String value = Bodies.header(message, SESSION_EXPIRES).orElse("").toLowerCase(Locale.ROOT);
        int at = value.indexOf("refresher=");
        return at < 0 ? "" : value.substring(at + 10).split("[;, ]", 2)[0];
    }

    /** Delta-seconds at the beginning of a header. */
    private static Optional<Duration> seconds(Message message, String header) {
        String value = Bodies.header(message, header).orElse("");
        int end = 0;
        while (end < value.length() && end < 9 && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
            end++;
        }
        return end == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(value.substring(0, end))));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private void set(Message message, String name, String value) {
        set(messages, message, name, value);
    }

    private static void set(SipMessages messages, Message message, String name, String value) {
        try {
            message.setHeader(messages.headers().createHeader(name, value));
        } catch (ParseException impossible) {
            throw new IllegalStateException("a header of our own making", impossible);
        }
    }
}
