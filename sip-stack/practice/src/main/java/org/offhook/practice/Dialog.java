package org.offhook.practice;

import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.HeaderFactory;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.RouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.account.Transport;
import org.offhook.practice.registrar.Binding;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipTarget;

/**
 * One dialog of RFC 3261 §12 as a far end sees it: tags, sequence numbers, route set, remote target. Loop only.
 *
 * <p>Requests go to the address that the phone's own last request came from, as exchanges do that serve phones behind NAT; so a TCP
 * connection that the phone opened is used both ways.
 */
final class Dialog {
    /** Names a dialog among all: Call-ID and our tag. */
    record Key(String callId, String localTag) {}

    private final SipNode node;
    private final CallIdHeader callId;
    private final Address local;
    private final Address remote;
    private final String localTag;
    private final Transport transport;
    private final List<Address> routes = new ArrayList<>();
    private String remoteTag = "";
    private SipURI remoteTarget;
    private SipTarget hop;
    private long localSequence;
    private long remoteSequence;

    private Dialog(
            SipNode node,
            CallIdHeader callId,
            Address local,
            Address remote,
            String localTag,
            SipURI remoteTarget,
            SipTarget hop) {
        this.node = node;
        this.callId = callId;
        this.local = local;
        this.remote = remote;
        this.localTag = localTag;
        this.remoteTarget = remoteTarget;
        this.hop = hop;
        this.transport = hop.transport();
    }

    /** The callee's side: a dialog out of the phone's INVITE. */
    static Dialog answering(SipNode node, IncomingRequest incoming) {
        Request request = incoming.request();
        FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
        Dialog dialog = new Dialog(
                node,
                (CallIdHeader) request.getHeader(CallIdHeader.NAME),
                to.getAddress(),
                from.getAddress(),
                SipMessages.newTag(),
                contactOf(request, (SipURI) request.getRequestURI()),
                SipTarget.of(incoming.transport(), incoming.source()));
        dialog.remoteTag = from.getTag() == null ? "" : from.getTag();
        dialog.remoteSequence = ((CSeqHeader) request.getHeader(CSeqHeader.NAME)).getSeqNumber();
        for (Iterator<?> routes = request.getHeaders(RecordRouteHeader.NAME); routes.hasNext(); ) {
            dialog.routes.add(((RecordRouteHeader) routes.next()).getAddress());
        }
        return dialog;
    }

    /** The caller's side: a dialog to be. */
    static Dialog calling(SipNode node, Address local, Address remote, SipURI target, SipTarget hop)
            throws ParseException {
        CallIdHeader callId = node.messages().headers().createCallIdHeader(SipMessages.newCallId());
        return new Dialog(node, callId, local, remote, SipMessages.newTag(), target, hop);
    }

    /** A dialog to be with a phone, at the address that it registered from; empty when its Contact cannot be used. */
    static Optional<Dialog> callingPhone(SipNode node, Binding binding, String extension) {
        SipMessages messages = node.messages();
        try {
            Transport transport = Transport.valueOf(binding.source().transport().toUpperCase(Locale.ROOT));
            InetSocketAddress to = new InetSocketAddress(
                    binding.source().address(), binding.source().port());
            Address local = messages.addresses()
                    .createAddress(messages.addresses().createSipURI(PracticeDirectory.CALLER_NUMBER, Exchange.DOMAIN));
            local.setDisplayName(PracticeDirectory.CALLER_NAME);
            Address remote =
                    messages.addresses().createAddress(messages.addresses().createSipURI(extension, Exchange.DOMAIN));
            SipURI contact = (SipURI) messages.addresses().createURI(binding.contact());
            return Optional.of(calling(node, local, remote, contact, SipTarget.of(transport, to)));
        } catch (ParseException unusable) {
            return Optional.empty(); // a Contact that parsed once and does not now: nothing to call
        }
    }

    Key key() {
        return new Key(callId.getCallId(), localTag);
    }

