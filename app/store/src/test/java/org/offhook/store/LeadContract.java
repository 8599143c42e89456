package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.AddedLead.Created;
import org.offhook.campaign.lead.AddedLead.Duplicate;
import org.offhook.campaign.lead.AddedLead.NoSuchList;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadChange;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.setup.Campaign;

abstract class LeadContract extends StoreContract {
    private long add(NewLead lead) {
        return ((Created) store.leads().add(List.of(lead), DuplicateCheck.NONE).getFirst()).leadId();
    }

    private static NewLead ranked(long list, String number, int rank) {
        return new NewLead(list, "1", number, "", LeadStatus.NEW, rank, Map.of(), Map.of());
    }

    @Test
    void answersForEveryLeadOfABatchInOrderAndReadsThemBack() {
        NewLead full = new NewLead(
                LIST,
                "91",
                "7275551212",
                "Asia/Kolkata",
                LeadStatus.NEW,
                3,
                Map.of(LeadField.FIRST_NAME, "Zoë", LeadField.VENDOR_LEAD_CODE, "654dsddfd"),
                Map.of("LeadSource", "WEB", "Quote", "a \"b\" 'c'; DROP TABLE leads"));

        List<AddedLead> added = store.leads()
                .add(
                        List.of(full, NewLead.of(4711, "1", "5551212"), NewLead.of(LIST, "", "5551213")),
                        DuplicateCheck.NONE);

        assertThat(added).hasSize(3);
        assertThat(added.get(1)).isEqualTo(new NoSuchList(4711));
        long first = ((Created) added.get(0)).leadId();
        assertThat(((Created) added.get(2)).leadId()).isGreaterThan(first);
        Lead lead = store.leads().find(first).orElseThrow();
        assertThat(lead.phoneNumber()).isEqualTo("7275551212");
        assertThat(lead.fields()).isEqualTo(full.fields());
        assertThat(lead.custom()).isEqualTo(full.custom());
        assertThat(lead.createdAt()).isEqualTo(now);
        assertThat(store.leads().count(LIST)).isEqualTo(2);
    }

    @Test
    void list999IsThereFromTheFirstStartAndOnlyOnce() {
        assertThat(store.lists().find(Campaign.DEFAULT_LIST)).isPresent();
        store.close();
        store = reopened();

        assertThat(store.lists().all()).extracting(LeadList::id).containsExactly(999L, LIST);
    }

    @Test
    void aListKeepsItsCustomFormInOrder() {
        LeadList list = new LeadList(
                25_062_018,
                "With a form",
                CAMPAIGN,
                false,
                List.of(new CustomField("LeadSource", "Source", 100), new CustomField("CustomField1", "One", 200)));

        assertThat(store.lists().add(list)).isTrue();
        assertThat(store.lists().add(list)).as("the id is taken").isFalse();
        assertThat(store.lists().find(25_062_018)).contains(list);
        assertThat(store.lists().active()).extracting(LeadList::id).containsExactly(LIST);
        LeadList changed = new LeadList(25_062_018, "Without", CAMPAIGN, true, List.of());
        assertThat(store.lists().change(changed)).isTrue();
        assertThat(store.lists().find(25_062_018)).contains(changed);
    }

