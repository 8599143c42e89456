package org.offhook.signalling;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.ClientTransaction;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.account.Account;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.Referral;
import org.offhook.core.port.LegSignallingPort.LegInbox;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.IncomingResponse;
import org.offhook.sip.SipMessages;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipNodeException;
import org.offhook.sip.SipNodeSettings;
import org.offhook.sip.SipSendException;
import org.offhook.sip.SipTarget;

/**
 * Everything that depends on one open node: made at the first REGISTER of an account, thrown away when the network changes. Calls
 * outlive it. Confined to the signalling thread.
 */
final class UserAgent {
    final ExchangeLink link;
    final RegistrationClient registration;
    final RequestDesk desk;
    final SubscriptionClient subscriptions;
    final PublicationClient publications;
    final DialogRequests requests;
    final ReferralDesk referrals;
    private final RedirectsFollowed redirects;
    private final RequestSender sender;
    private final RequestBuilder builder;
    private final InviteBuilder invites;
    private final HopFinder hops;
    private final SessionTimers sessions;
    private final ServerWatch servers;
    private final CallTable calls;
    private final PhoneInbox inbox;

    private UserAgent(
            SignallingSettings settings,
            ExchangeLink link,
            SignallingThread thread,
            CallTable calls,
            BoundContacts.Of bindings,
            RegistrationClient.Move move,
            PhoneInbox inbox) {
        this.link = link;
        this.calls = calls;
        this.inbox = inbox;
        this.builder = new RequestBuilder(
                link, settings.userAgent(), settings.reliability(), settings.referrals(), settings.instance());
        this.invites = new InviteBuilder(builder, link.node.messages(), settings.presentation());
        this.hops = new HopFinder(link, settings.loopbackOnly());
        this.sender = new RequestSender(link);
        this.sessions = new SessionTimers(settings.sessionInterval(), link.node.messages());
        this.subscriptions = new SubscriptionClient(link, sender, builder, hops, this::firstHop, inbox);
        this.publications = new PublicationClient(link, sender, builder, this::firstHop, inbox);
        this.desk = new RequestDesk(
                link,
                builder,
                subscriptions,
                calls,
                thread,
                inbox,
                sessions,
                settings.reliability(),
                settings.callers());
        this.requests = new DialogRequests(link, sender, builder, hops, sessions, calls, thread, inbox);
        this.redirects = settings.redirects();
        this.referrals = new ReferralDesk(link, builder, sender, hops, desk, inbox, settings.referrals());
        this.registration = new RegistrationClient(
                link,
                sender,
                builder,
                thread,
                inbox,
                settings.registrarPatience(),
                bindings,
                move,
                () -> thread.after(WarmUp.DELAY, () -> WarmUp.start(link, settings.userAgent())));
        this.servers = new ServerWatch(
                link,
                sender,
                builder,
                registration,
                thread,
                inbox,
                settings.registrarPatience(),
                () -> !calls.hasLive());
        for (SipCall call : calls.all()) {
            if (call.outgoing != null) {
                call.outgoing.continueOn(link, sender, builder, hops);
            }
            call.sentReinvites.values().forEach(reinvite -> reinvite.continueOn(link, builder, hops));
        }
    }

    static UserAgent open(
            SignallingSettings settings,
            Account account,
            Located servers,
            InetAddress local,
            int port,
            SignallingThread thread,
            CallTable calls,
            BoundContacts.Of bindings,
            RegistrationClient.Move move,
            PhoneInbox inbox)
            throws SipNodeException {
        AtomicReference<UserAgent> self = new AtomicReference<>();
        SipNodeSettings nodeSettings = SipNodeSettings.on("phone", local)
                .withPorts(Map.of(account.transport(), port))
                .withLoopbackOnly(settings.loopbackOnly())
                .withTls(settings.tls())
                .withUserAgent(settings.userAgent());
        List<InetAddress> exchange = servers.targets().stream()
                .map(target -> target.address().getAddress())
                .toList();
        SipNode node = SipNode.open(nodeSettings, new NodeEvents(self, thread, settings, exchange));
        UserAgent agent =
                new UserAgent(settings, new ExchangeLink(account, node, servers), thread, calls, bindings, move, inbox);
        self.set(agent);
        return agent;
    }

    private boolean closing;

    /** True when no address of the exchange answered: its name may have others by now. */
    boolean isWorthLocatingAnew() {
        return registration.isUnreachable()
                && calls.size() == 0
                && Located.literal(link.account).isEmpty();
    }

    /** Transactions and dialogs in the stack's tables; empty when there are none. */
    String transactionsLeft() {
        SipNode.SipTables tables = link.node.tables();
        return tables.equals(new SipNode.SipTables(0, 0, 0)) ? "" : tables.toString();
    }

    /** True while datagrams reach the exchange from the socket that they always came from: what is under way can go on. */
    boolean isAtHome() {
        return link.account.transport() == Transport.UDP
                && NetworkWatch.addressTowards(link.target().address())
                        .equals(Optional.of(
                                link.node.localAddress(Transport.UDP).getAddress()));
    }

