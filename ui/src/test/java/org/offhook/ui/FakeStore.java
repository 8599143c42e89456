package org.offhook.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.idempotency.IdempotencyStorePort;
import org.offhook.campaign.lead.LeadStorePort;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.list.ListStorePort;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallLogStorePort;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.schedule.FutureCallStorePort;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.setup.SetupStorePort;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.token.ApiToken;
import org.offhook.campaign.token.TokenStorePort;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.campaign.user.UserStorePort;

/** A store in memory, as far as the administration asks one. */
final class FakeStore {
    final Map<String, User> users = new TreeMap<>();
    final Map<String, Password> passwords = new HashMap<>();
    final Map<String, Password> phoneSecrets = new HashMap<>();
    final Map<String, UserGroup> groups = new TreeMap<>();
    final Map<String, Campaign> campaigns = new TreeMap<>();
    final Map<String, PauseCode> pauseCodes = new TreeMap<>();
    final Map<String, Disposition> dispositions = new TreeMap<>();
    final Map<String, GroupAlias> aliases = new TreeMap<>();
    final Map<Long, LeadList> lists = new TreeMap<>();
    final Map<String, TreeSet<String>> dnc = new HashMap<>();
    final Map<Long, ApiToken> tokens = new TreeMap<>();
    final Map<Long, FutureCall> futureCalls = new TreeMap<>();
    final List<NewLead> leads = new ArrayList<>();
    final Map<IdempotencyKey, String> fingerprints = new HashMap<>();
    final Map<IdempotencyKey, String> answers = new HashMap<>();
    Runnable beforeLeads = () -> {};

    /** An administrator "asha", an agent, a campaign with a list, and one of everything else. */
    static FakeStore filled() {
        var store = new FakeStore();
        store.groups.put("ADMIN", new UserGroup("ADMIN", "Administrators", Set.of()));
        store.groups.put("AGENTS", new UserGroup("AGENTS", "Agents", Set.of()));
        store.users.put("asha", User.of("asha", "Asha Example", 9, "ADMIN", Right.values()));
        store.users.put(
                "badri",
                User.of("badri", "Badri Example", 1, "AGENTS", Right.MANUAL_DIAL)
                        .withPhoneLogin("2102"));
        store.campaigns.put("SALES", Campaign.of("SALES", "Sales").withDialRules(DialRules.PLAIN, "US"));
        store.lists.put(999L, new LeadList(999, "Default list", "", false, List.of()));
        store.lists.put(
                1001L,
                new LeadList(1001, "May leads", "SALES", true, List.of(new CustomField("Budget", "Budget", 100))));
        store.pauseCodes.put("/LUNCH", new PauseCode("", "LUNCH", "Lunch", true, Duration.ofMinutes(45)));
        store.dispositions.put(
                "SALES/SALE", new Disposition("SALES", "SALE", "Sale", "1", Set.of(Disposition.Meaning.FINISHED)));
        store.aliases.put("north", new GroupAlias("north", "North", "08001234567", "", true));
        store.dnc.put("", new TreeSet<>(List.of("17275550142", "442079460018")));
        store.tokens.put(1L, new ApiToken(1, "CRM", "crm.example", "dial", "badri", true, Instant.EPOCH));
        store.futureCalls.put(7L, store.call(7, "acme", FutureCall.State.WAITING));
        store.futureCalls.put(8L, store.call(8, "acme", FutureCall.State.DONE));
        return store;
    }

    private FutureCall call(long id, String organisation, FutureCall.State state) {
        var asked = new NewFutureCall(
                organisation,
                "order " + id,
                "asha",
                "2101",
                "2102",
                "",
                new WallTime(LocalDateTime.of(2030, 1, 2, 9, 30), ZoneId.of("Asia/Kolkata")),
                Duration.ofSeconds(30),
                1,
                Duration.ofMinutes(5));
        return new FutureCall(id, asked, state, Instant.EPOCH, 0, "", Instant.EPOCH);
    }

    DialerStorePort port() {
        return PartialDouble.of(DialerStorePort.class, new Whole());
    }

    public final class Whole {
        public <T> T transact(Function<StorePorts, T> work) {
            return work.apply(port());
        }

        /** Nobody else has this store. */
        public <T> T transactAlone(Function<StorePorts, T> work) {
            return transact(work);
        }

        public UserStorePort users() {
            return PartialDouble.of(UserStorePort.class, new FakeUsers(FakeStore.this));
        }

