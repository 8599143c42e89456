package org.offhook.signalling;

import java.net.InetAddress;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.offhook.core.account.Account;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.LegSignallingPort;
import org.offhook.core.port.LegSignallingPort.LegInbox;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.PublicationPort;
import org.offhook.core.port.SubscriptionPort;
import org.offhook.core.port.WatchInput;
import org.offhook.core.publication.PublicationInput;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.sip.SipNodeException;
import org.offhook.sip.SipTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phone's SIP user agent on JAIN-SIP. Orders come from the phone's loop and are carried out on the signalling thread, in order;
 * what happens comes back through the inbox.
 */
public final class JainSignalling extends CallOrders {
    private static final Logger LOG = LoggerFactory.getLogger(JainSignalling.class);
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(400);

    private final SignallingSettings settings;
    private final BoundContacts bound;
    private final SubscriptionPort subscriptions = new JainSubscriptions(this);
    private volatile Optional<LegInbox> legInbox = Optional.empty();
    private volatile Optional<String> localAddress = Optional.empty();
    /** Whether the exchange is reached without connections, so that sending never waits. */
    private volatile boolean datagrams;

    private final LongSupplier wallMillis;
    private @Nullable NetworkWatch watch;
    private int lastPort;
    private int newestAttempt;

    /** To be begun with, once, when the network is said to have changed because this one is reached by another. */
    private Optional<SipTarget> wanted = Optional.empty();

    public JainSignalling(SignallingSettings settings) {
        this(settings, System::currentTimeMillis);
    }

    /** @param wallMillis clock that goes on while the machine sleeps */
    JainSignalling(SignallingSettings settings, LongSupplier wallMillis) {
        this.settings = settings;
        this.bound = new BoundContacts(settings.contacts());
        this.wallMillis = wallMillis;
        this.lastPort = settings.localPort();
    }

