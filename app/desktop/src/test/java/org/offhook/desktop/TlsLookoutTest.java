package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.offhook.agent.TlsFinding;
import org.offhook.core.account.ServerAddress;
import org.offhook.sip.probe.TlsProbe;

class TlsLookoutTest {
    private static final ServerAddress PBX = ServerAddress.of("pbx.example");

    @Test
    void asksOnAThreadOfItsOwn() throws Exception {
        AtomicReference<String> asker = new AtomicReference<>("");
        TlsLookout lookout = new TlsLookout(
                server -> {
                    asker.set(Thread.currentThread().getName());
                    return TlsProbe.Finding.PROVED;
                },
                Duration.ofSeconds(30));
        assertThat(lookout.probe(PBX).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(TlsFinding.PROVED);
        assertThat(asker.get()).isEqualTo("offhook-tls-probe");
    }

    @Test
    void aProbeThatHangsIsAnsweredAsAbsent() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        TlsLookout lookout = new TlsLookout(
                server -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return TlsProbe.Finding.PROVED;
                },
                Duration.ofMillis(20));
        assertThat(lookout.probe(PBX).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(TlsFinding.ABSENT);
        never.countDown();
    }
}
