package org.offhook.signalling;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.sip.SipTarget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks servers with OPTIONS (RFC 3261 §11). Where one can take another's place: the one that has our binding, so that its failure is
 * noticed before somebody calls in vain; and, while a backup stands in, the account's own, so that the phone goes back to it. Behind a
 * router that translates addresses: the one in use, often enough that the router keeps our binding too. Some servers never answer OPTIONS:
 * those are asked by a REGISTER that changes nothing (§10.2.3). Confined to the signalling thread.
 */
final class ServerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);

    private final ExchangeLink link;
    private final RequestSender sender;
    private final RequestBuilder builder;
    private final RegistrationClient registration;
    private final SignallingThread thread;
    private final PhoneInbox inbox;
    private final Duration patience;
    private final BooleanSupplier idle;

    /** Servers that answer REGISTER and not OPTIONS. */
    private final Set<SipTarget> deaf = new HashSet<>();

    /** Where an answer to a question has seen us last. */
    private @Nullable InetSocketAddress seen;

    /** It did not answer OPTIONS, and its REGISTER is on its way. */
    private @Nullable SipTarget suspected;

    /**
     * @param patience how long an answer may take
     * @param idle whether no call is up: going back to the own server must not take one off its exchange
     */
    ServerWatch(
            ExchangeLink link,
            RequestSender sender,
            RequestBuilder builder,
            RegistrationClient registration,
            SignallingThread thread,
            PhoneInbox inbox,
            Duration patience,
            BooleanSupplier idle) {
        this.link = link;
        this.sender = sender;
        this.builder = builder;
        this.registration = registration;
        this.thread = thread;
        this.inbox = inbox;
        this.patience = patience;
        this.idle = idle;
    }

    /** Asks whoever is of interest now. */
    void look() {
        if (!registration.isBound() || !(link.hasChoice() || link.isBehindNat())) {
            return;
        }
        SipTarget inUse = link.target();
        if (inUse.equals(suspected)) { // it has the registration all the same
            deaf.add(inUse);
        }
        suspected = null;
        ask(inUse, () -> {}, () -> failed(inUse));
        if (link.backup().isPresent()) {
            link.ownServers().forEach(server -> ask(server, () -> back(server), () -> insist(server)));
        }
    }

    /**
     * Behind a router that has forgotten what it mapped, or has another address itself, the exchange would send every call to where nobody is.
     * Where two answers in a row say the same, registering anew has not helped, and does not the next time.
     */
    private void look(Response response) {
        Optional<InetSocketAddress> now = registration.seenIn(response);
        if (now.isPresent() && !now.get().equals(seen)) {
            seen = now.get();
            if (registration.isBound() && !seen.equals(link.contactAddress())) {
                LOG.info("the exchange sees us elsewhere");
                inbox.registrationInput(new RegistrationInput.NetworkChanged(true));
            }
        }
    }

    private void ask(SipTarget server, Runnable well, Runnable silent) {
        new Question(server, well, silent).ask(deaf.contains(server) ? builder.bindings() : builder.options());
    }

    private void insist(SipTarget server) {
        if (!deaf.contains(server)) {
            new Question(server, () -> heard(server), () -> {}).ask(builder.bindings());
        }
    }

    /** It has answered REGISTER where it was silent to OPTIONS. */
    private void heard(SipTarget server) {
        deaf.add(server);
        back(server);
    }

    private void failed(SipTarget server) {
        if (registration.isBound() && link.target().equals(server)) {
            LOG.warn("the server that has the registration does not answer");
            suspected = server;
            inbox.registrationInput(new RegistrationInput.RetryRequested());
        }
    }

    private void back(SipTarget own) {
        if (registration.isBound() && link.backup().isPresent() && idle.getAsBoolean()) {
            LOG.info("the account's own server answers again");
            link.use(own);
            inbox.registrationInput(new RegistrationInput.RetryRequested());
        }
    }

    /** One request; any answer but 408 and 503 says that the server is well. */
    private final class Question implements RequestSender.Outcome {
        private final SipTarget server;
        private final Runnable well;
        private final Runnable silent;
        private boolean over;
        private RequestSender.@Nullable Pending pending;
        private @Nullable Future<?> timer;

        Question(SipTarget server, Runnable well, Runnable silent) {
            this.server = server;
            this.well = well;
            this.silent = silent;
        }

        void ask(Request question) {
            timer = thread.after(patience, this::timedOut);
            long[] sequence = {1};
            pending = sender.send(question, server, () -> ++sequence[0], this);
        }

        private void end(Runnable news) {
            RequestSender.Pending waiting = pending;
            Future<?> due = timer;
            if (!over) {
                over = true;
                if (waiting != null) {
                    waiting.abandon();
                }
                if (due != null) {
                    due.cancel(false);
                }
                news.run();
            }
        }

        @Override
        public void responded(Response response) {
            int status = response.getStatusCode();
            if (status >= 200) {
                if (server.equals(link.target())) {
                    look(response);
                }
                boolean ill = status == Response.REQUEST_TIMEOUT || status == Response.SERVICE_UNAVAILABLE;
                end(ill ? silent : well);
            }
        }

        @Override
        public void timedOut() {
            end(silent);
        }

        @Override
        public void failed(ErrorCode code) {
            end(silent);
        }
    }
}
