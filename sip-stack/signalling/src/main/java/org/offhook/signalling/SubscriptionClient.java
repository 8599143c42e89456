package org.offhook.signalling;

import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sip.ClientTransaction;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.WatchInput;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.EventPackage;
import org.offhook.core.subscription.Subscription;
import org.offhook.core.subscription.SubscriptionInput;
import org.offhook.core.subscription.SubscriptionInput.Standing;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipTarget;

/**
 * The dialogs of our subscriptions: SUBSCRIBE by core's order, NOTIFY to whom it concerns (RFC 6665 §4.1). Bodies are read here and handed
 * on as what they say. Confined to the signalling thread.
 */
final class SubscriptionClient {
    private final ExchangeLink link;
    private final RequestSender sender;
    private final RequestBuilder builder;
    private final HopFinder hops;
    private final Supplier<SipTarget> wayOut;
    private final PhoneInbox inbox;
    private final Map<Subscription, Kept> kept = new HashMap<>();

    /** What is kept of one subscription. */
    private static final class Kept {
        private final String callId = SipMessages.newCallId();
        private final String tag = SipMessages.newTag();
        private long sequence;
        private @Nullable Request lastSent;
        private @Nullable DialogState dialog;
        private RequestSender.@Nullable Pending pending;
    }

    /** @param wayOut of requests outside of dialogs */
    SubscriptionClient(
            ExchangeLink link,
            RequestSender sender,
            RequestBuilder builder,
            HopFinder hops,
            Supplier<SipTarget> wayOut,
            PhoneInbox inbox) {
        this.link = link;
        this.sender = sender;
        this.builder = builder;
        this.hops = hops;
        this.wayOut = wayOut;
        this.inbox = inbox;
    }

    // ---- SUBSCRIBE

    void subscribe(Subscription subscription, int expirySeconds, int attempt) {
        forget(subscription);
        Kept one = new Kept();
        kept.put(subscription, one);
        Request request;
        try {
            request = builder.toExchange(Request.SUBSCRIBE, subscription.target(), one.callId, ++one.sequence, one.tag);
            complete(request, subscription, expirySeconds);
        } catch (ParseException noSipName) {
            tell(
                    subscription,
                    new SubscriptionInput.SubscribeRejected(attempt, 404, Optional.empty(), Optional.empty()));
            return;
        }
        one.pending = sender.send(
                request, wayOut.get(), () -> ++one.sequence, new Answers(subscription, one, expirySeconds, attempt));
    }

    void refresh(Subscription subscription, int expirySeconds, int attempt) {
        Kept one = kept.get(subscription);
        DialogState dialog = one == null ? null : one.dialog;
        if (one == null || dialog == null) {
            tell(
                    subscription,
                    new SubscriptionInput.SubscribeRejected(attempt, 481, Optional.empty(), Optional.empty()));
            return;
        }
        Request request = dialog.newRequest(Request.SUBSCRIBE, builder, link.node.messages());
        try {
            builder.addContactAndAllow(request);
            complete(request, subscription, expirySeconds);
        } catch (ParseException impossible) {
            throw new IllegalStateException("headers of our own making", impossible);
        }
        one.pending = sender.send(
                request,
                hops.find(dialog.nextHop()),
                dialog::nextSequence,
                new Answers(subscription, one, expirySeconds, attempt));
    }

    private void complete(Request request, Subscription subscription, int expirySeconds) throws ParseException {
        SipMessages messages = link.node.messages();
        messages.addHeader(request, "Event", subscription.event().word());
        messages.addHeader(request, "Accept", subscription.event().body());
        messages.addHeader(request, "Expires", Integer.toString(expirySeconds));
    }

    void forget(Subscription subscription) {
        Kept gone = kept.remove(subscription);
        if (gone != null && gone.pending != null) {
            gone.pending.abandon();
        }
    }

    /** What is on its way is of no interest any more. */
    void quiet() {
        for (Kept one : kept.values()) {
            if (one.pending != null) {
                one.pending.abandon();
            }
        }
        kept.clear();
    }

    private void tell(Subscription subscription, SubscriptionInput input) {
        inbox.watchInput(new WatchInput.OfSubscription(subscription, input));
    }

