package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.DialEntry.State;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentOnFloor;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.AgentSessionRow;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;

abstract class QueueContract extends StoreContract {
    private static final Duration LEASE = Duration.ofSeconds(15);

    static AgentPosition paused() {
        return new AgentPosition(
                CAMPAIGN,
                "1000",
                AgentPosition.State.PAUSED,
                "LOGIN",
                false,
                "",
                0,
                true,
                Instant.parse("2026-11-21T07:00:00Z"));
    }

    private Lease login(String agent, String node) {
        return ((Claimed.Owned) store.sessions().claim(agent, node, paused(), LEASE)).lease();
    }

    private DialEntry queue(String agent, String number) {
        return ((Queued.Taken) store.dialQueue().add(NewDial.of(agent, CAMPAIGN, number, "test", "r-" + number), 100))
                .entry();
    }

    @Test
    void showsAnActiveUserWithTheSessionAndTheCampaignTheyWorkIn() {
        store.users().putGroup(new UserGroup("G", "G", Set.of()));
        User asha = new User("asha", "Asha", 1, "G", Set.of(Right.USE_API), true, "", "", "", "", "crm-17");
        store.users().add(asha, Password.of("p"), Optional.empty());
        assertThat(store.sessions().onFloor("asha"))
                .as("not logged in")
                .contains(new AgentOnFloor(asha, Optional.empty(), Optional.empty()));

        Lease lease = login("asha", "n1");
        AgentOnFloor there = store.sessions().onFloor("asha").orElseThrow();
        assertThat(there.user()).isEqualTo(asha);
        assertThat(there.session()).isEqualTo(store.sessions().find("asha")).isPresent();
        assertThat(there.campaign())
                .isEqualTo(store.setup().campaign(paused().campaign()))
                .isPresent();
        assertThat(store.sessions().onFloorByCustomThree("crm-17")).contains(there);
        assertThat(store.sessions().onFloorByCustomThree("")).isEmpty();
        Optional<AgentOnFloor> within = store.transact(ports -> ports.sessions().onFloor("asha"));
        assertThat(within).contains(there);

        store.sessions().end(lease);
        assertThat(store.sessions().onFloor("asha").flatMap(AgentOnFloor::session))
                .isEmpty();
        store.users().change("asha", user -> user.withActive(false));
        assertThat(store.sessions().onFloor("asha")).isEmpty();
        assertThat(store.sessions().onFloor("nobody")).isEmpty();
    }

    @Test
    void keepsEverythingThatWasAskedFor() {
        NewDial asked = new NewDial(
                "asha",
                CAMPAIGN,
                "0017275551212",
                "7275551212",
                OptionalLong.of(17),
                true,
                true,
                true,
                "4420",
                "Desk",
                "elision-api",
                "r1",
                Map.of("CaseID", "4711"));

        DialEntry entry = ((Queued.Taken) store.dialQueue().add(asked, 100)).entry();

        assertThat(entry.asked()).isEqualTo(asked);
        assertThat(entry.state()).isEqualTo(State.QUEUED);
        assertThat(store.dialQueue().find(entry.id())).contains(entry);
        assertThat(store.dialQueue().claimNext(login("asha", "n1")))
                .as("a preview is dialled by the agent only")
                .isEmpty();
        assertThat(store.dialQueue().claim(entry.id(), login("asha", "n1"))).isPresent();
    }

    @Test
    void takesANumberOnceForAnAgentUntilItIsDone() {
        Lease lease = login("asha", "n1");
        DialEntry first = queue("asha", "5550001");
        NewDial again = NewDial.of("asha", CAMPAIGN, "5550001", "test", "r2");

        assertThat(store.dialQueue().add(again, 100)).isEqualTo(new Queued.AlreadyThere(first));
        DialEntry claimed = store.dialQueue().claimNext(lease).orElseThrow();
        assertThat(store.dialQueue().add(again, 100)).isEqualTo(new Queued.AlreadyThere(claimed));
        assertThat(store.dialQueue().dialled(claimed.id(), lease, "call-1")).isTrue();
        assertThat(store.dialQueue().add(again, 100)).isInstanceOf(Queued.AlreadyThere.class);
        assertThat(store.dialQueue().done(claimed.id(), lease, "BUSY")).isTrue();

        assertThat(store.dialQueue().add(again, 100)).isInstanceOf(Queued.Taken.class);
        assertThat(store.dialQueue().find(first.id()).orElseThrow().outcome()).isEqualTo("BUSY");
        assertThat(store.dialQueue().add(NewDial.of("lena", CAMPAIGN, "5550001", "test", "r3"), 100))
                .as("another agent may have the same number")
                .isInstanceOf(Queued.Taken.class);
    }

    @Test
    void dialsOldestFirstAndTakesNoMoreThanTheLimit() {
        Lease lease = login("asha", "n1");
        List<DialEntry> entries = List.of(queue("asha", "1001"), queue("asha", "1002"), queue("asha", "1003"));

        assertThat(store.dialQueue().add(NewDial.of("asha", CAMPAIGN, "1004", "test", "r"), 3))
                .isEqualTo(new Queued.Full(3));
        assertThat(store.dialQueue().remove(entries.get(0).id())).isTrue();
        assertThat(store.dialQueue().claimNext(lease).map(DialEntry::id))
                .contains(entries.get(1).id());
        assertThat(store.dialQueue().remove(entries.get(1).id()))
                .as("it is being dialled")
                .isFalse();
        assertThat(store.dialQueue().waiting("asha"))
                .extracting(DialEntry::id)
                .containsExactly(entries.get(2).id());
        assertThat(store.dialQueue().putBack(entries.get(1).id(), lease)).isTrue();
        assertThat(store.dialQueue().claimNext(lease).map(DialEntry::id))
                .contains(entries.get(1).id());
        assertThat(store.dialQueue().removeAll("asha")).isEqualTo(1);
    }

