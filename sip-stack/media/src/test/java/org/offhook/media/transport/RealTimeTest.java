package org.offhook.media.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RealTimeTest {

    /** Field 41 of the calling thread's stat: its scheduling policy; counted after the name, which may hold spaces. */
    private static String policy() throws Exception {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38];
    }

    private static <T> T inThread(java.util.concurrent.Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(10, TimeUnit.SECONDS);
    }

    @Test
    void theCallingThreadAndOnlyItIsScheduledInRealTimeWhereThatIsAllowed() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/stat")), "NOT RUN: needs Linux");
        RealTime.prepare();
        assertThat(RealTime.prepared()).isTrue();
        String granted = inThread(() -> RealTime.request() + " " + policy() + " " + inThread(RealTimeTest::policy));
        // 2 is round robin, 0 is what every other thread has; what it starts does not inherit.
        assertThat(granted).isIn("true 2 0", "false 0 0");
        System.out.println("MEASURED real-time scheduling granted, policy, policy of its child: " + granted);
        assertThat(policy()).isEqualTo("0");
    }

    @Test
    void theSoundServersThreadsAreAskedForByTheirName() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/thread-self/stat")), "NOT RUN: needs Linux");
        RealTime.prepare();
        CompletableFuture<String> before = new CompletableFuture<>();
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        CompletableFuture<String> after = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("threaded-ml").start(() -> {
            try {
                before.complete(policy());
                asked.get(10, TimeUnit.SECONDS);
                after.complete(policy());
            } catch (Exception e) {
                after.completeExceptionally(e);
            }
        });
        assertThat(before.get(10, TimeUnit.SECONDS)).isEqualTo("0");
        RealTime.requestForSound();
        asked.complete(true);
        String allowed = inThread(() -> RealTime.request() ? "2" : "0");
        assertThat(after.get(10, TimeUnit.SECONDS)).isEqualTo(allowed);
        assertThat(policy()).as("nobody else").isEqualTo("0");
    }
}