    String localTag() {
        return localTag;
    }

    SipTarget hop() {
        return hop;
    }

    long lastSequence() {
        return localSequence;
    }

    /**
     * A later request of the phone within this dialog.
     *
     * @return false when it is out of order and must be answered 500 (RFC 3261 §12.2.2)
     */
    boolean accept(IncomingRequest incoming) {
        long sequence = ((CSeqHeader) incoming.request().getHeader(CSeqHeader.NAME)).getSeqNumber();
        if (sequence <= remoteSequence) {
            return false;
        }
        remoteSequence = sequence;
        hop = SipTarget.of(incoming.transport(), incoming.source());
        if (incoming.request().getMethod().equals(Request.INVITE)) {
            remoteTarget = contactOf(incoming.request(), remoteTarget);
        }
        return true;
    }

    /** Whether an ACK is for the INVITE that this dialog answered last. */
    boolean acknowledges(Request ack) {
        return ((CSeqHeader) ack.getHeader(CSeqHeader.NAME)).getSeqNumber() == remoteSequence;
    }

    /** Takes tag, target and route set from a 2xx to our INVITE (RFC 3261 §12.1.2). */
    void confirm(Response response) {
        ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
        remoteTarget = contactOf(response, remoteTarget);
        if (remoteTag.isEmpty() && to.getTag() != null) {
            remoteTag = to.getTag();
            for (Iterator<?> all = response.getHeaders(RecordRouteHeader.NAME); all.hasNext(); ) {
                routes.addFirst(((RecordRouteHeader) all.next()).getAddress());
            }
        }
    }

    /** A request with the next sequence number. */
    Request request(String method) {
        return request(method, ++localSequence);
    }

    /** The ACK to a 2xx of the request with this sequence number (RFC 3261 §13.2.2.4). */
    Request ack(long sequence) {
        return request(Request.ACK, sequence);
    }

    private Request request(String method, long sequence) {
        HeaderFactory headers = node.messages().headers();
        try {
            FromHeader from = headers.createFromHeader(local, localTag);
            ToHeader to = headers.createToHeader(remote, remoteTag.isEmpty() ? null : remoteTag);
            Request request = node.messages()
                    .messages()
                    .createRequest(
                            remoteTarget,
                            method,
                            callId,
                            headers.createCSeqHeader(sequence, method),
                            from,
                            to,
                            List.of(node.newVia(transport)),
                            headers.createMaxForwardsHeader(70));
            for (Address route : routes) {
                RouteHeader header = headers.createRouteHeader(route);
                request.addLast(header);
            }
            addContact(request);
            return request;
        } catch (ParseException | InvalidArgumentException | javax.sip.SipException impossible) {
            throw new IllegalStateException("a request of our own making: " + method, impossible);
        }
    }

    /** Our Contact, which every response that makes a dialog needs (RFC 3261 §12.1.1). */
    void addContact(Message message) {
        InetSocketAddress here = node.localAddress(transport);
        String user = local.getURI() instanceof SipURI uri && uri.getUser() != null ? uri.getUser() : "practice";
        Address address =
                node.messages().addresses().createAddress(node.messages().contactUri(user, here, transport));
        Header contact = node.messages().headers().createContactHeader(address);
        message.setHeader(contact);
    }

    private static SipURI contactOf(Message message, SipURI otherwise) {
        return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
                        && contact.getAddress() != null
                        && contact.getAddress().getURI() instanceof SipURI uri
                ? (SipURI) uri.clone()
                : otherwise;
    }

    /** Makes two contacts the same one: user, host, port and transport (the parts of RFC 3261 §19.1.4 that phones vary). */
    static String contactKey(SipURI uri) {
        String transport = uri.getTransportParam() == null ? "udp" : uri.getTransportParam();
        return uri.getUser() + "@" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + uri.getPort() + ";"
                + transport.toLowerCase(Locale.ROOT);
    }
}
