package org.offhook.signalling;

import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.AllowHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.account.Account;
import org.offhook.sip.SipMessages;

/** Builds our requests. What never changes while registered is made once. Confined to the signalling thread. */
final class RequestBuilder {
    private static final List<String> METHODS =
            List.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO", "NOTIFY", "UPDATE", "PRACK");

    private static final int MAX_FORWARDS = 70;

    private final ExchangeLink link;
    private final SipMessages messages;
    private final Header userAgent;
    private final Header server;
    private final List<AllowHeader> allowed = new ArrayList<>();
    private final List<Header> supported = new ArrayList<>();
    private final Header accept;
    private final MaxForwardsHeader maxForwards;
    private @Nullable Address addressOfRecord;
    private @Nullable ContactHeader contact;
    private @Nullable InetSocketAddress contactMadeFor;
    private Optional<SipURI> gruuMadeFor = Optional.empty();

    private final List<String> methods;
    private final List<String> extensions;
    private final Reliability reliability;
    private final Optional<String> instance;

    RequestBuilder(
            ExchangeLink link,
            String product,
            Reliability reliability,
            ReferralsAllowed referrals,
            Optional<String> instance) {
        this.link = link;
        this.messages = link.node.messages();
        this.reliability = reliability;
        this.instance = instance;
        this.methods = referrals == ReferralsAllowed.OFF ? METHODS : with(METHODS, Request.REFER);
        List<String> known = with(List.of(SessionTimers.OPTION), Replacement.OPTION);
        List<String> more = referrals == ReferralsAllowed.OFF ? known : with(known, ReferralDesk.NO_SUBSCRIPTION);
        this.extensions = reliability == Reliability.OFF ? more : with(more, Reliability.OPTION);
        try {
            this.userAgent = messages.headers().createHeader("User-Agent", product);
            this.server = messages.headers().createHeader("Server", product);
            for (String method : methods) {
                allowed.add(messages.headers().createAllowHeader(method));
            }
            for (String option : extensions) {
                supported.add(messages.headers().createSupportedHeader(option));
            }
            this.accept = messages.headers().createHeader("Accept", "application/sdp");
            this.maxForwards = messages.headers().createMaxForwardsHeader(MAX_FORWARDS);
        } catch (ParseException | InvalidArgumentException impossible) {
            throw new IllegalStateException("headers of our own making", impossible);
        }
    }

    private static List<String> with(List<String> some, String one) {
        List<String> more = new ArrayList<>(some);
        more.add(one);
        return List.copyOf(more);
    }

    /** Whether the registrar is asked for an address that reaches this very phone (RFC 5627). */
    boolean asksForGruu() {
        return instance.isPresent();
    }

    /** Whether we act on it; everything else is answered 405 or 501 with the list of what we do (RFC 3261 §8.2.1). */
    boolean allows(String method) {
        return methods.contains(method);
    }

    /** Our address of record, without a port: it names a person, not a socket (RFC 3261 §10.2). */
    Address addressOfRecord() {
        Address known = addressOfRecord;
        if (known == null) {
            known = newAddressOfRecord();
            addressOfRecord = known;
        }
        return known;
    }

    private Address newAddressOfRecord() {
        Account account = link.account;
        try {
            SipURI uri = messages.addresses().createSipURI(account.extension(), host(account.domain()));
            return messages.address(uri, account.displayName());
        } catch (ParseException unusable) {
            throw new IllegalArgumentException("the extension or domain is no SIP name", unusable);
        }
    }

