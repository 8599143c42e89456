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
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.error.ErrorCode;
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
import org.offhook.sip.SipNodeListener;
import org.offhook.sip.SipNodeSettings;
import org.offhook.sip.SipSendException;
import org.offhook.sip.SipTarget;
import org.offhook.sip.locate.ServerLocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that depends on one open node: made at the first REGISTER of an account, thrown away when the network changes. Calls
 * outlive it. Confined to the signalling thread.
 */
final class UserAgent {
    private static final Logger LOG = LoggerFactory.getLogger(UserAgent.class);

    final ExchangeLink link;
    final RegistrationClient registration;
    final RequestDesk desk;
    private final RequestSender sender;
    private final RequestBuilder builder;
    private final HopFinder hops;
    private final SessionTimers sessions;
    private final CallTable calls;
    private final SignallingThread thread;
    private final PhoneInbox inbox;

    private UserAgent(
            SignallingSettings settings,
            ExchangeLink link,
            SignallingThread thread,
            CallTable calls,
            PhoneInbox inbox) {
        this.link = link;
        this.calls = calls;
        this.thread = thread;
        this.inbox = inbox;
        this.builder = new RequestBuilder(link, settings.userAgent(), settings.reliability(), settings.presentation());
        this.hops = new HopFinder(link, settings.loopbackOnly());
        this.sender = new RequestSender(link);
        this.sessions = new SessionTimers(settings.sessionInterval(), link.node.messages());
        this.desk = new RequestDesk(
                link, builder, calls, thread, inbox, sessions, settings.reliability(), settings.callers());
        this.registration = new RegistrationClient(
                link,
                sender,
                builder,
                thread,
                inbox,
                settings.registrarPatience(),
                () -> thread.after(WarmUp.DELAY, () -> WarmUp.start(link, settings.userAgent())));
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
            List<SipTarget> targets,
            InetAddress local,
            int port,
            SignallingThread thread,
            CallTable calls,
            PhoneInbox inbox)
            throws SipNodeException {
        AtomicReference<UserAgent> self = new AtomicReference<>();
        SipNodeSettings nodeSettings = SipNodeSettings.on("phone", local)
                .withPorts(Map.of(account.transport(), port))
                .withLoopbackOnly(settings.loopbackOnly())
                .withTls(settings.tls())
                .withUserAgent(settings.userAgent());
        List<InetAddress> exchange =
                targets.stream().map(target -> target.address().getAddress()).toList();
        SipNode node = SipNode.open(nodeSettings, new Events(self, thread, settings, exchange));
        UserAgent agent = new UserAgent(settings, new ExchangeLink(account, node, targets), thread, calls, inbox);
        self.set(agent);
        return agent;
    }

    /** Brings what the stack's threads report to the signalling thread. */
    private record Events(
            AtomicReference<UserAgent> self,
            SignallingThread thread,
            SignallingSettings settings,
            List<InetAddress> exchange)
            implements SipNodeListener {

        /** By default only the exchange may ask anything of us; scanners are not even refused. */
        @Override
        public boolean admits(Request request, InetSocketAddress source) {
            return settings.callers() == CallersAllowed.ANYONE || exchange.contains(source.getAddress());
        }

        @Override
        public void requestReceived(IncomingRequest request) {
            thread.execute(() -> {
                UserAgent agent = self.get();
                if (agent != null) {
                    agent.desk.received(request);
                }
            });
        }

        @Override
        public void responseReceived(IncomingResponse response) {
            thread.execute(() -> {
                UserAgent agent = self.get();
                if (agent != null) {
                    agent.responseReceived(response);
                }
            });
        }

        @Override
        public void clientTransactionTimedOut(ClientTransaction transaction) {
            thread.execute(() -> {
                UserAgent agent = self.get();
                if (agent != null) {
                    agent.sender.timedOut(transaction);
                }
            });
        }

        @Override
        public void connectionClosed(InetSocketAddress remote) {
            thread.execute(() -> {
                UserAgent agent = self.get();
                if (agent != null) {
                    agent.connectionLost(remote);
                }
            });
        }

        @Override
        public void stackRebuilt() {
            thread.execute(() -> {
                UserAgent agent = self.get();
                if (agent != null) {
                    agent.inbox.registrationInput(new RegistrationInput.NetworkChanged(true));
                }
            });
        }
    }