        public SetupStorePort setup() {
            return PartialDouble.of(SetupStorePort.class, new FakeSetup(FakeStore.this));
        }

        public ListStorePort lists() {
            return PartialDouble.of(ListStorePort.class, new Lists());
        }

        public LeadStorePort leads() {
            return PartialDouble.of(LeadStorePort.class, new FakeLeads(FakeStore.this));
        }

        public DncStorePort dnc() {
            return PartialDouble.of(DncStorePort.class, new Dnc());
        }

        public TokenStorePort tokens() {
            return PartialDouble.of(TokenStorePort.class, new Tokens());
        }

        public FutureCallStorePort futureCalls() {
            return PartialDouble.of(FutureCallStorePort.class, new FutureCalls());
        }

        public IdempotencyStorePort idempotency() {
            return PartialDouble.of(IdempotencyStorePort.class, new Idempotency());
        }

        public CallLogStorePort callLog() {
            return PartialDouble.of(CallLogStorePort.class, new CallLog());
        }
    }

    public final class Lists {
        public Optional<LeadList> find(long id) {
            return Optional.ofNullable(lists.get(id));
        }

        public List<LeadList> all() {
            return List.copyOf(lists.values());
        }

        public boolean add(LeadList list) {
            return lists.putIfAbsent(list.id(), list) == null;
        }

        public boolean change(LeadList list) {
            return lists.replace(list.id(), list) != null;
        }
    }

    public final class Dnc {
        public int add(String campaign, Collection<String> numbers) {
            TreeSet<String> all = dnc.computeIfAbsent(campaign, _ -> new TreeSet<>());
            int before = all.size();
            all.addAll(numbers);
            return all.size() - before;
        }

        public int remove(String campaign, Collection<String> numbers) {
            TreeSet<String> all = dnc.computeIfAbsent(campaign, _ -> new TreeSet<>());
            int before = all.size();
            all.removeAll(numbers);
            return before - all.size();
        }

        public List<String> page(String campaign, String after, int most) {
            return dnc.getOrDefault(campaign, new TreeSet<>()).tailSet(after, false).stream()
                    .limit(most)
                    .toList();
        }
    }

    public final class Tokens {
        public ApiToken add(String label, Password hashKey, String host, String policy, String user) {
            long id = tokens.size() + 1L;
            tokens.put(id, new ApiToken(id, label, host, policy, user, true, Instant.EPOCH));
            passwords.put("token " + id, hashKey);
            return tokens.get(id);
        }

        public List<ApiToken> all() {
            return List.copyOf(tokens.values());
        }

        public boolean revoke(long id) {
            return tokens.computeIfPresent(
                            id,
                            (_, old) -> new ApiToken(
                                    id,
                                    old.label(),
                                    old.requestingHost(),
                                    old.policyName(),
                                    old.user(),
                                    false,
                                    old.createdAt()))
                    != null;
        }
    }

    public final class FutureCalls {
        public Optional<FutureCall> find(long id) {
            return Optional.ofNullable(futureCalls.get(id));
        }

        public List<FutureCall> of(String organisation, boolean all) {
            return futureCalls.values().stream()
                    .filter(call -> call.asked().organisation().equals(organisation))
                    .filter(call -> all || call.state() == FutureCall.State.WAITING)
                    .toList();
        }

        public boolean cancel(long id) {
            FutureCall call = futureCalls.get(id);
            boolean waits = call != null && call.state() == FutureCall.State.WAITING;
            if (waits) {
                futureCalls.put(id, call(id, "acme", FutureCall.State.CANCELLED));
            }
            return waits;
        }
    }

    public final class Idempotency {
        public Begun begin(IdempotencyKey key, String fingerprint) {
            String before = fingerprints.putIfAbsent(key, fingerprint);
            if (before == null) {
                return new Begun.Fresh();
            }
            return before.equals(fingerprint)
                    ? new Begun.Answered(answers.getOrDefault(key, ""))
                    : new Begun.OtherRequest();
        }

        public void answer(IdempotencyKey key, String answer) {
            answers.put(key, answer);
        }

        public void forget(IdempotencyKey key) {
            fingerprints.remove(key);
            answers.remove(key);
        }
    }

    public static final class CallLog {
        public List<CallRecord> search(CallLogQuery query) {
            return List.of();
        }
    }
}
