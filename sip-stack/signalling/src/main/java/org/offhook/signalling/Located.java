package org.offhook.signalling;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.account.ServerAddress;
import org.offhook.sip.SipTarget;
import org.offhook.sip.locate.ServerLocator;

/**
 * The addresses of an account's servers, best first: those of its own server (or outbound proxy), then those of its backups.
 *
 * @param own how many are of the first, and of the best priority there; none when its name is unknown at the moment
 * @param at the one to begin with
 */
record Located(List<SipTarget> targets, int own, int at) {
    Located {
        targets = List.copyOf(targets);
    }

    Located(List<SipTarget> targets, int own) {
        this(targets, own, 0);
    }

    /** Beginning with another one. */
    Located at(int index) {
        return new Located(targets, own, index);
    }

    /** Beginning with this one, where it still is one of them. */
    Located at(SipTarget wanted) {
        return at(Math.max(0, targets.indexOf(wanted)));
    }

    /** Without asking anybody; empty when a server has a name. */
    static Optional<Located> literal(Account account) {
        List<SipTarget> found = new ArrayList<>();
        for (ServerAddress server : account.servers()) {
            Optional<SipTarget> literal = ServerLocator.literal(server, account.transport());
            if (literal.isEmpty()) {
                return Optional.empty();
            }
            found.add(literal.get());
        }
        return Optional.of(new Located(found, 1));
    }

    /** Asks the name service and waits for it; empty when it knows none of the servers. */
    static Located find(Account account, ServerLocator locator) {
        List<SipTarget> found = new ArrayList<>();
        int own = 0;
        List<ServerAddress> servers = account.servers();
        for (int i = 0; i < servers.size(); i++) {
            try {
                ServerLocator.Servers there = locator.locate(servers.get(i), account.transport());
                found.addAll(there.targets());
                own = i == 0 ? there.preferred() : own;
            } catch (UnknownHostException | RuntimeException _) {
                // the next one may be known
            }
        }
        return new Located(found, own);
    }
}