    private boolean closing;

    /** True when no address of the exchange answered: its name may have others by now. */
    boolean isWorthLocatingAnew() {
        return registration.isUnreachable()
                && calls.size() == 0
                && ServerLocator.literal(link.account.server(), link.account.transport())
                        .isEmpty();
    }

    /** Transactions and dialogs in the stack's tables; empty when there are none. */
    String transactionsLeft() {
        SipNode.SipTables tables = link.node.tables();
        return tables.equals(new SipNode.SipTables(0, 0, 0)) ? "" : tables.toString();
    }

    /** Closes the node; what its sockets still report is of no interest. */
    void close() {
        closing = true;
        registration.quiet();
        link.node.close();
    }

    /** The binding is bound to the connection it was made on (RFC 5626 §4.2.1): without it nobody can call us. */
    private void connectionLost(InetSocketAddress remote) {
        if (!closing && remote.equals(link.target().address())) {
            inbox.registrationInput(new RegistrationInput.NetworkChanged(true));
        }
    }

    private void responseReceived(IncomingResponse incoming) {
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
        Request invite = builder.invite(plan.number(), call.sipCallId, sequence[0], tag, plan.callerId(), sdpOffer);
        call.timed = true;
        builder.addExtensions(invite);
        sessions.ask(invite);
        OutgoingInvite outgoing = new OutgoingInvite(
                call, link, builder, hops, inbox, sessions, new Pracks(link, sender, builder, hops), invite);
        call.outgoing = outgoing;
        calls.add(call);
        sender.send(invite, firstHop(), () -> ++sequence[0], outgoing);
    }

    /** Of requests outside of dialogs: the exchange, or the way there that it has told. */
    private SipTarget firstHop() {
        return !link.serviceRoute().isEmpty() && link.serviceRoute().getFirst().getURI() instanceof SipURI first
                ? hops.find(first)
                : link.target();
    }

    /** INVITE of a leg; its Call-ID is told before anything else of it. */
    void inviteLeg(CallId id, LegPlan plan, Optional<String> sdpOffer, LegInbox legs) throws ParseException {
        String tag = SipMessages.newTag();
        SipCall call = new SipCall(id, SipMessages.newCallId(), tag);
        long[] sequence = {1};
        Request invite = builder.inviteLeg(plan.number(), call.sipCallId, sequence[0], tag, plan.callerId(), sdpOffer);
        OutgoingInvite outgoing = new OutgoingInvite(
                call, link, builder, hops, inbox, sessions, new Pracks(link, sender, builder, hops), invite);
        call.outgoing = outgoing;
        calls.add(call);
        legs.legInput(id, new LegInput.InviteSent(call.sipCallId));
        sender.send(invite, firstHop(), () -> ++sequence[0], outgoing);
    }

