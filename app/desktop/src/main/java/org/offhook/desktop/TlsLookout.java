package org.offhook.desktop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.offhook.agent.TlsFinding;
import org.offhook.agent.port.TlsProbePort;
import org.offhook.core.account.ServerAddress;
import org.offhook.desktop.settings.Settings;
import org.offhook.sip.probe.TlsProbe;

/** Looks out for TLS on a thread of its own: a name service or a server that keeps silent costs nobody else's time. */
final class TlsLookout implements TlsProbePort {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What a person who fills in a form still waits for; later answers are dropped. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Function<ServerAddress, TlsProbe.Finding> probe;
    private final Duration limit;

    TlsLookout(Function<ServerAddress, TlsProbe.Finding> probe, Duration limit) {
        this.probe = probe;
        this.limit = limit;
    }

    /** With the trust that the phone itself registers with. */
    static TlsLookout of(Settings settings) {
        return new TlsLookout(
                server -> new TlsProbe(
                                SettingsApplied.locator(settings.sip()), SettingsApplied.tls(settings.sip()), PATIENCE)
                        .probe(server),
                LIMIT);
    }

    @Override
    public CompletionStage<TlsFinding> probe(ServerAddress server) {
        CompletableFuture<TlsFinding> found = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("offhook-tls-probe").start(() -> {
            try {
                found.complete(finding(probe.apply(server)));
            } catch (RuntimeException thrown) {
                found.completeExceptionally(thrown);
            }
        });
        return found.completeOnTimeout(TlsFinding.ABSENT, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static TlsFinding finding(TlsProbe.Finding finding) {
        return switch (finding) {
            case PUBLISHED -> TlsFinding.PUBLISHED;
            case PROVED -> TlsFinding.PROVED;
            case UNTRUSTED -> TlsFinding.UNTRUSTED;
            case ABSENT -> TlsFinding.ABSENT;
        };
    }
}
