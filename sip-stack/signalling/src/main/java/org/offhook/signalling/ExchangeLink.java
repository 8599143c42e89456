package org.offhook.signalling;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;
import org.offhook.core.account.Account;
import org.offhook.sip.SipNode;
import org.offhook.sip.SipTarget;
import org.offhook.sip.digest.DigestClient;

/**
 * The way to one exchange: the account, the open node, the addresses of the exchange and what registration taught us. Made when a
 * node opens and thrown away with it. Confined to the signalling thread, except {@link #isExchange}.
 */
final class ExchangeLink {
    final Account account;
    final SipNode node;
    final DigestClient digest;
    final List<SipTarget> targets;

    /** Read by the stack's threads. */
    private final Set<InetAddress> addresses;

    /** Realms that the registrar itself has used: only these get our credentials on other requests. */
    private final Set<String> pinnedRealms = new HashSet<>();

    private int targetIndex;
    private InetSocketAddress contactAddress;
    private @Nullable String registrarRealm;
    private Role role = Role.REGISTRAR;

    /** What the exchange has shown itself to be. */
    private enum Role {
        REGISTRAR,
        PROXY
    }

    ExchangeLink(Account account, SipNode node, List<SipTarget> targets) {
        this.account = account;
        this.node = node;
        this.targets = targets;
        this.digest = new DigestClient(account.authenticationUser(), account.password());
        this.addresses = Set.copyOf(
                targets.stream().map(target -> target.address().getAddress()).toList());
        this.contactAddress = node.localAddress(account.transport());
    }

    /** The exchange's address in use. */
    SipTarget target() {
        return targets.get(targetIndex);
    }

    /** Goes on to the next address of the exchange (RFC 3263 §4.3); false after the last, which starts again at the first. */
    boolean nextTarget() {
        targetIndex = (targetIndex + 1) % targets.size();
        return targetIndex != 0;
    }

    /** True for a packet from one of the exchange's addresses, whatever the port. Any thread. */
    boolean isExchange(InetSocketAddress source) {
        return addresses.contains(source.getAddress());
    }

    /** Where the exchange reaches us: our own address, or the one it saw us come from (RFC 3581). */
    InetSocketAddress contactAddress() {
        return contactAddress;
    }

    void learnPublicAddress(InetSocketAddress seen) {
        contactAddress = seen;
    }

    boolean isBehindNat() {
        return !contactAddress.equals(node.localAddress(account.transport()));
    }

    SipURI contactUri() {
        return node.messages().contactUri(account.extension(), contactAddress, account.transport());
    }

    /** The registrar's own challenge makes a realm ours. */
    void pinRealm(String realm) {
        pinnedRealms.add(realm);
        registrarRealm = realm;
    }

    boolean isOurRealm(String realm) {
        return pinnedRealms.contains(realm) || realm.equalsIgnoreCase(account.domain());
    }

    /** The exchange asked as a proxy (407): other requests than REGISTER pass through it to whoever is called. */
    void askedAsProxy() {
        role = Role.PROXY;
    }

    /**
     * The realm whose credentials may go along unasked. Never through a proxy: it takes out what is addressed to itself and hands
     * the registrar's on to the far end, who could guess the password from them at leisure.
     */
    Optional<String> realmToAnticipate(String method) {
        return role == Role.PROXY && !method.equals(Request.REGISTER)
                ? Optional.empty()
                : Optional.ofNullable(registrarRealm);
    }
}
