package org.offhook.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.SIPStackTimerTask;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DaemonSipTimerTest {

    private static SIPStackTimerTask task(Runnable work) {
        return new SIPStackTimerTask() {
            @Override
            public void runTask() {
                work.run();
            }

            @Override
            public Object getThreadHash() {
                return "any";
            }
        };
    }

    @Test
    void aTaskThatFailsStopsNoOther() throws Exception {
        DaemonSipTimer timer = new DaemonSipTimer();
        CountDownLatch ran = new CountDownLatch(1);
        timer.schedule(
                task(() -> {
                    throw new IllegalStateException("one transaction's fault");
                }),
                0);
        timer.schedule(task(ran::countDown), 1);
        assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
        timer.stop();
    }

    @Test
    void whatIsAskedAfterTheStopIsRefusedInSilence() {
        DaemonSipTimer timer = new DaemonSipTimer();
        timer.stop();
        assertThat(timer.schedule(task(() -> {}), 1)).isFalse();
        assertThat(timer.scheduleWithFixedDelay(task(() -> {}), 1, 1)).isFalse();
        assertThat(timer.isStarted()).isFalse();
    }
}
