package org.offhook.signalling;

import java.util.List;

/**
 * Keeps, from one start of the program to the next, under which addresses an exchange may still hold this phone: one that died says at its next
 * start that they are gone, so that no call goes there. Called on signalling threads, of several accounts at a time; returns at once.
 */
public interface ContactStore {
    /** Keeps nothing beyond this run. */
    ContactStore NONE = new ContactStore() {
        @Override
        public List<String> kept(String account) {
            return List.of();
        }

        @Override
        public void keep(String account, List<String> contacts) {
            // nobody reads it
        }
    };

    /**
     * What was kept last.
     *
     * @param account names address of record, transport and server
     * @return SIP URIs, oldest first; empty when nothing is known
     */
    List<String> kept(String account);

    /** @param contacts SIP URIs, oldest first; empty when the exchange holds none */
    void keep(String account, List<String> contacts);
}
