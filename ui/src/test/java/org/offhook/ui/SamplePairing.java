package org.offhook.ui;

import static org.offhook.ui.Situation.NOW;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;

/** Pages that want to use the phone, and those that may. */
final class SamplePairing {
    private SamplePairing() {}

    static PairingRequest request(String id, String origin) {
        return new PairingRequest(
                id,
                origin,
                origin.startsWith("https:"),
                Optional.of("Chromium"),
                "4729",
                Set.of(PairingScope.values()),
                NOW);
    }

    static List<PairedOrigin> paired() {
        return List.of(
                new PairedOrigin(
                        "https://crm.example",
                        Set.of(PairingScope.READ, PairingScope.DIAL),
                        NOW.minusSeconds(900_000),
                        false),
                new PairedOrigin(
                        "https://desk.example:8443", Set.of(PairingScope.values()), NOW.minusSeconds(9_000_000), true));
    }
}
