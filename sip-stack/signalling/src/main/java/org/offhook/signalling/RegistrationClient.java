package org.offhook.signalling;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.HeaderAddress;
import javax.sip.header.ViaHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.sip.SipMessages;

/**
 * REGISTER: one binding, refreshed by core's order, at the address that the exchange sees (RFC 3261 §10.2, RFC 3581). Those of before go in the
 * same step. Confined to the signalling thread.
 */
final class RegistrationClient {
    /** An exchange that is starting listens before it serves, and forgets what came in between: it is asked again so soon. */
    private static final Duration STARTING = Duration.ofMillis(1_500);

    /** Opens a node anew, from where the server in use is reached, and registers there; this one is of the past then. */
    @FunctionalInterface
    interface Move {
        /** @param bound whether a server had our binding until now, so that others may count on our address */
        void make(Located servers, boolean bound, int expirySeconds, int attempt);
    }

    private final ExchangeLink link;
    private final RequestSender sender;
    private final RequestBuilder builder;
    private final SignallingThread thread;
    private final PhoneInbox inbox;
    private final Duration patience;
    private final Runnable afterSuccess;
    private final BoundContacts.Of bindings;
    private final Move move;

    /** RFC 3261 §10.2: all registrations of a client use one Call-ID, with rising CSeq. */
    private final String callId = SipMessages.newCallId();

    private final String tag = SipMessages.newTag();
    private boolean unreachable;

    /** The last REGISTER was not even connected. */
    private boolean refused;

    private boolean bound;

    /** The exchange takes no REGISTER that also removes what it holds from before. */
    private boolean single;

    private long sequence;
    private RequestSender.@Nullable Pending pending;
    private @Nullable Future<?> patienceTimer;

    RegistrationClient(
            ExchangeLink link,
            RequestSender sender,
            RequestBuilder builder,
            SignallingThread thread,
            PhoneInbox inbox,
            Duration patience,
            BoundContacts.Of bindings,
            Move move,
            Runnable afterSuccess) {
        this.bindings = bindings;
        this.move = move;
        this.link = link;
        this.sender = sender;
        this.builder = builder;
        this.thread = thread;
        this.inbox = inbox;
        this.patience = patience;
        this.afterSuccess = afterSuccess;
    }

    void register(int expirySeconds, int attempt) {
        if (expirySeconds > 0 && link.isElsewhere()) {
            quiet();
            move.make(link.servers(), bound, expirySeconds, attempt);
        } else {
            send(expirySeconds, attempt, false);
        }
    }

    /** @param corrected after an answer told how we look from outside */
    private void send(int expirySeconds, int attempt, boolean corrected) {
        quiet();
        String contact = link.contactUri().toString();
        List<SipURI> obsolete = single ? List.of() : uris(bindings.besides(contact));
        Request request;
        try {
            request = builder.register(callId, ++sequence, tag, expirySeconds, obsolete);
        } catch (IllegalArgumentException noSipName) {
            inbox.registrationInput(new RegistrationInput.RegistrationFailed(attempt, ErrorCode.CONFIGURATION_INVALID));
            return;
        }
        if (expirySeconds > 0) {
            bindings.asked(contact);
        }
        RequestSender.Outcome outcome = new RequestSender.Outcome() {
            @Override
            public void responded(Response response) {
                if (response.getStatusCode() >= 200) {
                    quiet();
                    if (objects(response) && !obsolete.isEmpty()) {
                        single = true;
                        send(expirySeconds, attempt, corrected);
                        return;
                    }
                    finished(response, expirySeconds, attempt, corrected);
                }
            }

            @Override
            public void timedOut() {
                failed(ErrorCode.SERVER_SILENT);
            }

            @Override
            public void failed(ErrorCode code) {
                quiet();
                refused = code == ErrorCode.CONNECTION_FAILED;
                unreachable(expirySeconds, attempt, code);
            }
        };
        // Timer F is 32 s: a registrar that is silent for a few seconds is not there now (RFC 3263 §4.3).
        if (refused && patience.compareTo(STARTING) > 0) {
            refused = false;
            patienceTimer = thread.after(STARTING, () -> send(expirySeconds, attempt, corrected));
        } else {
            patienceTimer = thread.after(patience, outcome::timedOut);
        }
        pending = sender.send(request, link.target(), () -> ++sequence, outcome);
    }

