package org.offhook.core.phone;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.TransferTarget;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.PublicationPort;
import org.offhook.core.port.SignallingPort;
import org.offhook.core.port.SubscriptionPort;

/**
 * The user agents of all accounts as one port: what concerns a call goes to the agent of its account, everything else to the main one. An
 * agent knows its own account alone, so no exchange ever sees what belongs to another one. Owned by the loop's thread.
 */
final class RoutedSignalling implements SignallingPort {
    private final SignallingPort main;
    private final CallAccounts calls;
    private final Map<AccountId, SignallingPort> beside = new HashMap<>(4);

    RoutedSignalling(SignallingPort main, CallAccounts calls) {
        this.main = main;
        this.calls = calls;
    }

    void put(AccountId account, SignallingPort port) {
        beside.put(account, port);
    }

    void remove(AccountId account) {
        beside.remove(account);
    }

    private SignallingPort of(CallId call) {
        return beside.isEmpty() ? main : beside.getOrDefault(calls.of(call), main);
    }

    /** Numeric local address towards the exchange of the call. */
    Optional<String> localAddress(CallId call) {
        return of(call).localAddress();
    }

    Optional<String> localAddress(AccountId account) {
        return beside.getOrDefault(account, main).localAddress();
    }

    // ---- the main account's

    @Override
    public void start(PhoneInbox inbox) {
        main.start(inbox);
    }

    @Override
    public SignallingPort beside() {
        return main.beside();
    }

    @Override
    public void register(Account account, int expirySeconds, int attempt) {
        main.register(account, expirySeconds, attempt);
    }

    @Override
    public void unregister(int attempt) {
        main.unregister(attempt);
    }

    @Override
    public void rebind() {
        main.rebind();
    }

    @Override
    public SubscriptionPort subscriptions() {
        return main.subscriptions();
    }

    @Override
    public PublicationPort publications() {
        return main.publications();
    }

    @Override
    public Optional<String> localAddress() {
        return main.localAddress();
    }

    @Override
    public void close() {
        main.close();
    }

    // ---- the call's

    @Override
    public void askHowSeen(CallId call) {
        of(call).askHowSeen(call);
    }

    @Override
    public void sendInvite(CallId call, DialPlan plan, String sdpOffer) {
        of(call).sendInvite(call, plan, sdpOffer);
    }

    @Override
    public void sendCancel(CallId call) {
        of(call).sendCancel(call);
    }

    @Override
    public void sendReinvite(CallId call, DialogId dialog, String sdpOffer) {
        of(call).sendReinvite(call, dialog, sdpOffer);
    }

    @Override
    public void sendRefer(CallId call, DialogId dialog, TransferTarget target) {
        of(call).sendRefer(call, dialog, target);
    }

    @Override
    public void respondToRefer(CallId call, DialogId dialog, int status) {
        of(call).respondToRefer(call, dialog, status);
    }

    @Override
    public void notifyReferral(CallId call, DialogId dialog, int status) {
        of(call).notifyReferral(call, dialog, status);
    }

    @Override
    public void sendUpdate(CallId call, DialogId dialog) {
        of(call).sendUpdate(call, dialog);
    }

    @Override
    public void sendDigits(CallId call, DialogId dialog, String digits) {
        of(call).sendDigits(call, dialog, digits);
    }

    @Override
    public void sendAck(CallId call, DialogId dialog, Optional<String> sdpAnswer) {
        of(call).sendAck(call, dialog, sdpAnswer);
    }

    @Override
    public void sendBye(CallId call, DialogId dialog, Optional<String> reason) {
        of(call).sendBye(call, dialog, reason);
    }

    @Override
    public void respond(CallId call, int status, Optional<String> sdp) {
        of(call).respond(call, status, sdp);
    }

    @Override
    public void redirect(CallId call, String number) {
        of(call).redirect(call, number);
    }

    @Override
    public void respondToReinvite(CallId call, DialogId dialog, int status, Optional<String> sdp) {
        of(call).respondToReinvite(call, dialog, status, sdp);
    }

    @Override
    public void forget(CallId call) {
        of(call).forget(call);
    }
}
