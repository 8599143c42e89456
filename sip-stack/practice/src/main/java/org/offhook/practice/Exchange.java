package org.offhook.practice;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;
import org.offhook.media.MediaEngine;
import org.offhook.practice.digest.DigestDoor;
import org.offhook.practice.farend.FarEndInput;
import org.offhook.practice.farend.FarEndStep;
import org.offhook.practice.registrar.Binding;
import org.offhook.practice.registrar.Registrar;
import org.offhook.practice.session.PeerAudio;
import org.offhook.sip.IncomingRequest;
import org.offhook.sip.IncomingResponse;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipNodeListener;

/** Takes what the node hears to the registrar or to the far end that it is for. Everything happens on the loop. */
final class Exchange implements SipNodeListener, FarEndCall.Switchboard {
    static final String DOMAIN = "practice.localhost";

    private final PracticeSettings settings;
    private final ExchangeLoop loop;
    private final MediaEngine media;
    private final DigestDoor door;
    private final Consumer<HeardCall> observer;
    private volatile @Nullable SipNode node;
    private volatile @Nullable RegisterDesk desk;
    private @Nullable AnswerDesk answers;
    private @Nullable NotifierDesk notifier;

    private final CallBook calls = new CallBook();
    private long serial;
    private final LongAdder ignored = new LongAdder();
    private final LongAdder refusedSources = new LongAdder();

    Exchange(
            PracticeSettings settings,
            ExchangeLoop loop,
            MediaEngine media,
            DigestDoor door,
            Consumer<HeardCall> observer) {
        this.settings = settings;
        this.loop = loop;
        this.media = media;
        this.door = door;
        this.observer = observer;
    }

    /** Connects to the node; requests that come before are dropped, and repeated by who sent them. */
    void attach(SipNode opened) {
        loop.run(() -> {
            node = opened;
            answers = new AnswerDesk(opened, ignored);
            notifier = new NotifierDesk(opened, loop, answers, settings, calls::running);
            desk = new RegisterDesk(
                    opened.messages(),
                    new Registrar(
                            settings.extensions(),
                            settings.shortestRegistration(),
                            settings.longestRegistration(),
                            Duration.ofMinutes(10),
                            8));
        });
    }

    @Override
    public ExchangeLoop loop() {
        return loop;
    }

    @Override
    public SipNode node() {
        return Objects.requireNonNull(node, "not attached");
    }

    private AnswerDesk answers() {
        return Objects.requireNonNull(answers, "not attached");
    }

    // ---- what the node hears

    @Override
    public void requestReceived(IncomingRequest incoming) {
        if (!incoming.source().getAddress().isLoopbackAddress()) {
            refusedSources.increment();
            return;
        }
        loop.run(() -> {
            if (node != null) {
                request(incoming);
            }
        });
    }

    private void request(IncomingRequest incoming) {
        switch (incoming.request().getMethod()) {
            case Request.REGISTER -> register(incoming);
            case Request.INVITE -> invite(incoming);
            case Request.ACK -> acknowledge(incoming);
            case Request.CANCEL -> cancel(incoming);
            case Request.BYE -> bye(incoming);
            case Request.SUBSCRIBE -> subscribe(incoming);
            case Request.OPTIONS -> answers().answer(incoming, 200);
            default -> answers().answer(incoming, 405);
        }
    }

    private void register(IncomingRequest incoming) {
        Optional<String> user = admit(incoming, 401, "Authorization", "WWW-Authenticate");
        if (user.isPresent() && desk != null) {
            answers().send(incoming, desk.answer(incoming, user.get(), loop.now()));
        }
    }

    private Optional<String> admit(IncomingRequest incoming, int status, String reply, String challenge) {
        return answers().admit(incoming, door, loop.now(), status, reply, challenge);
    }

    private void subscribe(IncomingRequest incoming) {
        boolean admitted = !settings.challengeCalls()
                || admit(incoming, 407, "Proxy-Authorization", "Proxy-Authenticate")
                        .isPresent();
        if (admitted) {
            notifier().subscribe(incoming);
        }
    }