    /** Not of the password, the account or the time: perhaps of what else the REGISTER said. */
    private static boolean objects(Response response) {
        return switch (response.getStatusCode()) {
            case Response.BAD_REQUEST, Response.SERVER_INTERNAL_ERROR, Response.NOT_IMPLEMENTED -> true;
            default -> false;
        };
    }

    private List<SipURI> uris(List<String> texts) {
        return texts.stream().flatMap(text -> uriOf(text).stream()).toList();
    }

    /** True after the last address failed, until an answer comes. */
    boolean isUnreachable() {
        return unreachable;
    }

    /** True while the server in use has our binding and no REGISTER is on its way. */
    boolean isBound() {
        return bound && pending == null;
    }

    /** Forgets the REGISTER on its way: its outcome is no longer of interest. */
    void quiet() {
        RequestSender.Pending waiting = pending;
        if (waiting != null) {
            waiting.abandon();
        }
        Future<?> timer = patienceTimer;
        if (timer != null) {
            timer.cancel(false);
        }
        pending = null;
        patienceTimer = null;
    }

    private void unreachable(int expirySeconds, int attempt, ErrorCode code) {
        if (link.nextTarget() && expirySeconds > 0) {
            register(expirySeconds, attempt);
            return;
        }
        unreachable = true;
        bound = false;
        if (expirySeconds == 0) {
            inbox.registrationInput(new RegistrationInput.Unregistered(attempt));
        } else {
            inbox.registrationInput(new RegistrationInput.RegistrationFailed(attempt, code));
        }
    }

    private void finished(Response response, int expirySeconds, int attempt, boolean addressCorrected) {
        int status = response.getStatusCode();
        unreachable = false;
        refused = false;
        bound = false;
        if (status == Response.SERVICE_UNAVAILABLE && expirySeconds > 0 && link.nextTarget()) {
            register(expirySeconds, attempt); // RFC 3263 §4.3: as if it had not answered
            return;
        }
        if (expirySeconds == 0) {
            if (status < 300) {
                bindings.none();
            }
            inbox.registrationInput(new RegistrationInput.Unregistered(attempt));
        } else if (status < 300) {
            Optional<InetSocketAddress> seen = publicAddress(response);
            if (!addressCorrected && seen.isPresent() && !seen.get().equals(link.contactAddress())) {
                link.learnPublicAddress(seen.get());
                send(expirySeconds, attempt, true);
                return;
            }
            link.learnServiceRoute(serviceRoute(response));
            link.learnGruu(builder.asksForGruu() ? gruu(response) : Optional.empty());
            bound = true;
            bindings.only(link.contactUri().toString());
            inbox.registrationInput(
                    new RegistrationInput.Registered(attempt, granted(response, expirySeconds), link.backup()));
            thread.execute(afterSuccess);
        } else {
            inbox.registrationInput(new RegistrationInput.RegistrationRejected(
                    attempt,
                    status,
                    Bodies.header(response, "Min-Expires").flatMap(RegistrationClient::seconds),
                    Bodies.header(response, "Retry-After").flatMap(RegistrationClient::seconds)));
        }
    }

    /** The same of an answer to another request; empty where it does not say. */
    Optional<InetSocketAddress> seenIn(Response response) {
        boolean says = response.getHeader(ViaHeader.NAME) instanceof ViaHeader via
                && (via.getReceived() != null || via.getRPort() > 0);
        return says ? publicAddress(response) : Optional.empty();
    }

