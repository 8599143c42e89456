package org.offhook.signalling;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;

/**
 * Digits by INFO, one request each, the next when the one before is taken and its tone would be over: an INFO has no place in time of
 * its own. As application/dtmf-relay, or application/dtmf where that is not understood; neither is an Info package (RFC 6086 §2 tells of
 * this older use). Confined to the signalling thread.
 */
final class DigitsByInfo {
    static final String RELAY = "application/dtmf-relay";
    static final String PLAIN = "application/dtmf";

    private static final int TONE_MILLIS = 160;
    private static final Duration SPACING = Duration.ofMillis(TONE_MILLIS + 80);
    private static final Pattern SIGNAL = Pattern.compile("(?im)^\\s*Signal\\s*=\\s*([0-9*#A-D])\\s*$");
    private static final Pattern DURATION = Pattern.compile("(?im)^\\s*Duration\\s*=\\s*([0-9]{1,5})\\s*$");

    private final CallId call;
    private final DialogState dialog;
    private final ExchangeLink link;
    private final RequestSender sender;
    private final RequestBuilder builder;
    private final HopFinder hops;
    private final SignallingThread thread;
    private final PhoneInbox inbox;
    private final StringBuilder waiting = new StringBuilder();
    private Stage stage = Stage.IDLE;
    private String type = RELAY;

    private enum Stage {
        IDLE,
        BUSY
    }

    DigitsByInfo(
            CallId call,
            DialogState dialog,
            ExchangeLink link,
            RequestSender sender,
            RequestBuilder builder,
            HopFinder hops,
            SignallingThread thread,
            PhoneInbox inbox) {
        this.call = call;
        this.dialog = dialog;
        this.link = link;
        this.sender = sender;
        this.builder = builder;
        this.hops = hops;
        this.thread = thread;
        this.inbox = inbox;
    }

    /** False once the node is another one. */
    boolean isOf(ExchangeLink current) {
        return link == current;
    }

    // ---- sent

    void add(String digits) {
        waiting.append(digits);
        if (stage == Stage.IDLE) {
            next();
        }
    }

    private void next() {
        if (waiting.isEmpty()) {
            stage = Stage.IDLE;
            return;
        }
        stage = Stage.BUSY;
        if (dialog.refusesInfo()) {
            refused();
            return;
        }
        char digit = waiting.charAt(0);
        Request info = dialog.newRequest(Request.INFO, builder, link.node.messages());
        String body = type.equals(RELAY) ? "Signal=" + digit + "\r\nDuration=" + TONE_MILLIS + "\r\n" : "" + digit;
        link.node.messages().setBody(info, "application", type.substring(type.indexOf('/') + 1), body);
        sender.send(info, hops.find(dialog.nextHop()), dialog::nextSequence, new RequestSender.Outcome() {
            @Override
            public void responded(Response response) {
                if (response.getStatusCode() >= 200) {
                    answered(response.getStatusCode());
                }
            }

            @Override
            public void timedOut() {
                refused();
            }

            @Override
            public void failed(ErrorCode code) {
                refused();
            }
        });
    }

    private void answered(int status) {
        if (status < 300) {
            waiting.deleteCharAt(0);
            thread.after(SPACING, this::next);
        } else if (status == Response.UNSUPPORTED_MEDIA_TYPE && type.equals(RELAY)) {
            type = PLAIN;
            next();
        } else {
            refused();
        }
    }

    private void refused() {
        String left = waiting.toString();
        waiting.setLength(0);
        stage = Stage.IDLE;
        inbox.callInput(call, new CallInput.DigitsRefused(dialog.id(), left));
    }

    // ---- received

    static boolean isCarriedBy(Message info) {
        Optional<String> type = Bodies.type(info);
        return type.equals(Optional.of(RELAY)) || type.equals(Optional.of(PLAIN));
    }

    /** The digit in an INFO; empty when there is none, or something that is no digit, such as hook flash. */
    static Optional<CallInput.DigitReceived> read(Message info) {
        String body = Bodies.text(info);
        if (Bodies.type(info).equals(Optional.of(PLAIN))) {
            String digit = body.strip().toUpperCase(Locale.ROOT);
            return digit.matches("[0-9*#A-D]")
                    ? Optional.of(new CallInput.DigitReceived(digit.charAt(0), Duration.ofMillis(TONE_MILLIS)))
                    : Optional.empty();
        }
        Matcher signal = SIGNAL.matcher(body);
        if (!signal.find()) {
            return Optional.empty();
        }
        Matcher duration = DURATION.matcher(body);
        int millis = duration.find() ? Integer.parseInt(duration.group(1)) : TONE_MILLIS;
        return Optional.of(new CallInput.DigitReceived(
                Character.toUpperCase(signal.group(1).charAt(0)), Duration.ofMillis(millis)));
    }
}
