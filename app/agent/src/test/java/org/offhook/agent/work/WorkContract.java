package org.offhook.agent.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.PromiseWish;
import org.offhook.agent.port.Workplace;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.core.call.CallEnd;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;

/** What an agent's desk does in the store, on a real one. */
abstract class WorkContract extends WorkFixture {
    // ---- where a user works

    @Test
    void tellsTheRulesOfTheUsersCampaign() {
        Workplace place = Workplaces.find(store, "asha", now).orElseThrow();

        assertThat(place.rules().view().mode()).isEqualTo(ManualDialMode.QUEUE_AND_AUTOCALL);
        assertThat(place.rules().view().autoDialLocked()).isTrue();
        assertThat(place.rules().view().dispositionForced()).isTrue();
        assertThat(place.rules().pauseCodeForced()).isTrue();
        assertThat(place.rules().view().wrapUp()).isEqualTo(Duration.ofSeconds(45));
        assertThat(place.rules().pauseCodes())
                .containsExactly(new org.offhook.agent.PauseCode("TEA", "Tea", Optional.of(Duration.ofMinutes(10))));
        assertThat(place.dispositions()).extracting("code").containsExactly("SALE", "CALLBK", "DNC");
    }

    @Test
    void knowsNoPlaceForStrangersAndForUsersOfACampaignThatIsNotActive() {
        assertThat(Workplaces.find(store, "mina", now)).isEmpty();
        store.setup().putCampaign(campaign.withActive(false));
        assertThat(Workplaces.find(store, "asha", now)).isEmpty();
    }

    // ---- leads

    @Test
    void showsALeadWithItsFieldsItsHourAndItsEarlierCalls() {
        Lead lead = lead("9876543210");
        store.setup()
                .putCampaign(campaign.withCallingHours(new CallingHours(List.of(
                        new CallingHours.Window(DayOfWeek.SATURDAY, LocalTime.of(14, 0), LocalTime.of(18, 0))))));
        called(lead);
        save(lead, "SALE", Optional.empty());

        LeadOnScreen shown = reader.read(store, SPRING, again(lead), now);

        assertThat(shown.name()).isEqualTo("Lena M.");
        assertThat(shown.number()).isEqualTo("+919876543210");
        assertThat(shown.zone()).contains(INDIA);
        assertThat(shown.callableNow()).as("it is noon there").isFalse();
        assertThat(shown.callableFrom()).contains(LocalTime.of(14, 0));
        assertThat(shown.values())
                .filteredOn(value -> value.field().equals("Plan"))
                .singleElement()
                .satisfies(value -> assertThat(value.label() + value.value()).isEqualTo("TariffGold"));
        assertThat(shown.earlier()).singleElement().satisfies(call -> {
            assertThat(call.disposition()).isEqualTo("SALE");
            assertThat(call.talked()).isEqualTo(Duration.ofSeconds(80));
        });
    }

    @Test
    void changesFieldsAndRefusesWhatDoesNotFit() {
        Lead lead = lead("9876543210");

        Lead changed = inOneUnit(ports -> LeadEdits.apply(
                ports, lead.id(), Map.of("city", "Pune", "plan", "Silver", "phone_number", "9876543211")));

        assertThat(changed.field(LeadField.CITY)).isEqualTo("Pune");
        assertThat(changed.custom()).containsEntry("Plan", "Silver");
        assertThat(changed.phoneNumber()).isEqualTo("9876543211");
        for (Map<String, String> wrong : List.of(
                Map.of("no_such_field", "x"), Map.of("gender", "x".repeat(11)), Map.of("phone_number", "98x"))) {
            assertThatThrownBy(() -> inOneUnit(ports -> LeadEdits.apply(ports, lead.id(), wrong)))
                    .isInstanceOfSatisfying(
                            WorkRefused.class,
                            refused -> assertThat(refused.error()).isEqualTo(ErrorCode.FIELD_INVALID));
        }
    }

