package org.offhook.agent.twoleg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.twoleg.LegTarget.Dialled;

/** The loop between the machine and a port whose far ends the test plays. */
class TwoLegLoopTest {
    private static final TwoLegPlan PLAN = new TwoLegPlan(
            new Dialled("101", ""),
            new Dialled("102", ""),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            TwoLegPlan.Joining.BETWEEN_PARTIES);

    private final SpyPort port = new SpyPort();
    private final TwoLegLoop loop = new TwoLegLoop(List.of(port));

    @AfterEach
    void close() {
        loop.close();
    }

    private static final class SpyPort implements TwoLegCallPort {
        final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
        Optional<Consumer<TwoLegInput>> inbox = Optional.empty();

        @Override
        public boolean takes(TwoLegPlan plan) {
            return !plan.first().equals(new Dialled("999", ""));
        }

        @Override
        public Legs begin(TwoLegPlan plan, Consumer<TwoLegInput> given) {
            inbox = Optional.of(given);
            return new Legs() {
                @Override
                public void call(Leg leg, LegTarget target) {
                    given.accept(new TwoLegInput.LegPlaced(leg, "id-" + leg));
                    orders.add("call " + leg);
                }

                @Override
                public void end(Leg leg) {
                    orders.add("end " + leg);
                    given.accept(new TwoLegInput.LegEnded(leg, LegFailure.NO_ANSWER));
                }

                @Override
                public void join(TwoLegPlan.Joining how) {
                    given.accept(new TwoLegInput.LegsJoined());
                    orders.add("join");
                }

                @Override
                public void announce(String name) {
                    orders.add("announce " + name);
                }

                @Override
                public void stopAnnouncement() {
                    orders.add("stop");
                }
            };
        }

        void happens(TwoLegInput input) {
            inbox.orElseThrow().accept(input);
        }

        void awaitOrder(String order) throws InterruptedException {
            assertThat(orders.poll(10, TimeUnit.SECONDS)).isEqualTo(order);
        }
    }

    @Test
    void tellsStageOneWithBothCallIdsAndTheEnd() throws Exception {
        TwoLegCalls.Running call = loop.start(PLAN);
        port.awaitOrder("call FIRST");
        port.happens(new TwoLegInput.LegAnswered(Leg.FIRST));
        assertThat(call.stageOne().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new StageOne.Answered("id-FIRST", "id-SECOND"));
        port.awaitOrder("call SECOND");
        port.happens(new TwoLegInput.LegAnswered(Leg.SECOND));
        port.awaitOrder("join");
        call.hangUp();
        port.awaitOrder("end FIRST");
        port.awaitOrder("end SECOND");
        assertThat(call.end().toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(TwoLegEnd.HUNG_UP);
    }

    @Test
    void givesUpWhenLegOneRingsTooLong() throws Exception {
        TwoLegCalls.Running call = loop.start(
                new TwoLegPlan(PLAN.first(), PLAN.second(), Duration.ofMillis(50), PLAN.secondLimit(), PLAN.joining()));
        assertThat(call.stageOne().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new StageOne.Failed(LegFailure.NO_ANSWER, "id-FIRST"));
        assertThat(call.end().toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(TwoLegEnd.FIRST_FAILED);
    }

    @Test
    void whatNoPortTakesIsUnreachable() throws Exception {
        TwoLegCalls.Running call = loop.start(new TwoLegPlan(
                new Dialled("999", ""), PLAN.second(), PLAN.firstLimit(), PLAN.secondLimit(), PLAN.joining()));
        assertThat(call.stageOne().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new StageOne.Failed(LegFailure.UNREACHABLE, ""));
    }

    @Test
    void answersEvenWhenTheProgramEnds() throws Exception {
        loop.close();
        assertThat(loop.start(PLAN).stageOne().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new StageOne.Failed(LegFailure.UNREACHABLE, ""));
    }
}