    @Test
    void aNumberQueuedByManyAtOnceIsThereOnce() throws Exception {
        List<Queued> answers = LeadContract.together(
                8, i -> store.dialQueue().add(NewDial.of("asha", CAMPAIGN, "5550001", "test", "r" + i), 100));

        assertThat(answers).filteredOn(Queued.Taken.class::isInstance).hasSize(1);
        assertThat(answers).filteredOn(Queued.AlreadyThere.class::isInstance).hasSize(7);
    }

    @Test
    void handsEachNumberToExactlyOneTaker() throws Exception {
        Lease lease = login("asha", "n1");
        IntStream.range(0, 40).forEach(i -> queue("asha", "55500" + (10 + i)));

        List<Long> claimed =
                LeadContract.together(
                                40, _ -> store.dialQueue().claimNext(lease).map(DialEntry::id))
                        .stream()
                        .flatMap(Optional::stream)
                        .toList();

        assertThat(claimed).doesNotHaveDuplicates();
        assertThat(store.dialQueue().waiting("asha")).hasSize(40 - claimed.size());
    }

    @Test
    void anotherNodeTakesAnAgentOverOnlyAfterTheLeaseAndTheOldOwnerIsFencedOff() {
        Lease old = login("asha", "n1");
        queue("asha", "5550001");
        queue("asha", "5550002");
        DialEntry claimed = store.dialQueue().claimNext(old).orElseThrow();

        assertThat(store.sessions().claim("asha", "n2", paused(), LEASE)).isInstanceOf(Claimed.OwnedElsewhere.class);
        now = now.plus(LEASE).plusMillis(1);
        Lease fresh = login("asha", "n2");

        assertThat(fresh.fence()).isGreaterThan(old.fence());
        assertThat(store.dialQueue().claimNext(old))
                .as("the old owner dials nothing any more")
                .isEmpty();
        assertThat(store.sessions().publish(old, paused())).isFalse();
        assertThat(store.sessions().renew(List.of(old, fresh), LEASE)).containsExactly(old);
        assertThat(store.dialQueue().doubtAbandoned()).extracting(DialEntry::id).containsExactly(claimed.id());
        assertThat(store.dialQueue().inDoubt("asha")).hasSize(1);
        assertThat(store.dialQueue().claimNext(fresh).map(e -> e.asked().number()))
                .as("what is in doubt is not dialled again by itself")
                .contains("5550002");
    }

    @Test
    void whatIsInDoubtWaitsForAPersonsWord() {
        Lease lease = login("asha", "n1");
        DialEntry entry = queue("asha", "5550001");
        store.dialQueue().claimNext(lease);
        assertThat(store.dialQueue().doubtAbandoned()).as("its owner is alive").isEmpty();
        Lease after = login("asha", "n1"); // the same node, started again

        assertThat(store.dialQueue().doubtAbandoned()).hasSize(1);
        assertThat(store.dialQueue().add(entry.asked(), 100)).isInstanceOf(Queued.AlreadyThere.class);
        assertThat(store.dialQueue().claimNext(after)).isEmpty();
        assertThat(store.dialQueue().resolve(entry.id(), true)).isTrue();
        assertThat(store.dialQueue().resolve(entry.id(), true)).isFalse();
        assertThat(store.dialQueue().done(entry.id(), lease, "BUSY"))
                .as("decided meanwhile")
                .isFalse();
        assertThat(store.dialQueue().claimNext(after)).isPresent();

        assertThat(store.dialQueue().dialled(entry.id(), after, "call-1")).isTrue();
        now = now.plus(LEASE).plusMillis(1);
        assertThat(store.dialQueue().doubtAbandoned()).hasSize(1);
        assertThat(store.dialQueue().done(entry.id(), after, "ANSWERED"))
                .as("its owner was only slow, and knows")
                .isTrue();
        assertThat(store.dialQueue().inDoubt("asha")).isEmpty();
    }

    @Test
    void aSessionIsSeenByAllNodesWhileItsLeaseHolds() {
        Lease lease = login("asha", "n1");
        AgentPosition inCall =
                new AgentPosition(CAMPAIGN, "1000", AgentPosition.State.IN_CALL, "", false, "call-1", 17, false, now);

        assertThat(store.sessions().publish(lease, inCall)).isTrue();
        AgentSessionRow row = store.sessions().find("asha").orElseThrow();
        assertThat(row.position()).isEqualTo(inCall);
        assertThat(row.lease()).isEqualTo(lease);
        now = now.plus(LEASE.dividedBy(2));
        assertThat(store.sessions().renew(List.of(lease), LEASE)).isEmpty();
        now = now.plus(LEASE).minusMillis(1);
        assertThat(store.sessions().live()).hasSize(1);
        now = now.plusMillis(1);
        assertThat(store.sessions().find("asha")).isEmpty();

        Lease again = login("asha", "n1");
        assertThat(store.sessions().end(again)).isTrue();
        assertThat(store.sessions().find("asha")).isEmpty();
        assertThat(login("asha", "n2").fence()).as("a fence never falls back").isEqualTo(again.fence() + 1);
    }
}
