package org.offhook.signalling;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.message.Request;
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
    /** The account's servers, and for which of them the node was opened. */
    private final Located servers;

    /** Read by the stack's threads. */
    private final Set<InetAddress> addresses;

    /** Realms that the registrar itself has used: only these get our credentials on other requests. */
    private final Set<String> pinnedRealms = new HashSet<>();

    private int targetIndex;
    private InetSocketAddress contactAddress;
    private List<Address> serviceRoute = List.of();
    private Optional<SipURI> gruu = Optional.empty();

    /** Who has asked for credentials as the server of what we sent (401), and in which realm. */
    private final Map<Asker, String> realmOfAsker = new HashMap<>();

    /** A server, and whether it asked as a registrar or as the one that takes calls: a proxy may stand before either. */
    private record Asker(InetSocketAddress server, Purpose purpose) {}

    private enum Purpose {
        REGISTRATION,
        CALLS;

        static Purpose of(String method) {
            return method.equals(Request.REGISTER) ? REGISTRATION : CALLS;
        }
    }

    ExchangeLink(Account account, SipNode node, Located servers) {
        this.account = account;
        this.node = node;
        this.servers = servers;
        this.targetIndex = servers.at();
        this.digest = new DigestClient(account.authenticationUser(), account.password(), account.credentials());
        this.addresses = Set.copyOf(servers.targets().stream()
                .map(target -> target.address().getAddress())
                .toList());
        this.contactAddress = node.localAddress(account.transport());
    }

    /** The exchange's address in use. */
    SipTarget target() {
        return servers.targets().get(targetIndex);
    }

    /** All servers, beginning with the one in use. */
    Located servers() {
        return servers.at(targetIndex);
    }

    /**
     * Whether the server in use, another one than the node was opened for, is reached from another address of ours, which this node's sockets
     * do not have: IPv6 beside IPv4, or another network.
     */
    boolean isElsewhere() {
        return targetIndex != servers.at()
                && NetworkWatch.addressTowards(target().address())
                        .filter(from -> !from.equals(
                                node.localAddress(account.transport()).getAddress()))
                        .isPresent();
    }

    /** Goes on to the next address of the exchange (RFC 3263 §4.3); false after the last, which starts again at the first. */
    boolean nextTarget() {
        targetIndex = (targetIndex + 1) % servers.targets().size();
        return targetIndex != 0;
    }

    /** Whether another address could take the place of the one in use. */
    boolean hasChoice() {
        return servers.targets().size() > 1;
    }

    /** The backup in use, in words; empty for the account's own server. */
    Optional<String> backup() {
        return targetIndex < servers.own()
                ? Optional.empty()
                : Optional.of(target().host() + ":" + target().address().getPort());
    }

    /** The account's own servers, any as good as the other; none when its name was not known. */
    List<SipTarget> ownServers() {
        return servers.targets().subList(0, servers.own());
    }

    /** @param server one of the account's */
    void use(SipTarget server) {
        targetIndex = servers.targets().indexOf(server);
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

    /**
     * What stands between us and the exchange's services for requests of ours outside of dialogs: the outbound proxy, then what the
     * registrar told last (RFC 3608 §5).
     */
    List<Address> serviceRoute() {
        return Stream.concat(outboundProxy().stream(), serviceRoute.stream()).toList();
    }

    /** The outbound proxy as a loose route (RFC 3261 §8.1.2, §19.1.1), where the account has one. */
    Optional<Address> outboundProxy() {
        return account.reach().outboundProxy().map(_ -> node.messages().looseRoute(target()));
    }

    void learnServiceRoute(List<Address> route) {
        serviceRoute = List.copyOf(route);
    }

    /** An address of the exchange's that reaches this very phone, wherever it is (RFC 5627), as its registrar told last. */
    Optional<SipURI> gruu() {
        return gruu;
    }

    void learnGruu(Optional<SipURI> told) {
        gruu = told;
    }

    SipURI contactUri() {
        return node.messages().contactUri(account.extension(), contactAddress, account.transport());
    }

    /** The registrar's own challenge makes a realm ours. */
    void pinRealm(String realm) {
        pinnedRealms.add(realm);
    }

    boolean isOurRealm(String realm) {
        return pinnedRealms.contains(realm) || realm.equalsIgnoreCase(account.domain()) || digest.hasOwnFor(realm);
    }

    /** That server asked with 401 for credentials to a request of this method. */
    void askedAsServer(SipTarget server, String method, String realm) {
        realmOfAsker.put(new Asker(server.address(), Purpose.of(method)), realm);
    }

    /** That server asked with 407: requests of this kind pass through it to somebody else. */
    void askedAsProxy(SipTarget server, String method) {
        realmOfAsker.remove(new Asker(server.address(), Purpose.of(method)));
    }

    /**
     * The realm whose credentials may go along unasked to that server: the one in which it asked for such a request before (RFC 3261
     * §22.2, RFC 7616 §3.6). A server that has never asked gets none: it may be a proxy that hands them on to the far end, who could
     * guess the password from them at leisure. A proxy's own challenge is not kept for other dialogs (§22.3).
     */
    Optional<String> realmToAnticipate(SipTarget server, String method) {
        return Optional.ofNullable(realmOfAsker.get(new Asker(server.address(), Purpose.of(method))));
    }
}