    /** INVITE in a dialog (RFC 3261 §14.1). */
    void reinvite(SipCall call, DialogId id, Optional<String> sdpOffer) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.ReinviteTimedOut(id)); // hung up meanwhile
            return;
        }
        Request request = dialog.newRequest(Request.INVITE, builder, link.node.messages());
        builder.addContactAndAllow(request);
        sdpOffer.ifPresent(sdp -> link.node.messages().setSdp(request, sdp));
        if (call.timed) {
            builder.addSupported(request);
            sessions.ask(request, dialog);
        }
        OutgoingReinvite reinvite = new OutgoingReinvite(call, dialog, inbox, link, builder, hops, sessions, request);
        call.sentReinvites.put(id, reinvite);
        sender.send(request, hops.find(dialog.nextHop()), dialog::nextSequence, reinvite);
    }

    /** UPDATE without a description (RFC 4028 §7.4). */
    void update(SipCall call, DialogId id) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.RefreshRefused(id, Response.REQUEST_TIMEOUT)); // hung up meanwhile
            return;
        }
        Request update = dialog.newRequest(Request.UPDATE, builder, link.node.messages());
        builder.addContactAndAllow(update);
        builder.addSupported(update);
        sessions.ask(update, dialog);
        sender.send(
                update,
                hops.find(dialog.nextHop()),
                dialog::nextSequence,
                new OutgoingUpdate(call.id, dialog, sessions, inbox, update));
    }

    /** Digits by INFO, behind those that are still on their way. */
    void sendDigits(SipCall call, DialogId id, String digits) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.DigitsRefused(id, digits)); // hung up meanwhile
            return;
        }
        DigitsByInfo sending = call.digits.get(id);
        if (sending == null || !sending.isOf(link)) {
            sending = new DigitsByInfo(call.id, dialog, link, sender, builder, hops, thread, inbox);
            call.digits.put(id, sending);
        }
        sending.add(digits);
    }

    /** REFER: the far end shall call somebody else (RFC 3515 §2.4.1), sent by us (RFC 3892 §2.1). */
    void refer(SipCall call, DialogId id, TransferTarget target) {
        DialogState dialog = call.dialogs.get(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.ReferAnswered(id, Response.REQUEST_TIMEOUT)); // hung up meanwhile
            return;
        }
        Request refer = dialog.newRequest(Request.REFER, builder, link.node.messages());
        builder.addContactAndAllow(refer);
        try {
            switch (target) {
                case TransferTarget.Somebody(String number) -> builder.addReferTo(refer, number);
                case TransferTarget.FarEnd(CallId other, DialogId with) -> {
                    SipCall replaced = calls.get(other);
                    DialogState theirs = replaced == null ? null : replaced.dialogs.get(with);
                    if (theirs == null) { // it was hung up meanwhile
                        inbox.callInput(
                                call.id, new CallInput.ReferAnswered(id, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
                        return;
                    }
                    builder.addReferTo(refer, theirs);
                }
            }
        } catch (ParseException noSipName) {
            inbox.callInput(call.id, new CallInput.ReferAnswered(id, Response.ADDRESS_INCOMPLETE));
            return;
        }
        call.referred.add(id);
        sender.send(refer, hops.find(dialog.nextHop()), dialog::nextSequence, new RequestSender.Outcome() {
            @Override
            public void responded(Response response) {
                if (response.getStatusCode() >= 200) {
                    answered(response.getStatusCode());
                }
            }

            @Override
            public void timedOut() {
                answered(Response.REQUEST_TIMEOUT);
            }

            @Override
            public void failed(ErrorCode code) {
                answered(Response.REQUEST_TIMEOUT);
            }

            private void answered(int status) {
                if (status >= 300) {
                    call.referred.remove(id);
                }
                inbox.callInput(call.id, new CallInput.ReferAnswered(id, status));
            }
        });
    }

    /** BYE; the dialog is gone whatever comes back (RFC 3261 §15.1.1). */
    void bye(SipCall call, DialogId id, Optional<String> reason) {
        DialogState dialog = call.dialogs.remove(id);
        if (dialog == null) {
            inbox.callInput(call.id, new CallInput.ByeCompleted(id));
            return;
        }
        Request bye = dialog.newRequest(Request.BYE, builder, link.node.messages());
        if (reason.isPresent()) {
            try {
                link.node.messages().addHeader(bye, "Reason", reason.get());
            } catch (ParseException odd) {
                LOG.debug("the reason is no Reason header");
            }
        }
        RequestSender.Outcome outcome = new RequestSender.Outcome() {
            @Override
            public void responded(Response response) {
                if (response.getStatusCode() >= 200) {
                    inbox.callInput(call.id, new CallInput.ByeCompleted(id));
                }
            }

            @Override
            public void timedOut() {
                inbox.callInput(call.id, new CallInput.ByeCompleted(id));
            }

            @Override
            public void failed(ErrorCode code) {
                inbox.callInput(call.id, new CallInput.ByeCompleted(id));
            }
        };
        sender.send(bye, hops.find(dialog.nextHop()), dialog::nextSequence, outcome);
    }
}