    private void invite(IncomingRequest incoming) {
        Request request = incoming.request();
        Optional<Dialog.Key> key = MessageReader.dialogOf(request);
        if (key.isPresent()) {
            reinvite(incoming, calls.find(key));
            return;
        }
        String user = "";
        if (settings.challengeCalls()) {
            Optional<String> admitted = admit(incoming, 407, "Proxy-Authorization", "Proxy-Authenticate");
            if (admitted.isEmpty()) {
                return;
            }
            user = admitted.get();
        }
        if (!(request.getRequestURI() instanceof SipURI uri) || uri.getUser() == null) {
            answers().answer(incoming, 404);
            return;
        }
        if (calls.isFull()) {
            answers().answer(incoming, 503);
            return;
        }
        if (MessageReader.hasUnknownBody(request)) {
            answers().answer(incoming, 415);
            return;
        }
        Optional<String> offer = MessageReader.sdp(request);
        if (offer.isPresent() && offer.flatMap(PeerAudio::parse).isEmpty()) {
            answers().answer(incoming, 488);
            return;
        }
        Dialog dialog = Dialog.answering(node(), incoming);
        String caller = user.isEmpty() ? MessageReader.callerOf(request) : user;
        open(dialog, HeardCall.Direction.PHONE_CALLED, uri.getUser(), caller)
                .ifPresentOrElse(
                        call -> {
                            calls.invitedBy(SipNode.branchOf(request), call);
                            call.invited(
                                    incoming,
                                    new FarEndInput.InviteArrived(
                                            PracticeDirectory.script(uri.getUser(), settings), offer));
                        },
                        () -> answers().answer(incoming, 500));
    }

    private Optional<FarEndCall> open(Dialog dialog, HeardCall.Direction direction, String number, String caller) {
        Dialog.Key key = dialog.key();
        long id = ++serial;
        try {
            FarEndAudio audio = FarEndAudio.open(
                    media,
                    id,
                    digit -> loop.run(() -> {
                        FarEndCall call = calls.find(key);
                        if (call != null) {
                            call.heardDigit(digit);
                        }
                    }));
            FarEndCall call = new FarEndCall(this, dialog, audio, id, direction, number, caller);
            calls.add(call);
            notifier().look();
            return Optional.of(call);
        } catch (IOException noPorts) {
            return Optional.empty();
        }
    }

    private void reinvite(IncomingRequest incoming, @Nullable FarEndCall call) {
        if (call == null) {
            answers().answer(incoming, 481);
        } else if (!call.dialog().accept(incoming)) {
            answers().answer(incoming, 500);
        } else if (MessageReader.hasUnknownBody(incoming.request())) {
            answers().answer(incoming, 415);
        } else {
            call.reinvited(incoming, MessageReader.sdp(incoming.request()));
        }
    }

    private void acknowledge(IncomingRequest incoming) {
        FarEndCall call = calls.find(MessageReader.dialogOf(incoming.request()));
        if (call == null || !call.dialog().acknowledges(incoming.request())) {
            ignored.increment();
            return;
        }
        call.acknowledged(MessageReader.sdp(incoming.request()));
    }

    private void cancel(IncomingRequest incoming) {
        FarEndCall call = calls.findInvited(SipNode.branchOf(incoming.request()));
        if (call == null) {
            answers().answer(incoming, 481);
            return;
        }
        answers().send(incoming, node().messages().response(incoming.request(), 200, call.localTag()));
        call.give(new FarEndInput.CancelArrived());
    }

    private void bye(IncomingRequest incoming) {
        FarEndCall call = calls.find(MessageReader.dialogOf(incoming.request()));
        if (call == null) {
            answers().answer(incoming, 481);
        } else if (!call.dialog().accept(incoming)) {
            answers().answer(incoming, 500);
        } else {
            answers().answer(incoming, 200);
            call.give(new FarEndInput.ByeArrived());
        }
    }

