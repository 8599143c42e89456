package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.idempotency.IdempotencyStorePort;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.EndedBy;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.log.NewLoggedCall.Direction;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.outbox.Notice;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.CallerId.Presentation;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.setup.Recording;
import org.offhook.campaign.store.StoreException.StoreClosed;

abstract class UnitOfWorkContract extends StoreContract {
    private static final EndedBy NOBODY_TOOK_IT = new EndedBy("EXCHANGE", 480, "OH-504");
    private static final IdempotencyKey KEY = new IdempotencyKey("api/add_lead", "k1");

    private static String addOnce(Store store) {
        return store.transact(ports -> switch (ports.idempotency().begin(KEY, "same")) {
            case Begun.Fresh _ -> {
                AddedLead lead = ports.leads()
                        .add(List.of(NewLead.of(LIST, "1", "5550001")), DuplicateCheck.NONE)
                        .getFirst();
                ports.outbox().add("crm", "lead", "{}");
                String answer = "lead " + ((AddedLead.Created) lead).leadId();
                ports.idempotency().answer(KEY, answer);
                yield answer;
            }
            case Begun.Answered(String answer) -> answer;
            case Begun.InProgress _ -> "in progress";
            case Begun.OtherRequest _ -> "other";
        });
    }

    @Test
    void aRequestRepeatedUnderItsKeyHasOneEffectAndOneAnswer() throws Exception {
        List<String> answers = LeadContract.together(8, _ -> addOnce(store));

        assertThat(Set.copyOf(answers)).hasSize(1);
        assertThat(store.leads().count(LIST)).isEqualTo(1);
        assertThat(store.outbox().waiting()).isEqualTo(1);
        assertThat(store.idempotency().begin(KEY, "something else")).isEqualTo(new Begun.OtherRequest());
        assertThat(store.idempotency().forgetOld()).isZero();
        now = now.plus(IdempotencyStorePort.KEPT).plusMillis(1);
        assertThat(store.idempotency().begin(KEY, "same")).isEqualTo(new Begun.Fresh());
        assertThat(store.idempotency().begin(KEY, "same")).isEqualTo(new Begun.InProgress(now));
        store.idempotency().forget(KEY);
        assertThat(store.idempotency().begin(KEY, "same")).isEqualTo(new Begun.Fresh());
        now = now.plus(IdempotencyStorePort.KEPT).plusMillis(1);
        assertThat(store.idempotency().forgetOld()).isEqualTo(1);
    }

    @Test
    void whoPutsAnEntryBackChangedTakesNothingBackThatOthersChanged() throws Exception {
        store.setup().putGroupAlias(new GroupAlias("north", "0", "08001234567", "", true));

        LeadContract.together(
                24,
                _ -> store.transactAlone(ports -> {
                    GroupAlias read = ports.setup().groupAlias("north").orElseThrow();
                    String counted = String.valueOf(Integer.parseInt(read.name()) + 1);
                    ports.setup().putGroupAlias(new GroupAlias("north", counted, "08001234567", "", true));
                    return counted;
                }));

        assertThat(store.setup().groupAlias("north").orElseThrow().name()).isEqualTo("24");
    }

    @Test
    void whatAUnitOfWorkThrowsUndoesItAndNothingOfItsNeighbours() throws Exception {
        List<Boolean> kept = LeadContract.together(24, i -> {
            try {
                return store.transact(ports -> {
                    ports.leads().add(List.of(NewLead.of(LIST, "1", "55500" + (10 + i))), DuplicateCheck.NONE);
                    if (i % 3 == 0) {
                        throw new IllegalArgumentException("no");
                    }
                    return true;
                });
            } catch (IllegalArgumentException e) {
                return false;
            }
        });

        assertThat(kept).filteredOn(k -> k).hasSize(16);
        assertThat(store.leads().count(LIST)).isEqualTo(16);
    }

