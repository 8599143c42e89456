package org.offhook.campaign.admin;

import java.util.List;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.token.ApiToken;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;

/** Header tokens of the ameyo profile. */
public final class TokenAdministration {
    private final Administration admin;

    TokenAdministration(Administration admin) {
        this.admin = admin;
    }

    public List<ApiToken> all() {
        return admin.read(AdminKind.TOKEN, ports -> ports.tokens().all());
    }

    /**
     * Adds a token for a user below the administrator's level: it can do what its user can.
     *
     * @param hashKey see {@link Password#generatedKey}; kept as a digest only
     */
    public ApiToken add(String label, Password hashKey, String requestingHost, String policyName, String user) {
        Administration.valid(EntryRules.ofToken(label, requestingHost, policyName));
        ApiToken added = admin.store().transact(ports -> {
            User by = admin.allowed(ports, AdminKind.TOKEN);
            User actsFor = ports.users().find(user).orElseThrow(() -> ChangeRefused.because(Reason.NO_SUCH_USER));
            ChangeRefused.unless(!AdminRights.tooHigh(by, actsFor.level()), Reason.LEVEL_TOO_HIGH);
            return ports.tokens().add(label, hashKey, requestingHost, policyName, user);
        });
        admin.changed(AdminKind.TOKEN, Action.ADD, Long.toString(added.id()));
        return added;
    }

    /** Refuses it from now on; it cannot be taken back. */
    public void deactivate(long id) {
        admin.change(AdminKind.TOKEN, Action.REMOVE, Long.toString(id), (ports, _) -> {
            ChangeRefused.unless(ports.tokens().revoke(id), Reason.GONE);
            return id;
        });
    }
}