    @Test
    void findsTheNewestModifiedLeadOfANumberWithinTheCampaignsLists() {
        store.setup().putCampaign(Campaign.of("OTHER", "Other"));
        store.lists().add(new LeadList(77, "Other", "OTHER", true, List.of()));
        long old = add(NewLead.of(LIST, "1", "7275551212"));
        now = now.plusSeconds(1);
        long newer = add(NewLead.of(LIST, "1", "7275551212"));
        now = now.plusSeconds(1);
        add(NewLead.of(77, "1", "7275551212"));
        add(NewLead.of(LIST, "44", "7275551212"));

        assertThat(store.leads()
                        .newestByPhone(CAMPAIGN, "1", "7275551212")
                        .orElseThrow()
                        .id())
                .isEqualTo(newer);
        now = now.plusSeconds(1);
        store.leads().change(old, LeadChange.fields(Map.of(LeadField.CITY, "Ahmedabad"), Map.of("a", "b")));
        Lead found = store.leads().newestByPhone(CAMPAIGN, "1", "7275551212").orElseThrow();
        assertThat(found.id()).isEqualTo(old);
        assertThat(store.leads().newestIdByPhone(CAMPAIGN, "1", "7275551212")).hasValue(old);
        assertThat(store.leads().newestIdByPhone(CAMPAIGN, "49", "7275551212")).isEmpty();
        assertThat(found.field(LeadField.CITY)).isEqualTo("Ahmedabad");
        assertThat(found.custom()).containsExactly(Map.entry("a", "b"));
        assertThat(store.leads().newestByPhone(CAMPAIGN, "49", "7275551212")).isEmpty();
    }

    @Test
    void findsLeadsOfTheCampaignsManualDialListToo() {
        store.setup().putCampaign(Campaign.of(CAMPAIGN, "Test").withManualDialList(Campaign.DEFAULT_LIST));
        long manual = add(NewLead.of(Campaign.DEFAULT_LIST, "1", "7275551212"));

        assertThat(store.leads().newestByPhone(CAMPAIGN, "1", "7275551212").map(Lead::id))
                .contains(manual);
        store.setup().putCampaign(Campaign.of(CAMPAIGN, "Test").withManualDialList(LIST));
        assertThat(store.leads().newestByPhone(CAMPAIGN, "1", "7275551212")).isEmpty();
    }

    @Test
    void refusesDuplicatesWithinTheListTheCampaignOrTheSystemAndNamesTheLead() {
        store.lists().add(new LeadList(78, "Same campaign", CAMPAIGN, true, List.of()));
        long first = add(NewLead.of(LIST, "1", "7275551212"));
        NewLead inOtherList = NewLead.of(78, "1", "7275551212");
        NewLead elsewhere = NewLead.of(999, "1", "7275551212");

        assertThat(store.leads().add(List.of(inOtherList), DuplicateCheck.DUPCAMP))
                .containsExactly(new Duplicate(first, LIST));
        assertThat(store.leads().add(List.of(elsewhere), DuplicateCheck.DUPSYS))
                .containsExactly(new Duplicate(first, LIST));
        assertThat(store.leads().add(List.of(inOtherList, inOtherList), DuplicateCheck.DUPLIST))
                .satisfiesExactly(
                        created -> assertThat(created).isInstanceOf(Created.class),
                        again -> assertThat(again).isInstanceOf(Duplicate.class));
        assertThat(store.leads().add(List.of(elsewhere), DuplicateCheck.DUPCAMP))
                .hasOnlyElementsOfType(Created.class);
    }

    @Test
    void twoWhoAddTheSameNumberAtOnceWithADuplicateCheckAddItOnce() throws Exception {
        List<AddedLead> results = together(
                8,
                _ -> store.leads()
                        .add(List.of(NewLead.of(LIST, "1", "7275550000")), DuplicateCheck.DUPSYS)
                        .getFirst());

        assertThat(results).filteredOn(Created.class::isInstance).hasSize(1);
        assertThat(store.leads().count(LIST)).isEqualTo(1);
    }

