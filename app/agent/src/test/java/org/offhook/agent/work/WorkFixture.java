package org.offhook.agent.work;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadWish;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.Disposition.Meaning;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;
import org.offhook.store.credential.Argon2Hash;

/** A store with a campaign and an agent, and what a desk does in it. */
abstract class WorkFixture {
    static final String SPRING = "SPRING";
    static final long LIST = 1_001;
    static final CallId CALL = new CallId("call-1");
    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    /** A Saturday noon in India. */
    final Instant now = Instant.parse("2026-11-28T06:30:00Z");

    final LeadReader reader = new LeadReader(ZoneOffset.UTC);
    final Clearances clearances = new Clearances("desk-1", reader);
    final CallResults results = new CallResults("desk-1", reader);
    final CallScribe scribe = new CallScribe("desk-1");
    Store store;
    Campaign campaign;

    /** The address of a store that is not there yet. */
    abstract StoreAddress newAddress();

    @BeforeEach
    void open() {
        store = Store.open(
                newAddress(),
                StoreOptions.DEFAULT.withClock(() -> now).withPasswordCost(new Argon2Hash.Cost(64, 1, 1)));
        campaign = Campaign.of(SPRING, "Spring offers")
                .withDialRules(new DialRules("", "91", false), "IN")
                .withApiManualDial(ApiManualDial.QUEUE_AND_AUTOCALL)
                .withWrapUp(Duration.ofSeconds(45))
                .withManualDialList(LIST)
                .withForced(true, true);
        store.setup().putCampaign(campaign);
        store.setup().putPauseCode(new PauseCode(SPRING, "TEA", "Tea", true, Duration.ofMinutes(10)));
        for (Disposition one : List.of(
                new Disposition(SPRING, "SALE", "Sale", "1", Set.of(Meaning.HUMAN_ANSWERED, Meaning.FINISHED)),
                new Disposition(SPRING, "CALLBK", "Call back", "2", Set.of(Meaning.CALL_BACK)),
                new Disposition(SPRING, "DNC", "Do not call", "", Set.of(Meaning.DO_NOT_CALL)))) {
            store.setup().putDisposition(one);
        }
        store.lists()
                .add(new LeadList(LIST, "Spring list", SPRING, true, List.of(new CustomField("Plan", "Tariff", 20))));
        store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
        store.users()
                .add(
                        User.of("asha", "Asha Example", 1, "AGENTS").withCampaign(SPRING),
                        Password.of("secret"),
                        Optional.empty());
    }

    @AfterEach
    void close() {
        store.close();
    }

    <T> T inOneUnit(Function<StorePorts, T> work) {
        return store.transact(work);
    }

    Lead lead(String number) {
        NewLead lead = new NewLead(
                LIST,
                "91",
                number,
                "Asia/Kolkata",
                LeadStatus.NEW,
                0,
                Map.of(LeadField.FIRST_NAME, "Lena", LeadField.LAST_NAME, "M.", LeadField.ALT_PHONE, "9876500000"),
                Map.of("Plan", "Gold"));
        long id = ((AddedLead.Created)
                        store.leads().add(List.of(lead), DuplicateCheck.NONE).getFirst())
                .leadId();
        return store.leads().find(id).orElseThrow();
    }

    Lead again(Lead lead) {
        return store.leads().find(lead.id()).orElseThrow();
    }

    CallNote.Begun begun(CallDirection direction, String number, OptionalLong lead) {
        return new CallNote.Begun(
                CALL,
                direction,
                new CallParty(number, ""),
                "asha",
                SPRING,
                lead,
                OptionalLong.empty(),
                "agent",
                false,
                now.minusSeconds(90),
                new AccountId("branch"));
    }

    Optional<Lead> note(CallNote note) {
        return inOneUnit(ports -> scribe.write(ports, note));
    }

    CallRecord line() {
        return store.callLog().findByCall("desk-1", CALL.value()).orElseThrow();
    }

    /** A call to this lead that is over. */
    void called(Lead lead) {
        note(begun(CallDirection.OUTGOING, "91" + lead.phoneNumber(), OptionalLong.of(lead.id())));
        note(new CallNote.Answered(CALL, now.minusSeconds(80)));
        note(new CallNote.Ended(
                CALL, new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 200, Optional.empty()), now));
    }

    KeptWrapUp wrapUp(OptionalLong lead, Draft draft) {
        return new KeptWrapUp(
                "asha",
                SPRING,
                CALL,
                new CallParty("919876543210", ""),
                lead,
                Duration.ofSeconds(80),
                new CallEnd(CallEnd.Cause.NO_ANSWER, CallEnd.Side.FAR_END, 480, Optional.of(ErrorCode.NO_ANSWER)),
                now,
                draft);
    }

    List<CallbackView> save(Lead lead, String code, Optional<CallbackWish> callback) {
        return save(OptionalLong.of(lead.id()), code, callback);
    }

    List<CallbackView> save(OptionalLong lead, String code, Optional<CallbackWish> callback) {
        KeptWrapUp wrapUp = wrapUp(lead, new Draft(Optional.of(code), "two boxes", callback));
        return inOneUnit(ports -> results.save(ports, wrapUp, now));
    }

    DialQuestion question(String number, LeadWish lead) {
        return new DialQuestion("asha", SPRING, number, "", lead, false, "agent", Map.of());
    }

    Clearance clear(DialQuestion question) {
        return inOneUnit(ports -> clearances.clear(ports, question, "attempt-1", now));
    }
}
