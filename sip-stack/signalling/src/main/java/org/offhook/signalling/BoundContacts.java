package org.offhook.signalling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offhook.core.account.Account;
import org.offhook.core.account.ServerAddress;

/**
 * Our addresses that an exchange may hold as bindings: it was sent a REGISTER with each, and has not said since that it holds another one or none.
 * They outlive the node that they belonged to, and, by the store, this program. Confined to the signalling thread.
 */
final class BoundContacts {
    /** Of the eldest the exchange's own clock has taken care by then. */
    private static final int MOST = 8;

    private final ContactStore store;
    private final Map<String, List<String>> held = new HashMap<>();

    BoundContacts(ContactStore store) {
        this.store = store;
    }

    /** Those of one account. */
    Of of(Account account) {
        ServerAddress server = account.server();
        String port = server.port().isPresent() ? ":" + server.port().getAsInt() : "";
        return new Of("sip:" + account.extension() + '@' + account.domain() + ' ' + account.transport() + ' '
                + server.host() + port);
    }

    /** Those of one account. */
    final class Of {
        private final String account;

        private Of(String account) {
            this.account = account;
        }

        private List<String> all() {
            return held.computeIfAbsent(account, key -> List.copyOf(store.kept(key)));
        }

        /** The exchange may hold these besides, and reach nobody there. */
        List<String> besides(String contact) {
            return all().stream().filter(one -> !one.equals(contact)).toList();
        }

        /** From now on it may hold this one, too. */
        void asked(String contact) {
            List<String> next = new ArrayList<>(besides(contact));
            next.add(contact);
            become(next.subList(Math.max(0, next.size() - MOST), next.size()));
        }

        /** It holds this one, and has let go of the others. */
        void only(String contact) {
            become(List.of(contact));
        }

        /** It holds none. */
        void none() {
            become(List.of());
        }

        private void become(List<String> next) {
            if (!next.equals(all())) {
                List<String> kept = List.copyOf(next);
                held.put(account, kept);
                store.keep(account, kept);
            }
        }
    }
}