    /** Calls that are being set up live in transactions of this node, and end with it (RFC 3261 §17.1.4). Those that are up go on. */
    void reportLostTransactions() {
        for (SipCall call : calls.all()) {
            if (call.outgoing != null) {
                call.outgoing.lost();
            }
            if (call.incoming != null) {
                call.incoming.lost();
            }
            List.copyOf(call.farewells.values()).forEach(Farewell::lost);
        }
    }

    /** Closes the node; what its sockets still report is of no interest. */
    void close() {
        closing = true;
        registration.quiet();
        subscriptions.quiet();
        publications.quiet();
        link.node.close();
    }

    /** The binding is bound to the connection it was made on (RFC 5626 §4.2.1): without it nobody can call us. */
    void connectionLost(InetSocketAddress remote) {
        if (!closing && remote.equals(link.target().address())) {
            inbox.registrationInput(new RegistrationInput.NetworkChanged(true));
        }
    }

    void received(IncomingRequest incoming) {
        desk.received(incoming, referrals);
    }

    /** The node made a new stack on the same ports; its transactions are lost. */
    void stackRebuilt() {
        inbox.registrationInput(new RegistrationInput.NetworkChanged(true));
    }

    void timedOut(ClientTransaction transaction) {
        sender.timedOut(transaction);
    }

    void responseReceived(IncomingResponse incoming) {
        if (sender.responseReceived(incoming)) {
            return;
        }
        Response response = incoming.response();
        SipCall call = calls.of(response);
        int status = response.getStatusCode();
        if (call != null
                && call.outgoing != null
                && status >= 200
                && status < 300
                && call.outgoing.isAnswerTo(response)) {
            call.outgoing.answered(response);
        } else if (call != null && status >= 200 && status < 300) {
            call.sentReinvites.values().stream()
                    .filter(reinvite -> reinvite.isAnswerTo(response))
                    .findFirst()
                    .ifPresent(reinvite -> reinvite.answered(response));
        }
    }

    void keepAlive() {
        servers.look();
        try {
            link.node.keepAlive(link.target());
        } catch (SipSendException lost) {
            inbox.registrationInput(new RegistrationInput.NetworkChanged(true));
        }
    }

    void invite(CallId id, CallInput.DialPlan plan, String sdpOffer) throws ParseException {
        String tag = SipMessages.newTag();
        SipCall call = new SipCall(id, SipMessages.newCallId(), tag);
        long[] sequence = {1};
        Request invite;
        if (plan.referral().isPresent()) {
            invite = invites.invite(plan.referral().get(), call.sipCallId, sequence[0], tag, sdpOffer);
        } else if (plan.pickup().isPresent()) {
            invite = invites.invite(plan.pickup().get(), call.sipCallId, sequence[0], tag, sdpOffer);
        } else {
            invite = invites.invite(plan.number(), call.sipCallId, sequence[0], tag, plan.callerId(), sdpOffer);
        }
        call.hops = plan.referral().map(Referral::hops).orElse(0);
        call.timed = true;
        builder.addExtensions(invite);
        sessions.ask(invite);
        OutgoingInvite outgoing = new OutgoingInvite(
                call,
                link,
                builder,
                hops,
                inbox,
                sessions,
                new Pracks(link, sender, builder, hops),
                new Redirects(link, builder, redirects),
                invite);
        call.outgoing = outgoing;
        calls.add(call);
        sender.send(invite, firstHop(), () -> ++sequence[0], outgoing);
    }

    /** Of requests outside of dialogs: the exchange, or the way there that it has told. */
    private SipTarget firstHop() {
        if (link.account.reach().outboundProxy().isPresent()) {
            return link.target();
        }
        return !link.serviceRoute().isEmpty() && link.serviceRoute().getFirst().getURI() instanceof SipURI first
                ? hops.find(first)
                : link.target();
    }

    /** INVITE of a leg; its Call-ID is told before anything else of it. */
    void inviteLeg(CallId id, LegPlan plan, Optional<String> sdpOffer, LegInbox legs) throws ParseException {
        String tag = SipMessages.newTag();
        SipCall call = new SipCall(id, SipMessages.newCallId(), tag);
        long[] sequence = {1};
        Request invite = invites.inviteLeg(plan.number(), call.sipCallId, sequence[0], tag, plan.callerId(), sdpOffer);
        OutgoingInvite outgoing = new OutgoingInvite(
                call,
                link,
                builder,
                hops,
                inbox,
                sessions,
                new Pracks(link, sender, builder, hops),
                new Redirects(link, builder, redirects),
                invite);
        call.outgoing = outgoing;
        calls.add(call);
        legs.legInput(id, new LegInput.InviteSent(call.sipCallId));
        sender.send(invite, firstHop(), () -> ++sequence[0], outgoing);
    }
}
