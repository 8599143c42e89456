package org.offhook.bench;

import org.offhook.testkit.peer.ExchangePeer;

/** The account on the exchange that every measured phone uses. */
final class BenchAccount {
    private BenchAccount() {}

    static String password() {
        return ExchangePeer.EXTENSIONS.stream()
                .filter(extension -> extension.user().equals(Workbench.EXTENSION))
                .findFirst()
                .orElseThrow()
                .password();
    }
}