    @Override
    public void start(PhoneInbox phone) {
        inbox = new LegRouter(phone, () -> legInbox, legIds, () -> localAddress);
        thread.execute(() -> {
            NetworkWatch watching = new NetworkWatch(
                    wallMillis, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), this::networkChanged);
            watch = watching;
            thread.every(settings.networkPollInterval(), this::lookAtNetwork);
            thread.every(settings.keepAliveInterval(), this::keepAlive);
        });
    }

    /** With a port of its own: the one of the settings is the main account's. */
    @Override
    public JainSignalling beside() {
        return new JainSignalling(settings.withLocalPort(0), wallMillis);
    }

    // ---- registration

    @Override
    public void register(Account account, int expirySeconds, int attempt) {
        thread.execute(() -> {
            newestAttempt = attempt;
            UserAgent current = agent;
            if (current != null && current.link.account.equals(account) && !current.isWorthLocatingAnew()) {
                current.registration.register(expirySeconds, attempt);
                return;
            }
            closeAgent();
            Optional<Located> literal = Located.literal(account);
            if (literal.isPresent()) {
                open(account, literal.get(), expirySeconds, attempt);
            } else {
                locate(account, expirySeconds, attempt);
            }
        });
    }

    /** Name look-ups wait for strangers, so they have a thread of their own. */
    private void locate(Account account, int expirySeconds, int attempt) {
        Thread.ofVirtual().name("sip-locate").start(() -> {
            Located found = Located.find(account, settings.locator());
            thread.execute(() -> {
                if (attempt != newestAttempt) {
                    return; // somebody asked for something else meanwhile
                }
                if (found.targets().isEmpty()) {
                    fail(attempt, ErrorCode.SERVER_NAME_UNKNOWN);
                } else {
                    open(account, found, expirySeconds, attempt);
                }
            });
        });
    }

    private void open(Account account, Located servers, int expirySeconds, int attempt) {
        Located begun = wanted.map(servers::at).orElse(servers);
        wanted = Optional.empty();
        for (int i = begun.at(); i < begun.targets().size(); i++) {
            Optional<InetAddress> local =
                    NetworkWatch.addressTowards(begun.targets().get(i).address());
            if (local.isPresent()) { // from some networks there is no way to some servers: IPv6 is not everywhere
                open(account, begun.at(i), local.get(), expirySeconds, attempt);
                return;
            }
        }
        fail(attempt, ErrorCode.NETWORK_GONE);
    }

    private void open(Account account, Located servers, InetAddress local, int expirySeconds, int attempt) {
        try {
            UserAgent opened = openAt(account, servers, local);
            agent = opened;
            datagrams = account.transport() == Transport.UDP;
            lastPort = opened.link.node.localAddress(account.transport()).getPort();
            localAddress = Optional.of(local.getHostAddress());
            NetworkWatch watching = watch;
            if (watching != null) {
                watching.settle(local);
            }
            opened.registration.register(expirySeconds, attempt);
        } catch (SipNodeException refused) {
            LOG.warn("the SIP node does not open: {}", refused.code());
            fail(attempt, refused.code());
        }
    }

    /** The port of before, so that the exchange's idea of us stays true if it can; a port the user chose, or none. */
    private UserAgent openAt(Account account, Located servers, InetAddress local) throws SipNodeException {
        try {
            return openAt(account, servers, local, lastPort);
        } catch (SipNodeException taken) {
            if (settings.localPort() != 0 || lastPort == 0) {
                throw taken;
            }
            return openAt(account, servers, local, 0);
        }
    }

    private UserAgent openAt(Account account, Located servers, InetAddress local, int port) throws SipNodeException {
        return UserAgent.open(
                settings, account, servers, local, port, thread, calls, bound.of(account), this::move, phone());
    }

    /** Whoever counts on our address is told as after any change of the network; before the first binding nobody does. */
    private void move(Located servers, boolean hadBinding, int expirySeconds, int attempt) {
        UserAgent current = agent;
        if (current == null) {
            return;
        }
        if (hadBinding || calls.size() > 0) {
            SipTarget next = servers.targets().get(servers.at());
            wanted = Optional.of(next);
            NetworkWatch watching = watch;
            if (watching != null) { // it would tell the same
                NetworkWatch.addressTowards(next.address()).ifPresent(watching::settle);
            }
            networkChanged(true);
        } else {
            closeAgent();
            open(current.link.account, servers, expirySeconds, attempt);
        }
    }

    private void fail(int attempt, ErrorCode code) {
        phone().registrationInput(new RegistrationInput.RegistrationFailed(attempt, code));
    }

    @Override
    public void unregister(int attempt) {
        thread.execute(() -> {
            newestAttempt = attempt;
            UserAgent current = agent;
            if (current == null) {
                phone().registrationInput(new RegistrationInput.Unregistered(attempt));
            } else {
                current.registration.register(0, attempt);
            }
        });
    }

    @Override
    public void rebind() {
        thread.execute(() -> {
            UserAgent current = agent;
            if (current == null) {
                return;
            }
            if (current.isAtHome()) {
                current.registration.quiet();
            } else {
                current.reportLostTransactions();
                closeAgent();
            }
        });
    }

    @Override
    public void askHowSeen(CallId call) {
        thread.execute(this::keepAlive);
    }

    private void closeAgent() {
        UserAgent current = agent;
        agent = null;
        if (current != null) {
            current.close();
        }
    }

    private void networkChanged(boolean usable) {
        LOG.info("the network changed; usable: {}", usable);
        phone().registrationInput(new RegistrationInput.NetworkChanged(usable));
    }

    private void lookAtNetwork() {
        NetworkWatch watching = watch;
        UserAgent current = agent;
        if (watching != null && current != null) {
            watching.look(NetworkWatch.addressTowards(current.link.target().address()));
        }
    }

    private void keepAlive() {
        UserAgent current = agent;
        if (current != null) {
            current.keepAlive();
        }
    }

    // ---- outgoing calls

    @Override
    public void sendInvite(CallId id, CallInput.DialPlan plan, String sdpOffer) {
        Runnable sending = () -> invite(id, plan, sdpOffer);
        if (datagrams) {
            thread.executeHereIfIdle(sending); // a datagram leaves at once, and the agent waits for it
        } else {
            thread.execute(sending);
        }
    }

    private void invite(CallId id, CallInput.DialPlan plan, String sdpOffer) {
        UserAgent current = agent;
        if (current == null) {
            phone().callInput(id, new CallInput.TransportFailed(ErrorCode.NOT_REGISTERED));
            return;
        }
        try {
            current.invite(id, plan, sdpOffer);
        } catch (ParseException noSipName) {
            phone().callInput(id, new CallInput.TransportFailed(ErrorCode.NUMBER_HAS_LETTERS));
        }
    }

    // ---- mailbox and busy lamps

    @Override
    public SubscriptionPort subscriptions() {
        return subscriptions;
    }

    @Override
    public PublicationPort publications() {
        return (etag, presence, expirySeconds, attempt) -> onAgent(
                current -> current.publications.publish(etag, presence, expirySeconds, attempt),
                () -> phone().watchInput(new WatchInput.OfPublication(
                        new PublicationInput.PublishFailed(attempt, ErrorCode.NOT_REGISTERED))));
    }

    void onAgent(Consumer<UserAgent> work, Runnable otherwise) {
        thread.execute(() -> {
            UserAgent current = agent;
            if (current == null) {
                otherwise.run();
            } else {
                work.accept(current);
            }
        });
    }

    // ---- legs of third-party calls

    /** Third-party calls beside the phone's own, over its account. */
    public LegSignallingPort legs() {
        return new JainLegs(this);
    }

    void attachLegs(LegInbox legs) {
        legInbox = Optional.of(legs);
    }

    LegInbox legInbox() {
        return legInbox.orElseThrow(() -> new IllegalStateException("nobody runs legs"));
    }

    void inviteLeg(CallId leg, LegPlan plan, Optional<String> sdpOffer) {
        thread.execute(() -> {
            UserAgent current = agent;
            if (current == null) {
                legInbox().legInput(leg, new LegInput.TransportFailed(ErrorCode.NOT_REGISTERED));
                return;
            }
            legIds.add(leg);
            try {
                current.inviteLeg(leg, plan, sdpOffer, legInbox());
            } catch (ParseException noSipName) {
                legInbox().legInput(leg, new LegInput.TransportFailed(ErrorCode.NUMBER_HAS_LETTERS));
            }
        });
    }

    @Override
    public Optional<String> localAddress() {
        return localAddress;
    }

    /** Calls and transactions that are still kept, in words; empty when nothing is. For tests and the soak run; waits for the thread. */
    public String leftovers() {
        CompletableFuture<String> found = new CompletableFuture<>();
        thread.execute(() -> {
            UserAgent current = agent;
            String transactions = current == null ? "" : current.transactionsLeft();
            found.complete(calls.size() == 0 && transactions.isEmpty() ? "" : calls.size() + " calls " + transactions);
        });
        return found.join();
    }

    @Override
    public void close() {
        thread.execute(this::closeAgent);
        thread.stop(CLOSE_LIMIT);
        UserAgent left = agent; // the thread is stuck in a connect: close the sockets under it
        if (left != null) {
            left.close();
        }
    }
}