    // ---- before a number is dialled

    @Test
    void findsTheLeadOfATypedNumberAndMakesOneWhereThereIsNone() {
        Lead known = lead("9876543210");

        Clearance found = clear(question("98765 43210", new LeadWish.Search()));
        Clearance made = clear(question("9876543299", new LeadWish.Search()));
        Clearance anew = clear(question("9876543210", new LeadWish.Create()));

        assertThat(found.lead().orElseThrow().leadId()).isEqualTo(known.id());
        assertThat(((Clearance.Free) found).number()).isEqualTo("919876543210");
        assertThat(made.lead().orElseThrow().number()).isEqualTo("+919876543299");
        assertThat(anew.lead().orElseThrow().leadId()).isNotEqualTo(known.id());
        assertThat(store.leads().count(LIST)).isEqualTo(3);
    }

    @Test
    void dialsALeadsOtherNumber() {
        Lead lead = lead("9876543210");

        Clearance clearance = clear(question("", new LeadWish.Known(lead.id(), LeadNumber.ALT)));

        assertThat(((Clearance.Free) clearance).number()).isEqualTo("919876500000");
        assertThat(clear(question("", new LeadWish.Known(99, LeadNumber.MAIN))))
                .isEqualTo(new Clearance.Barred(ErrorCode.NO_SUCH_LEAD, Optional.empty()));
    }

    @Test
    void makesNoLeadOfAFeatureCode() {
        assertThat(clear(question("*97", new LeadWish.Search())))
                .isEqualTo(new Clearance.Free("*97", Optional.empty()));
        assertThat(store.leads().count(LIST)).isZero();
    }

    @Test
    void barsNumbersOfTheDncListAndSaysSoInTheLog() {
        lead("9876543210");
        store.dnc().add(DncStorePort.SYSTEM, Set.of("919876543210"));

        Clearance clearance = clear(question("9876543210", new LeadWish.Search()));

        assertThat(clearance)
                .isInstanceOfSatisfying(
                        Clearance.Barred.class,
                        barred -> assertThat(barred.error()).isEqualTo(ErrorCode.NUMBER_DO_NOT_CALL));
        assertThat(store.callLog().search(CallLogQuery.of("asha", 10)))
                .singleElement()
                .satisfies(line -> assertThat(line.end()).isEqualTo("DNC"));
    }

    @Test
    void looksAtANumberWithoutBarringItOrLoggingIt() {
        lead("9876543210");
        store.dnc().add(DncStorePort.SYSTEM, Set.of("919876543210"));
        DialQuestion look =
                new DialQuestion("asha", SPRING, "9876543210", "", new LeadWish.Search(), true, "crm", Map.of());

        assertThat(clear(look)).isInstanceOf(Clearance.Free.class);
        assertThat(store.callLog().search(CallLogQuery.of("asha", 10))).isEmpty();
    }

    // ---- the call log

    @Test
    void writesACallFromItsBeginningToItsEnd() {
        Lead lead = lead("9876543210");

        called(lead);

        assertThat(line().begun().lead()).hasValue(lead.id());
        assertThat(line().begun().account()).isEqualTo("branch");
        assertThat(line().talked()).isEqualTo(Duration.ofSeconds(80));
        assertThat(line().end()).isEqualTo("HUNG_UP");
        assertThat(again(lead).calls()).isEqualTo(1);
        assertThat(again(lead).status()).isEqualTo(LeadStatus.NO_RESULT);
    }

    @Test
    void writesANoteOnceHoweverOftenItIsTried() {
        Lead lead = lead("9876543210");

        called(lead);
        called(lead);

        assertThat(again(lead).calls()).isEqualTo(1);
        assertThat(store.callLog().search(CallLogQuery.of("asha", 10))).hasSize(1);
    }

