package org.offhook.campaign.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.User;

/**
 * The administration on behalf of one user. Who that is now is looked up in the store with every piece of work, in the same unit of work
 * where there is one: a user who was demoted a moment ago is refused. Blocks as the store's ports do.
 */
public final class Administration {
    private final DialerStorePort store;
    private final String userName;
    private final AuditPort audit;

    public Administration(DialerStorePort store, String userName, AuditPort audit) {
        this.store = store;
        this.userName = userName;
        this.audit = audit;
    }

    public UserAdministration users() {
        return new UserAdministration(this);
    }

    public SetupAdministration setup() {
        return new SetupAdministration(this);
    }

    public ListAdministration lists() {
        return new ListAdministration(this);
    }

    public DncAdministration dnc() {
        return new DncAdministration(this);
    }

    public TokenAdministration tokens() {
        return new TokenAdministration(this);
    }

    public ScheduleAdministration schedule() {
        return new ScheduleAdministration(this);
    }

    public LeadsAdministration leads() {
        return new LeadsAdministration(this);
    }

    /** What is read as the choices of many forms. */
    public List<Campaign> campaigns() {
        return read(ports -> ports.setup().campaigns());
    }

    DialerStorePort store() {
        return store;
    }

    /**
     * Who asks.
     *
     * @throws ChangeRefused unless they may administer at all
     */
    User administrator(StorePorts ports) {
        Optional<User> user = ports.users().find(userName).filter(AdminRights::mayAdminister);
        return user.orElseThrow(() -> ChangeRefused.because(Reason.NOT_ADMINISTRATOR));
    }

    /** @throws ChangeRefused unless they may change such things */
    User allowed(StorePorts ports, AdminKind kind) {
        User user = administrator(ports);
        ChangeRefused.unless(user.may(kind.right()), Reason.RIGHT_MISSING);
        return user;
    }

    /** Reads what every administrator may see. */
    <T> T read(Function<StorePorts, T> question) {
        administrator(store);
        return question.apply(store);
    }

    /** Reads what needs the right. */
    <T> T read(AdminKind kind, Function<StorePorts, T> question) {
        allowed(store, kind);
        return question.apply(store);
    }

    /** Changes something as one unit of work, then says so. */
    <T> T change(AdminKind kind, Action action, String id, BiFunction<StorePorts, User, T> work) {
        T result = store.transactAlone(ports -> work.apply(ports, allowed(ports, kind)));
        changed(kind, action, id);
        return result;
    }

    void changed(AdminKind kind, Action action, String id) {
        audit.changed(userName, kind, action, id);
    }

    /** @throws ChangeRefused for the first of {@code faults} */
    static void valid(List<EntryFault> faults) {
        if (!faults.isEmpty()) {
            throw ChangeRefused.notValid(faults.getFirst());
        }
    }

    /** What is stored now, when it is still what was read. */
    static <T> T unchanged(Optional<T> now, T read) {
        T stored = now.orElseThrow(() -> ChangeRefused.because(Reason.GONE));
        ChangeRefused.unless(stored.equals(read), Reason.CHANGED);
        return stored;
    }

    static void campaignExists(StorePorts ports, String id) {
        ChangeRefused.unless(id.isEmpty() || ports.setup().campaign(id).isPresent(), Reason.NO_SUCH_CAMPAIGN);
    }
}