    @Override
    public void responseReceived(IncomingResponse incoming) {
        loop.run(() -> response(incoming.response()));
    }

    private void response(Response response) {
        Dialog.Key key = MessageReader.ownDialogOf(response);
        String method = ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getMethod();
        int status = response.getStatusCode();
        if (method.equals(Request.NOTIFY)) {
            notifier().notified(key, status);
            return;
        }
        FarEndCall call = calls.find(key);
        if (call == null) {
            ignored.increment();
            return;
        }
        switch (method) {
            case Request.INVITE -> {
                if (status < 200) {
                    call.give(new FarEndInput.ProvisionalArrived());
                } else if (status >= 300) {
                    call.give(new FarEndInput.InviteRefused(status));
                } else if (call.firstAnswer(response)) {
                    call.answered(response, MessageReader.sdp(response));
                } else {
                    call.answeredAgain();
                }
            }
            case Request.BYE -> {
                if (status >= 200) {
                    call.give(new FarEndInput.ByeCompleted());
                }
            }
            default -> ignored.increment(); // the answer to CANCEL says nothing: the INVITE's counts
        }
    }

    @Override
    public void clientTransactionTimedOut(ClientTransaction transaction) {
        Request request = transaction.getRequest();
        loop.run(() -> {
            if (request.getMethod().equals(Request.NOTIFY)) {
                notifier().notified(MessageReader.ownDialogOf(request), 408);
                return;
            }
            FarEndCall call = calls.find(MessageReader.ownDialogOf(request));
            if (call == null) {
                return;
            }
            switch (request.getMethod()) {
                case Request.INVITE -> call.give(new FarEndInput.InviteRefused(408));
                case Request.BYE -> call.give(new FarEndInput.ByeCompleted());
                default -> ignored.increment();
            }
        });
    }

    // ---- what far ends need

    @Override
    public void changed(FarEndCall call) {
        observer.accept(call.report());
        notifier().look();
    }

    /** Who tells subscribers what changed. On the loop, once attached. */
    NotifierDesk notifier() {
        return Objects.requireNonNull(notifier, "not attached");
    }

    @Override
    public void ended(FarEndCall call) {
        HeardCall report = call.report();
        calls.end(call, report);
        observer.accept(report);
        if (report.number().equals(PracticeDirectory.MAILBOX)
                && report.connected().isPresent()) {
            notifier().messagesHeard();
        }
        notifier().look();
    }

    @Override
    public void callBack(String extension, Duration delay) {
        loop.after(delay, () -> call(extension));
    }

    @Override
    public void ignored(FarEndStep.Ignored reason) {
        ignored.increment();
    }

    // ---- what the exchange does by itself

    /** Calls the extension at its newest contact; does nothing when it is not registered. */
    void call(String extension) {
        if (node == null || desk == null || calls.isFull()) {
            return;
        }
        List<Binding> reachable = desk.reachable(extension, loop.now());
        if (reachable.isEmpty()) {
            ignored.increment();
            return;
        }
        Optional<Dialog> dialog = Dialog.callingPhone(node, reachable.getLast(), extension);
        if (dialog.isEmpty()) {
            ignored.increment();
            return;
        }
        open(dialog.get(), HeardCall.Direction.EXCHANGE_CALLED, PracticeDirectory.CALLER_NUMBER, extension)
                .ifPresent(call -> call.give(new FarEndInput.CallOrdered(PracticeDirectory.callerScript())));
    }

    /** Every running call gets this input. */
    void tellAll(FarEndInput input) {
        calls.all().forEach(call -> call.give(input));
    }

    /** Ended and running calls. Any thread. */
    List<HeardCall> reports() {
        return calls.reports();
    }

    /** Messages and inputs that meant nothing. */
    long ignoredCount() {
        return ignored.sum();
    }

    /** Whether the extension is reachable. Any thread, after {@link #attach} took effect. */
    boolean registered(String extension) {
        RegisterDesk present = desk;
        return present != null && !present.reachable(extension, loop.now()).isEmpty();
    }
}
