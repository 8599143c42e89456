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
 * @param own how many are of the first; none when its name is unknown at the moment
 */
record Located(List<SipTarget> targets, int own) {
    Located {
        targets = List.copyOf(targets);
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
                found.addAll(locator.locate(servers.get(i), account.transport()));
            } catch (UnknownHostException | RuntimeException nowhere) {
                continue; // the next one may be known
            }
            own = i == 0 ? found.size() : own;
        }
        return new Located(found, own);
    }
}