    /** Hears what becomes of one SUBSCRIBE. */
    private final class Answers implements RequestSender.Outcome {
        private final Subscription subscription;
        private final Kept one;
        private final int asked;
        private final int attempt;

        private Answers(Subscription subscription, Kept one, int asked, int attempt) {
            this.subscription = subscription;
            this.one = one;
            this.asked = asked;
            this.attempt = attempt;
        }

        @Override
        public void sent(ClientTransaction transaction, Request request) {
            one.lastSent = request;
        }

        @Override
        public void responded(Response response) {
            int status = response.getStatusCode();
            if (status < 200) {
                return;
            }
            Request request = one.lastSent;
            if (status >= 300 || request == null) {
                tell(
                        subscription,
                        new SubscriptionInput.SubscribeRejected(
                                attempt,
                                status,
                                Bodies.header(response, "Min-Expires").flatMap(RegistrationClient::seconds),
                                Bodies.header(response, "Retry-After").flatMap(RegistrationClient::seconds)));
                return;
            }
            DialogState dialog = one.dialog;
            if (dialog == null && response.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() != null) {
                one.dialog = DialogState.ofCaller(request, response);
            } else if (dialog != null) {
                dialog.refreshTarget(response);
            }
            tell(subscription, new SubscriptionInput.SubscribeAccepted(attempt, granted(response)));
        }

        private Duration granted(Response response) {
            return Duration.ofSeconds(
                    response.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                            ? expires.getExpires()
                            : asked);
        }

        @Override
        public void timedOut() {
            tell(subscription, new SubscriptionInput.SubscribeFailed(attempt, ErrorCode.SERVER_SILENT));
        }

        @Override
        public void failed(ErrorCode code) {
            tell(subscription, new SubscriptionInput.SubscribeFailed(attempt, code));
        }
    }

    // ---- NOTIFY

    /**
     * A NOTIFY that belongs to no call.
     *
     * @param fromExchange whether it came from one of the registered exchange's own addresses
     * @return the status to answer it with
     */
    int notified(Request notify, boolean fromExchange) {
        String tag = ((ToHeader) notify.getHeader(ToHeader.NAME)).getTag();
        if (tag == null) {
            return told(notify, fromExchange);
        }
        String callId = ((CallIdHeader) notify.getHeader(CallIdHeader.NAME)).getCallId();
        for (Map.Entry<Subscription, Kept> entry : kept.entrySet()) {
            if (entry.getValue().callId.equals(callId) && entry.getValue().tag.equals(tag)) {
                return notified(entry.getKey(), entry.getValue(), notify);
            }
        }
        return Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST;
    }

    private int notified(Subscription subscription, Kept one, Request notify) {
        String remoteTag = ((FromHeader) notify.getHeader(FromHeader.NAME)).getTag();
        DialogState dialog = one.dialog;
        Request subscribe = one.lastSent;
        if (subscribe == null || (dialog != null && !dialog.remoteTag.equals(remoteTag))) {
            return Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST; // another branch: one is enough (RFC 6665 §4.1.4)
        }
        if (!Notifications.event(notify).equals(Optional.of(subscription.event()))) {
            return Response.BAD_EVENT;
        }
        Optional<Standing> standing = Notifications.standing(notify);
        if (standing.isEmpty()) {
            return Response.BAD_REQUEST;
        }
        if (dialog == null) { // it was faster than the 2xx (RFC 6665 §4.1.2.4)
            dialog = DialogState.ofSubscriber(subscribe, notify);
            one.dialog = dialog;
        }
        if (!dialog.acceptSequence(notify)) {
            return Response.SERVER_INTERNAL_ERROR;
        }
        dialog.refreshTarget(notify);
        tell(
                subscription,
                new SubscriptionInput.Notified(standing.get(), Notifications.content(subscription.event(), notify)));
        return Response.OK;
    }

    /** Outside of any subscription only the mailbox is taken, only from the exchange, and only for our own address. */
    private int told(Request notify, boolean fromExchange) {
        boolean ours = RequestGate.userOf(notify.getRequestURI()).equals(link.account.extension());
        if (!fromExchange || !ours || !Notifications.isOfMailbox(notify)) {
            return Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST;
        }
        Content content = Notifications.content(EventPackage.MESSAGE_SUMMARY, notify);
        inbox.watchInput(new WatchInput.MailboxTold(content));
        return Response.OK;
    }
}