    @Test
    void handsOutTheHighestRankThenTheOldestAndOnlyFromActiveLists() {
        store.lists().add(new LeadList(78, "Second", CAMPAIGN, true, List.of()));
        store.lists().add(new LeadList(79, "Inactive", CAMPAIGN, false, List.of()));
        add(ranked(79, "5550001", 99));
        long second = add(ranked(LIST, "5550002", 0));
        long third = add(ranked(78, "5550003", 0));
        long first = add(ranked(78, "5550004", 5));

        assertThat(store.leads().handOutNext(CAMPAIGN, "asha").orElseThrow().id())
                .isEqualTo(first);
        assertThat(store.leads().handOutNext(CAMPAIGN, "asha").orElseThrow().id())
                .isEqualTo(second);
        Lead last = store.leads().handOutNext(CAMPAIGN, "lena").orElseThrow();
        assertThat(last.id()).isEqualTo(third);
        assertThat(last.status()).isEqualTo(LeadStatus.QUEUE);
        assertThat(last.handedTo()).isEqualTo("lena");
        assertThat(store.leads().handOutNext(CAMPAIGN, "asha")).isEmpty();

        assertThat(store.leads().handBack(third, "asha")).as("it is not hers").isFalse();
        assertThat(store.leads().handBack(third, "lena")).isTrue();
        assertThat(store.leads().handOutNext(CAMPAIGN, "asha").map(Lead::id)).contains(third);
    }

    @Test
    void neverHandsTheSameLeadToTwoAgents() throws Exception {
        int leads = 200;
        store.leads()
                .add(
                        IntStream.range(0, leads)
                                .mapToObj(i -> NewLead.of(LIST, "1", "555" + (10_000 + i)))
                                .toList(),
                        DuplicateCheck.NONE);

        List<Long> handedOut = together(8, agent -> {
                    List<Long> mine = new ArrayList<>();
                    for (Optional<Lead> lead = store.leads().handOutNext(CAMPAIGN, "agent" + agent);
                            lead.isPresent();
                            lead = store.leads().handOutNext(CAMPAIGN, "agent" + agent)) {
                        mine.add(lead.get().id());
                    }
                    return mine;
                })
                .stream()
                .flatMap(List::stream)
                .toList();

        Set<Long> different = new HashSet<>(handedOut);
        assertThat(handedOut).hasSize(different.size());
        // Who finds only rows that others are just taking goes away empty-handed; one more asking finds the rest.
        while (store.leads()
                .handOutNext(CAMPAIGN, "last")
                .map(lead -> different.add(lead.id()))
                .orElse(false)) {}
        assertThat(different).hasSize(leads);
    }

    @Test
    void countsCallsAndEndsTheHandingOutWithADisposition() {
        long id = add(NewLead.of(LIST, "1", "5550001"));
        store.leads().handOutNext(CAMPAIGN, "asha");

        assertThat(store.leads().dialled(id)).isTrue();
        Lead onTheLine = store.leads().find(id).orElseThrow();
        assertThat(onTheLine.calls()).isEqualTo(1);
        assertThat(onTheLine.lastCalledAt()).contains(now);
        Lead done = store.leads().change(id, LeadChange.status("SALE")).orElseThrow();
        assertThat(done.status()).isEqualTo("SALE");
        assertThat(done.handedTo()).isEmpty();
        assertThat(store.leads().change(4711, LeadChange.status("SALE"))).isEmpty();
    }

    @Test
    void readsAListPageByPage() {
        store.leads()
                .add(
                        IntStream.range(0, 25)
                                .mapToObj(i -> NewLead.of(LIST, "1", "555" + (1_000 + i)))
                                .toList(),
                        DuplicateCheck.NONE);
        List<String> numbers = new ArrayList<>();
        long[] last = {0};
        for (int before = -1; before != numbers.size(); ) {
            before = numbers.size();
            store.leads().each(LIST, last[0], 10, lead -> {
                numbers.add(lead.phoneNumber());
                last[0] = lead.id();
            });
        }
        assertThat(numbers).hasSize(25).isSorted();
    }

    /** Runs {@code work} on so many threads at once. */
    static <T> List<T> together(int threads, java.util.function.IntFunction<T> work) throws Exception {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = pool.invokeAll(IntStream.range(0, threads)
                    .<Callable<T>>mapToObj(i -> () -> work.apply(i))
                    .toList());
            List<T> all = new ArrayList<>();
            for (Future<T> result : results) {
                all.add(result.get());
            }
            return all;
        }
    }
}