    @Test
    void noticesAreDeliveredOrDueAgainOrGivenUp() {
        Notice first = store.outbox().add("crm", "ended", "{\"a\":1}");
        Notice second = store.outbox().add("crm", "ended", "{\"a\":2}");
        assertThat(first.key()).isNotEqualTo(second.key());

        assertThat(store.outbox().take("n1", 10, Duration.ofSeconds(30)))
                .extracting(Notice::id)
                .containsExactly(first.id(), second.id());
        assertThat(store.outbox().take("n2", 10, Duration.ofSeconds(30))).isEmpty();
        assertThat(store.outbox().delivered(first.id())).isTrue();
        assertThat(store.outbox().failed(second.id(), "503", Duration.ofSeconds(5)))
                .isTrue();
        now = now.plusSeconds(5);
        Notice again = store.outbox().take("n2", 10, Duration.ofSeconds(30)).getFirst();
        assertThat(again.key()).isEqualTo(second.key());
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.lastFailure()).isEqualTo("503");
        now = now.plusSeconds(30); // n2 went away
        assertThat(store.outbox().take("n1", 10, Duration.ofSeconds(30))).hasSize(1);
        assertThat(store.outbox().giveUp(second.id(), "404")).isTrue();
        assertThat(store.outbox().dead(10)).extracting(Notice::id).containsExactly(second.id());
        assertThat(store.outbox().revive(second.id())).isTrue();
        assertThat(store.outbox().waiting()).isEqualTo(1);
    }

    @Test
    void theCallLogIsWrittenStepByStepAndSearched() {
        NewLoggedCall begun = new NewLoggedCall(
                "call-1",
                "n1",
                Direction.OUTGOING,
                "asha",
                CAMPAIGN,
                "0017275551212",
                "100% Zoë",
                OptionalLong.of(17),
                OptionalLong.empty(),
                "elision-api",
                now,
                "branch");
        long id = store.callLog().begin(begun);

        assertThat(store.callLog().begin(begun)).as("the same call begins once").isEqualTo(id);
        assertThat(store.callLog().answered(id, now.plusSeconds(5))).isTrue();
        assertThat(store.callLog().ended(id, now.plusSeconds(65), "NO_ANSWER", NOBODY_TOOK_IT))
                .isTrue();
        assertThat(store.callLog().ended(id, now.plusSeconds(66), "BUSY")).isFalse();
        assertThat(store.callLog().dispose(id, "SALE", "two of them")).isTrue();
        assertThat(store.callLog().recorded(id, "rec/1.wav")).isTrue();
        assertThat(store.callLog().find(id).orElseThrow().quality()).isEmpty();
        LoggedQuality quality = new LoggedQuality(4.27, 91.5, 0.25, 3.125, -1, 0.04, "opus", "DTLS");
        assertThat(store.callLog().sounded(id, quality)).isTrue();
        assertThat(store.callLog().find(id).orElseThrow().quality()).contains(quality);
        CallRecord record = store.callLog().findByCall("n1", "call-1").orElseThrow();
        assertThat(record.begun()).isEqualTo(begun);
        assertThat(record.end()).isEqualTo("NO_ANSWER");
        assertThat(record.by()).as("who ended it").isEqualTo(NOBODY_TOOK_IT);
        assertThat(record.talked()).isEqualTo(Duration.ofSeconds(60));
        assertThat(record.disposition()).isEqualTo("SALE");
        assertThat(store.callLog().find(id)).contains(record);

        NewLoggedCall other = new NewLoggedCall(
                "call-2",
                "n1",
                Direction.INCOMING,
                "asha",
                "",
                "1002",
                "",
                OptionalLong.empty(),
                OptionalLong.empty(),
                "incoming",
                now);
        long open = store.callLog().begin(other);
        assertThat(store.callLog().search(CallLogQuery.of("asha", 10)))
                .extracting(CallRecord::id)
                .containsExactly(open, id);
        assertThat(search("5512")).containsExactly(id);
        assertThat(search("100%")).containsExactly(id);
        assertThat(search("1%2")).as("a text's own % is no wildcard").isEmpty();
        assertThat(store.callLog().interrupt("n1", now)).isEqualTo(1);
        assertThat(store.callLog().find(open).orElseThrow().end()).isEqualTo("INTERRUPTED");
    }

    private List<Long> search(String text) {
        return store
                .callLog()
                .search(new CallLogQuery(
                        Optional.of("asha"),
                        Optional.empty(),
                        OptionalLong.empty(),
                        Optional.of(text),
                        Optional.of(now),
                        Optional.of(now.plusSeconds(1)),
                        OptionalLong.of(Long.MAX_VALUE),
                        10))
                .stream()
                .map(CallRecord::id)
                .toList();
    }

    @Test
    void keepsWhatIsSetUp() {
        Campaign campaign = Campaign.of("FULL", "Full")
                .withApiManualDial(ApiManualDial.QUEUE_AND_AUTOCALL)
                .withDialRules(new DialRules("9", "91", true), "IN")
                .withNumbersAllowed(Set.of("IN", "US"), List.of("+9180"), List.of("+91900"))
                .withCallerId(new CallerId("+917927", "Desk", Presentation.FROM_DISPLAY))
                .withRecording(Recording.ON_DEMAND)
                .withCallingHours(
                        CallingHours.parse("MON 09:00-18:00, SAT 10:00-24:00").orElseThrow())
                .withWrapUp(Duration.ofSeconds(30))
                .withManualDialList(LIST);
        store.setup().putCampaign(campaign);
        store.setup().putCampaign(campaign.withActive(false));
        assertThat(store.setup().campaign("FULL")).contains(campaign.withActive(false));
        assertThat(store.setup().campaigns()).hasSize(2);

        PauseCode general = new PauseCode("", "LUNCH", "Lunch", true, Duration.ofMinutes(30));
        PauseCode own = new PauseCode("FULL", "LUNCH", "Siesta", true, Duration.ZERO);
        store.setup().putPauseCode(general);
        store.setup().putPauseCode(own);
        assertThat(store.setup().pauseCodes("FULL")).containsExactly(own);
        assertThat(store.setup().pauseCodes(CAMPAIGN)).containsExactly(general);
        assertThat(store.setup().removePauseCode("FULL", "LUNCH")).isTrue();
        assertThat(store.setup().removePauseCode("FULL", "LUNCH")).isFalse();

        Disposition sale = new Disposition(
                "FULL", "SALE", "Sale", "1", Set.of(Disposition.Meaning.HUMAN_ANSWERED, Disposition.Meaning.FINISHED));
        store.setup().putDisposition(sale);
        assertThat(store.setup().dispositions("FULL")).containsExactly(sale);
        assertThat(store.setup().removeDisposition("FULL", "SALE")).isTrue();

        GroupAlias alias = new GroupAlias("desk", "Desk", "442", "Desk", true);
        store.setup().putGroupAlias(alias);
        assertThat(store.setup().groupAlias("desk")).contains(alias);
        assertThat(store.setup().groupAlias("other")).isEmpty();
        assertThat(store.setup().groupAliases()).containsExactly(alias);
    }

    @Test
    void aNumberIsBlockedForTheSystemOrForOneCampaign() {
        assertThat(store.dnc().add("", List.of("17275551212", "917927", "917927")))
                .isEqualTo(2);
        assertThat(store.dnc().add(CAMPAIGN, List.of("4420"))).isEqualTo(1);
        assertThat(store.dnc().add(CAMPAIGN, List.of("4420"))).isZero();

        assertThat(store.dnc().blocked("OTHER", List.of("7275551212", "17275551212")))
                .isTrue();
        assertThat(store.dnc().blocked(CAMPAIGN, List.of("4420"))).isTrue();
        assertThat(store.dnc().blocked("OTHER", List.of("4420"))).isFalse();
        assertThat(store.dnc().page("", "17275551212", 10)).containsExactly("917927");
        assertThat(store.dnc().remove(CAMPAIGN, List.of("4420", "1"))).isEqualTo(1);
        assertThat(store.dnc().blocked(CAMPAIGN, List.of("4420"))).isFalse();
    }

    @Test
    void aClosedStoreRefuses() {
        store.ping();
        store.close();
        assertThatThrownBy(() -> store.users().all()).isInstanceOf(StoreClosed.class);
        assertThatThrownBy(() -> store.setup().putCampaign(Campaign.of("X1", "X")))
                .isInstanceOf(StoreClosed.class);
        store = reopened();
    }

    @Test
    void manyUnitsOfWorkAtOnceAreAllKept() throws Exception {
        LeadContract.together(
                50,
                i -> IntStream.range(0, 20)
                        .mapToObj(j -> store.leads()
                                .add(List.of(NewLead.of(LIST, "1", "5" + (10_000 + 100 * i + j))), DuplicateCheck.NONE))
                        .toList());

        assertThat(store.leads().count(LIST)).isEqualTo(1_000);
    }
}