    @Test
    void correctsAnEndThatWasOnlyAssumed() {
        note(begun(CallDirection.OUTGOING, "301", OptionalLong.empty()));
        assertThat(store.callLog().interrupt("desk-1", now.minusSeconds(60))).isEqualTo(1);

        note(new CallNote.Ended(
                CALL, new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 200, Optional.empty()), now));

        assertThat(line().end()).isEqualTo("HUNG_UP");
        assertThat(line().endedAt()).contains(now);
    }

    @Test
    void knowsACallerHoweverTheNumberIsShown() {
        Lead lead = lead("9876543210");

        for (String shown : List.of("+919876543210", "919876543210", "9876543210")) {
            assertThat(note(begun(CallDirection.INCOMING, shown, OptionalLong.empty())))
                    .as(shown)
                    .map(Lead::id)
                    .contains(lead.id());
        }
        assertThat(note(begun(CallDirection.INCOMING, "anonymous", OptionalLong.empty())))
                .isEmpty();
        assertThat(again(lead).calls()).as("it called us").isZero();
    }

    // ---- results

    @Test
    void keepsTheResultWithTheCallAndTheLead() {
        Lead lead = lead("9876543210");
        called(lead);

        save(lead, "SALE", Optional.empty());

        assertThat(line().disposition()).isEqualTo("SALE");
        assertThat(line().comment()).isEqualTo("two boxes");
        assertThat(again(lead).status()).isEqualTo("SALE");
    }

    @Test
    void putsTheNumberOnTheCampaignsDncListAndForgetsItsCallbacks() {
        Lead lead = lead("9876543210");
        called(lead);
        CallbackWish wish = new CallbackWish(LocalDateTime.of(2026, 11, 30, 9, 0), false);
        assertThat(save(lead, "CALLBK", Optional.of(wish))).hasSize(1);

        assertThat(save(lead, "DNC", Optional.empty())).isEmpty();

        assertThat(store.dnc().blocked(SPRING, Set.of("919876543210"))).isTrue();
        assertThat(store.dnc().blocked("OTHER", Set.of("919876543210"))).isFalse();
        assertThat(clear(question("9876543210", new LeadWish.Search()))).isInstanceOf(Clearance.Barred.class);
    }

    @Test
    void promisesACallbackByTheCustomersClockAndOnlyOnce() {
        Lead lead = lead("9876543210");
        called(lead);
        CallbackWish wish = new CallbackWish(LocalDateTime.of(2026, 11, 30, 9, 0), true);

        save(lead, "CALLBK", Optional.of(wish));
        List<CallbackView> waiting = save(lead, "CALLBK", Optional.of(wish)); // the first answer was lost on its way

        assertThat(waiting).singleElement().satisfies(one -> {
            assertThat(one.at()).isEqualTo(Instant.parse("2026-11-30T03:30:00Z"));
            assertThat(one.mine()).isTrue();
            assertThat(one.name()).isEqualTo("Lena M.");
            assertThat(one.comment()).isEqualTo("two boxes");
        });
    }

    @Test
    void keepsNothingOfAResultWhoseCallbackLiesInThePast() {
        Lead lead = lead("9876543210");
        called(lead);
        CallbackWish wish = new CallbackWish(LocalDateTime.of(2026, 11, 28, 11, 59), true);

        assertThatThrownBy(() -> save(lead, "CALLBK", Optional.of(wish)))
                .isInstanceOfSatisfying(
                        WorkRefused.class,
                        refused -> assertThat(refused.error()).isEqualTo(ErrorCode.CALLBACK_TIME_PAST));

        assertThat(line().disposition()).isEmpty();
        assertThat(again(lead).status()).isEqualTo(LeadStatus.NO_RESULT);
    }

    @Test
    void makesALeadOfACallerNobodyKnewToPromiseACallback() {
        note(begun(CallDirection.INCOMING, "9198000", OptionalLong.empty()));
        CallbackWish wish = new CallbackWish(LocalDateTime.of(2026, 11, 30, 9, 0), true);

        assertThat(save(OptionalLong.empty(), "CALLBK", Optional.of(wish))).hasSize(1);

        assertThat(store.leads().count(LIST)).isEqualTo(1);
    }

    @Test
    void promisesACallbackOfANumberOutsideOfAWrapUpByTheClockOfItsLead() {
        lead("9876543210");
        PromiseWish wish = new PromiseWish(
                "asha", SPRING, "9876543210", new LeadWish.Search(), LocalDateTime.of(2026, 11, 30, 9, 0));

        List<CallbackView> first = inOneUnit(ports -> results.promise(ports, wish, now));
        List<CallbackView> again = inOneUnit(ports -> results.promise(ports, wish, now));

        assertThat(first)
                .singleElement()
                .satisfies(one -> assertThat(one.at()).isEqualTo(Instant.parse("2026-11-30T03:30:00Z")));

        assertThat(again).as("the same promise").hasSize(1);
        PromiseWish past = new PromiseWish(
                "asha", SPRING, "9876543210", new LeadWish.Search(), LocalDateTime.of(2026, 11, 28, 11, 59));
        assertThatThrownBy(() -> inOneUnit(ports -> results.promise(ports, past, now)))
                .isInstanceOfSatisfying(
                        WorkRefused.class,
                        refused -> assertThat(refused.error()).isEqualTo(ErrorCode.CALLBACK_TIME_PAST));
    }

    @Test
    void movesAndCancelsCallbacksThatAreTheAgents() {
        Lead lead = lead("9876543210");
        CallbackWish wish = new CallbackWish(LocalDateTime.of(2026, 11, 30, 9, 0), true);
        long id = save(lead, "CALLBK", Optional.of(wish)).getFirst().id();

        List<CallbackView> moved =
                inOneUnit(ports -> results.move(ports, "asha", SPRING, id, LocalDateTime.of(2026, 12, 1, 10, 0), now));
        assertThat(moved.getFirst().at()).isEqualTo(Instant.parse("2026-12-01T04:30:00Z"));
        assertThatThrownBy(() -> inOneUnit(ports -> results.cancel(ports, "mina", SPRING, id, now)))
                .isInstanceOf(WorkRefused.class);
        List<CallbackView> left = inOneUnit(ports -> results.cancel(ports, "asha", SPRING, id, now));
        assertThat(left).isEmpty();
    }

    @Test
    void findsAnUnsavedWrapUpAgainWordForWordUntilItIsSaved() {
        Lead lead = lead("9876543210");
        CallbackWish wish = new CallbackWish(LocalDateTime.of(2026, 11, 30, 9, 0), false);
        KeptWrapUp kept =
                wrapUp(OptionalLong.of(lead.id()), new Draft(Optional.of("CALLBK"), "half a\nnote", Optional.of(wish)));
        CallResults.keep(store, wrapUp(OptionalLong.of(lead.id()), Draft.EMPTY));
        CallResults.keep(store, kept);

        assertThat(Workplaces.find(store, "asha", now).orElseThrow().unfinished())
                .containsExactly(kept);
        save(lead, "SALE", Optional.empty());

        assertThat(Workplaces.find(store, "asha", now).orElseThrow().unfinished())
                .isEmpty();
    }

    @Test
    void recordingsOfACallAreNamedInItsLineOnceEach() {
        note(begun(CallDirection.OUTGOING, "301", OptionalLong.empty()));
        note(new CallNote.Ended(
                CALL, new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 200, Optional.empty()), now));
        note(new CallNote.Recorded(CALL, "first.wav"));
        note(new CallNote.Recorded(CALL, "second.ogg"));
        note(new CallNote.Recorded(CALL, "first.wav"));
        assertThat(store.callLog()
                        .findByCall("desk-1", CALL.value())
                        .orElseThrow()
                        .recording())
                .isEqualTo("first.wav ; second.ogg");
    }
}
