package org.offhook.signalling;

import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sip.ClientTransaction;
import javax.sip.header.ExpiresHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.WatchInput;
import org.offhook.core.publication.Presence;
import org.offhook.core.publication.PublicationInput;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipTarget;

/** PUBLISH for our own address by core's order (RFC 3903 §4). Confined to the signalling thread. */
final class PublicationClient {
    private final ExchangeLink link;
    private final RequestSender sender;
    private final RequestBuilder builder;
    private final Supplier<SipTarget> wayOut;
    private final PhoneInbox inbox;
    private final String callId = SipMessages.newCallId();
    private long sequence;
    private RequestSender.@Nullable Pending pending;

    /** @param wayOut of requests outside of dialogs */
    PublicationClient(
            ExchangeLink link,
            RequestSender sender,
            RequestBuilder builder,
            Supplier<SipTarget> wayOut,
            PhoneInbox inbox) {
        this.link = link;
        this.sender = sender;
        this.builder = builder;
        this.wayOut = wayOut;
        this.inbox = inbox;
    }

    void publish(Optional<String> etag, Optional<Presence> presence, int expirySeconds, int attempt) {
        quiet();
        Request request;
        try {
            request = builder.toExchange(
                    Request.PUBLISH, link.account.extension(), callId, ++sequence, SipMessages.newTag());
            SipMessages messages = link.node.messages();
            messages.addHeader(request, "Event", "presence");
            messages.addHeader(request, "Expires", Integer.toString(expirySeconds));
            if (etag.isPresent()) {
                messages.addHeader(request, "SIP-If-Match", etag.get());
            }
            presence.ifPresent(told -> messages.setBody(
                    request,
                    PresenceDocument.TYPE,
                    PresenceDocument.SUBTYPE,
                    PresenceDocument.of(told, request.getRequestURI().toString())));
        } catch (ParseException unusable) { // our own name, or the tag that the exchange gave
            tell(new PublicationInput.PublishRejected(attempt, 412, Optional.empty(), Optional.empty()));
            return;
        }
        pending = sender.send(request, wayOut.get(), () -> ++sequence, new Answers(expirySeconds, attempt));
    }

    /** What is on its way is of no interest any more. */
    void quiet() {
        RequestSender.Pending before = pending;
        pending = null;
        if (before != null) {
            before.abandon();
        }
    }

    private void tell(PublicationInput input) {
        inbox.watchInput(new WatchInput.OfPublication(input));
    }

    /** Hears what becomes of one PUBLISH. */
    private final class Answers implements RequestSender.Outcome {
        private final int asked;
        private final int attempt;

        private Answers(int asked, int attempt) {
            this.asked = asked;
            this.attempt = attempt;
        }

        @Override
        public void sent(ClientTransaction transaction, Request request) {
            // Nothing is kept: there is no dialog (RFC 3903 §4).
        }

        @Override
        public void responded(Response response) {
            int status = response.getStatusCode();
            if (status < 200) {
                return;
            }
            if (status >= 300) {
                tell(new PublicationInput.PublishRejected(
                        attempt,
                        status,
                        Bodies.header(response, "Min-Expires").flatMap(RegistrationClient::seconds),
                        Bodies.header(response, "Retry-After").flatMap(RegistrationClient::seconds)));
                return;
            }
            Duration granted = Duration.ofSeconds(
                    response.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires
                            ? expires.getExpires()
                            : asked);
            tell(new PublicationInput.PublishAccepted(
                    attempt, Bodies.header(response, "SIP-ETag").filter(tag -> !tag.isBlank()), granted));
        }

        @Override
        public void timedOut() {
            tell(new PublicationInput.PublishFailed(attempt, ErrorCode.SERVER_SILENT));
        }

        @Override
        public void failed(ErrorCode code) {
            tell(new PublicationInput.PublishFailed(attempt, code));
        }
    }
}