    /** Brackets for an IPv6 literal; anything else as it is. */
    private static String host(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** URI of somebody at our exchange: {@code number} may hold what a dial pad has (RFC 3261 §19.1.1, escaped where needed). */
    SipURI uriAtExchange(String number) throws ParseException {
        return messages.addresses().createSipURI(Escapes.user(number), host(link.account.domain()));
    }

    /**
     * REGISTER to the domain (RFC 3261 §10.2).
     *
     * @param obsolete addresses of ours that go in the same step (§10.2.2), since nobody can be reached there
     */
    Request register(String callId, long cseq, String fromTag, int expirySeconds, List<SipURI> obsolete) {
        try {
            SipURI registrar = messages.addresses().createSipURI(null, host(link.account.domain()));
            Address aor = addressOfRecord();
            Request request = request(Request.REGISTER, registrar, callId, cseq, aor, fromTag, aor, null);
            ContactHeader contact =
                    messages.headers().createContactHeader(messages.addresses().createAddress(link.contactUri()));
            contact.setExpires(expirySeconds);
            request.addHeader(contact);
            if (instance.isPresent()) { // RFC 5627 §4.1
                contact.setParameter("+sip.instance", "\"<" + instance.get() + ">\"");
                request.addHeader(messages.headers().createSupportedHeader("gruu"));
            }
            for (SipURI one : obsolete) {
                ContactHeader gone = messages.headers()
                        .createContactHeader(messages.addresses().createAddress(one));
                gone.setExpires(0);
                request.addHeader(gone);
            }
            link.outboundProxy()
                    .ifPresent(proxy -> request.addHeader(messages.headers().createRouteHeader(proxy)));
            request.addHeader(messages.headers().createExpiresHeader(expirySeconds));
            request.addHeader(messages.headers().createSupportedHeader("path")); // RFC 3327 §5.1
            addAllow(request);
            return request;
        } catch (ParseException | InvalidArgumentException unusable) {
            throw new IllegalArgumentException("the account is no SIP name", unusable);
        }
    }

    /** A request outside of dialogs to somebody at our exchange, from ourselves. */
    Request toExchange(String method, String number, String callId, long cseq, String fromTag) throws ParseException {
        return toExchange(method, uriAtExchange(number), callId, cseq, fromTag, addressOfRecord());
    }

    Request toExchange(String method, SipURI uri, String callId, long cseq, String fromTag, Address from) {
        Request request = request(
                method, uri, callId, cseq, from, fromTag, messages.addresses().createAddress(uri), null);
        for (Address hop : link.serviceRoute()) {
            request.addHeader(messages.headers().createRouteHeader(hop)); // RFC 3608 §6.1
        }
        addContactAndAllow(request);
        return request;
    }

    /** OPTIONS to the exchange itself (RFC 3261 §11.1). */
    Request options() {
        try {
            SipURI exchange = messages.addresses().createSipURI(null, host(link.account.domain()));
            Address aor = addressOfRecord();
            Request request = request(
                    Request.OPTIONS,
                    exchange,
                    SipMessages.newCallId(),
                    1,
                    aor,
                    SipMessages.newTag(),
                    messages.addresses().createAddress(exchange),
                    null);
            link.outboundProxy()
                    .ifPresent(proxy -> request.addHeader(messages.headers().createRouteHeader(proxy)));
            request.addHeader(contact());
            addAccept(request);
            return request;
        } catch (ParseException unusable) {
            throw new IllegalArgumentException("the account is no SIP name", unusable);
        }
    }

    /** REGISTER without a Contact: asks which bindings there are, and changes none (RFC 3261 §10.2.3). */
    Request bindings() {
        try {
            SipURI registrar = messages.addresses().createSipURI(null, host(link.account.domain()));
            Address aor = addressOfRecord();
            Request request = request(
                    Request.REGISTER, registrar, SipMessages.newCallId(), 1, aor, SipMessages.newTag(), aor, null);
            link.outboundProxy()
                    .ifPresent(proxy -> request.addHeader(messages.headers().createRouteHeader(proxy)));
            return request;
        } catch (ParseException unusable) {
            throw new IllegalArgumentException("the account is no SIP name", unusable);
        }
    }

    /** A request of any kind with the headers that all have (RFC 3261 §8.1.1). */
    Request request(
            String method,
            SipURI uri,
            String callId,
            long cseq,
            Address from,
            String fromTag,
            Address to,
            @Nullable String toTag) {
        try {
            Request request = messages.messages()
                    .createRequest(
                            uri,
                            method,
                            messages.headers().createCallIdHeader(callId),
                            messages.headers().createCSeqHeader(cseq, method),
                            messages.headers().createFromHeader(from, fromTag),
                            messages.headers().createToHeader(to, toTag),
                            List.of(link.node.newVia(link.account.transport())),
                            (MaxForwardsHeader) maxForwards.clone());
            request.addHeader(userAgent);
            return request;
        } catch (ParseException | InvalidArgumentException impossible) {
            throw new IllegalStateException("a request of our own making", impossible);
        }
    }

    /** Whom the far end of a REFER shall call, and that we send it there. */
    void addReferTo(Request refer, String number) throws ParseException {
        messages.addHeader(refer, "Refer-To", "<" + uriAtExchange(number) + ">");
        messages.addHeader(refer, "Referred-By", "<" + addressOfRecord().getURI() + ">");
    }

    /** The same for the far end of another dialog, whose place there the one who is sent takes (RFC 3891 §3, RFC 5589 §7.1). */
    void addReferTo(Request refer, DialogState other) throws ParseException {
        messages.addHeader(
                refer, "Refer-To", "<" + other.remoteUri() + "?Replaces=" + Escapes.header(other.replaces()) + ">");
        messages.addHeader(refer, "Referred-By", "<" + addressOfRecord().getURI() + ">");
    }

    /** Contact, Allow and Accept, which whoever talks to us in a dialog needs. */
    void addContactAndAllow(Message message) {
        message.addHeader(contact());
        addAllow(message);
    }

    private ContactHeader contact() {
        ContactHeader known = contact;
        if (known == null
                || !link.contactAddress().equals(contactMadeFor)
                || !link.gruu().equals(gruuMadeFor)) {
            SipURI uri = link.gruu().orElseGet(link::contactUri); // RFC 5627 §4.4.1
            known = messages.headers().createContactHeader(messages.addresses().createAddress(uri));
            gruuMadeFor = link.gruu();
            contact = known;
            contactMadeFor = link.contactAddress();
        }
        return known;
    }

    /** Where the caller shall turn instead. */
    void addContactAtExchange(Response redirection, String number) throws ParseException {
        redirection.addHeader(
                messages.headers().createContactHeader(messages.addresses().createAddress(uriAtExchange(number))));
    }

    /** What an agent's refusal means on the telephone's side of a gateway (RFC 3326 §2, RFC 6432; causes as RFC 3398 §8.2.6.1). */
    void addReason(Response response) {
        String cause = switch (response.getStatusCode()) {
            case Response.BUSY_HERE -> "17;text=\"User busy\"";
            case Response.TEMPORARILY_UNAVAILABLE -> "18;text=\"No user responding\"";
            case Response.DECLINE -> "21;text=\"Call rejected\"";
            default -> "";
        };
        if (cause.isEmpty()) {
            return;
        }
        try {
            messages.addHeader(response, "Reason", "Q.850;cause=" + cause);
        } catch (ParseException impossible) {
            throw new IllegalStateException("a Reason of our own making", impossible);
        }
    }

    /** Who made a response. */
    void addServer(Message response) {
        response.addHeader(server);
    }

    void addAllow(Message message) {
        for (AllowHeader method : allowed) {
            message.addHeader(method);
        }
    }

    /** Whether a peer may require this extension of us (RFC 3261 §8.2.2.3). */
    boolean understands(String extension) {
        return extensions.contains(extension.toLowerCase(Locale.ROOT));
    }

    /** What we understand, and what an INVITE of ours requires. */
    void addExtensions(Request invite) throws ParseException {
        addSupported(invite);
        if (reliability == Reliability.REQUIRED) {
            messages.addHeader(invite, "Require", Reliability.OPTION);
        }
    }

    void addSupported(Message message) {
        for (Header option : supported) {
            message.addHeader(option);
        }
    }

    /** What an INFO may carry. */
    void addAcceptDigits(Message response) {
        try {
            messages.addHeader(response, "Accept", DigitsByInfo.RELAY);
            messages.addHeader(response, "Accept", DigitsByInfo.PLAIN);
        } catch (ParseException impossible) {
            throw new IllegalStateException("headers of our own making", impossible);
        }
    }

    void addAccept(Message response) {
        response.addHeader(accept);
    }
}