    /**
     * The address that our request came from, when it is not where we listen (RFC 3581 §4). Over a connection the port is that of
     * the connection, and of interest only if the address differs too: then nobody can connect to us anyway.
     */
    private Optional<InetSocketAddress> publicAddress(Response response) {
        if (!(response.getHeader(ViaHeader.NAME) instanceof ViaHeader via)) {
            return Optional.empty();
        }
        InetSocketAddress ours = link.node.localAddress(link.account.transport());
        String received = via.getReceived();
        int port = via.getRPort() > 0 ? via.getRPort() : ours.getPort();
        InetAddress address = ours.getAddress();
        if (received != null && !received.isEmpty()) {
            try {
                // RFC 5118 §4.5: an IPv6 address comes with brackets from some and without from others.
                address = InetAddress.ofLiteral(received.replace("[", "").replace("]", ""));
            } catch (IllegalArgumentException garbage) {
                return Optional.empty();
            }
        }
        if (link.account.transport() != Transport.UDP && address.equals(ours.getAddress())) {
            return Optional.of(ours);
        }
        return Optional.of(new InetSocketAddress(address, port));
    }

    private static List<Address> serviceRoute(Response response) {
        List<Address> route = new ArrayList<>();
        for (Iterator<?> headers = response.getHeaders("Service-Route"); headers.hasNext(); ) {
            if (headers.next() instanceof HeaderAddress hop && hop.getAddress() != null) {
                route.add(hop.getAddress());
            }
        }
        return route;
    }

    /** Our Contact's own lifetime, else that of the whole response, else what we asked for (RFC 3261 §10.2.4). */
    private Duration granted(Response response, int askedSeconds) {
        SipURI ours = link.contactUri();
        for (Iterator<?> headers = response.getHeaders(ContactHeader.NAME); headers.hasNext(); ) {
            if (headers.next() instanceof ContactHeader contact
                    && contact.getExpires() > 0
                    && contact.getAddress() != null
                    && contact.getAddress().getURI() instanceof SipURI uri
                    && sameBinding(uri, ours)) {
                return Duration.ofSeconds(contact.getExpires());
            }
        }
        if (response.getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader expires && expires.getExpires() > 0) {
            return Duration.ofSeconds(expires.getExpires());
        }
        return Duration.ofSeconds(askedSeconds);
    }

    /** RFC 5627 §4.2: public, and that of our own binding. */
    private Optional<SipURI> gruu(Response response) {
        SipURI ours = link.contactUri();
        for (Iterator<?> headers = response.getHeaders(ContactHeader.NAME); headers.hasNext(); ) {
            if (headers.next() instanceof ContactHeader contact
                    && contact.getParameter("pub-gruu") != null
                    && contact.getAddress() != null
                    && contact.getAddress().getURI() instanceof SipURI uri
                    && sameBinding(uri, ours)) {
                return uriOf(contact.getParameter("pub-gruu").replace("\"", ""));
            }
        }
        return Optional.empty();
    }

    private Optional<SipURI> uriOf(String text) {
        try {
            return link.node.messages().addresses().createURI(text) instanceof SipURI uri
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (ParseException garbage) {
            return Optional.empty(); // then it does without
        }
    }

    private static boolean sameBinding(SipURI a, SipURI b) {
        return a.getHost().equalsIgnoreCase(b.getHost())
                && Math.max(a.getPort(), 0) == Math.max(b.getPort(), 0)
                && String.valueOf(a.getUser()).equals(String.valueOf(b.getUser()));
    }

    /** Leading digits of a header such as {@code 120 (maintenance);duration=60}. */
    static Optional<Duration> seconds(String value) {
        int end = 0;
        while (end < value.length() && end < 9 && Character.isDigit(value.charAt(end))) {
            end++;
        }
        return end == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(Long.parseLong(value.substring(0, end))));
    }
}
