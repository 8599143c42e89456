package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.setup.Recording;
import org.offhook.campaign.setup.SetupStorePort;
import org.offhook.campaign.store.StoreException.StoreDamaged;
import org.offhook.store.database.Database;

/** Campaigns, codes and aliases. */
record SqlSetup(Database database) implements SetupStorePort {
    static final String CAMPAIGN_COLUMNS = "campaign_id, name, active, api_manual_dial, dial_prefix, phone_code,"
            + " omit_phone_code, country, allowed_countries, allowed_prefixes, refused_prefixes, caller_id_number,"
            + " caller_id_name, caller_id_presentation, recording, calling_hours, wrap_up_millis, ring_limit_millis,"
            + " queue_limit, manual_dial_list, disposition_forced, pause_code_forced";

    @Override
    public Optional<Campaign> campaign(String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM campaigns WHERE campaign_id = :id")
                .bind("id", id)
                .map((row, _) -> campaign(row, ""))
                .findOne());
    }

    @Override
    public List<Campaign> campaigns() {
        return database.read(handle -> handle.createQuery("SELECT * FROM campaigns ORDER BY campaign_id")
                .map((row, _) -> campaign(row, ""))
                .list());
    }

    @Override
    public void putCampaign(Campaign campaign) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO campaigns (campaign_id, name, active, api_manual_dial, dial_prefix, phone_code,
                            omit_phone_code, country, allowed_countries, allowed_prefixes, refused_prefixes, caller_id_number,
                            caller_id_name, caller_id_presentation, recording, calling_hours, wrap_up_millis,
                            ring_limit_millis, queue_limit, manual_dial_list, disposition_forced, pause_code_forced)
                        VALUES (:id, :name, :active, :mode, :prefix, :phoneCode, :omit, :country, :countries, :allowed,
                            :refused, :callerNumber, :callerName, :presentation, :recording, :hours, :wrapUp, :ringLimit,
                            :queueLimit, :list, :dispositionForced, :pauseCodeForced)
                        ON CONFLICT (campaign_id) DO UPDATE SET name = excluded.name, active = excluded.active,
                            api_manual_dial = excluded.api_manual_dial, dial_prefix = excluded.dial_prefix,
                            phone_code = excluded.phone_code, omit_phone_code = excluded.omit_phone_code,
                            country = excluded.country, allowed_countries = excluded.allowed_countries,
                            allowed_prefixes = excluded.allowed_prefixes, refused_prefixes = excluded.refused_prefixes,
                            caller_id_number = excluded.caller_id_number, caller_id_name = excluded.caller_id_name,
                            caller_id_presentation = excluded.caller_id_presentation, recording = excluded.recording,
                            calling_hours = excluded.calling_hours, wrap_up_millis = excluded.wrap_up_millis,
                            ring_limit_millis = excluded.ring_limit_millis, queue_limit = excluded.queue_limit,
                            manual_dial_list = excluded.manual_dial_list,
                            disposition_forced = excluded.disposition_forced,
                            pause_code_forced = excluded.pause_code_forced""")
                .bind("id", campaign.id())
                .bind("name", campaign.name())
                .bind("active", campaign.active())
                .bind("mode", campaign.apiManualDial().map(Enum::name).orElse(""))
                .bind("prefix", campaign.dialRules().prefix())
                .bind("phoneCode", campaign.dialRules().phoneCode())
                .bind("omit", campaign.dialRules().omitPhoneCode())
                .bind("country", campaign.country())
                .bind("countries", Texts.joined(campaign.allowedCountries()))
                .bind("allowed", Texts.joined(campaign.allowedPrefixes()))
                .bind("refused", Texts.joined(campaign.refusedPrefixes()))
                .bind("callerNumber", campaign.callerId().number())
                .bind("callerName", campaign.callerId().display())
                .bind("presentation", campaign.callerId().presentation().name())
                .bind("recording", campaign.recording().name())
                .bind("hours", campaign.callingHours().text())
                .bind("wrapUp", campaign.wrapUp().toMillis())
                .bind("ringLimit", campaign.ringLimit().toMillis())
                .bind("queueLimit", campaign.queueLimit())
                .bind("list", campaign.manualDialList())
                .bind("dispositionForced", campaign.dispositionForced())
                .bind("pauseCodeForced", campaign.pauseCodeForced())
                .execute());
    }

    /** @param before what stands before the columns' names */
    static Campaign campaign(ResultSet row, String before) throws SQLException {
        String mode = Columns.text(row, before + "api_manual_dial");
        return new Campaign(
                row.getString(before + "campaign_id"),
                Columns.text(row, before + "name"),
                row.getBoolean(before + "active"),
                mode.isEmpty() ? Optional.empty() : Optional.of(ApiManualDial.valueOf(mode)),
                new DialRules(
                        Columns.text(row, before + "dial_prefix"),
                        Columns.text(row, before + "phone_code"),
                        row.getBoolean(before + "omit_phone_code")),
                Columns.text(row, before + "country"),
                Set.copyOf(Texts.split(Columns.text(row, before + "allowed_countries"))),
                Texts.split(Columns.text(row, before + "allowed_prefixes")),
                Texts.split(Columns.text(row, before + "refused_prefixes")),
                new CallerId(
                        Columns.text(row, before + "caller_id_number"),
                        Columns.text(row, before + "caller_id_name"),
                        CallerId.Presentation.valueOf(row.getString(before + "caller_id_presentation"))),
                Recording.valueOf(row.getString(before + "recording")),
                CallingHours.parse(Columns.text(row, before + "calling_hours"))
                        .orElseThrow(() -> new StoreDamaged("a campaign's calling hours cannot be read", null)),
                Columns.duration(row, before + "wrap_up_millis"),
                Columns.duration(row, before + "ring_limit_millis"),
                row.getInt(before + "queue_limit"),
                row.getLong(before + "manual_dial_list"),
                row.getBoolean(before + "disposition_forced"),
                row.getBoolean(before + "pause_code_forced"));
    }

    @Override
    public List<PauseCode> pauseCodes(String campaign) {
        return database.read(handle -> ownBeforeGeneral(
                handle,
                "pause_codes",
                campaign,
                (row, _) -> new PauseCode(
                        Columns.text(row, "campaign_id"),
                        row.getString("code"),
                        Columns.text(row, "name"),
                        row.getBoolean("on_break"),
                        Columns.duration(row, "limit_millis")),
                PauseCode::code));
    }

    @Override
    public void putPauseCode(PauseCode code) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO pause_codes (campaign_id, code, name, on_break, limit_millis)
                        VALUES (:campaign, :code, :name, :onBreak, :limit)
                        ON CONFLICT (campaign_id, code) DO UPDATE SET name = excluded.name, on_break = excluded.on_break,
                            limit_millis = excluded.limit_millis""")
                .bind("campaign", code.campaign())
                .bind("code", code.code())
                .bind("name", code.name())
                .bind("onBreak", code.onBreak())
                .bind("limit", code.limit().toMillis())
                .execute());
    }

    @Override
    public boolean removePauseCode(String campaign, String code) {
        return removeCode("pause_codes", campaign, code);
    }

    @Override
    public List<Disposition> dispositions(String campaign) {
        return database.read(handle -> ownBeforeGeneral(
                handle,
                "dispositions",
                campaign,
                (row, _) -> new Disposition(
                        Columns.text(row, "campaign_id"),
                        row.getString("code"),
                        Columns.text(row, "name"),
                        Columns.text(row, "hotkey"),
                        Texts.split(Columns.text(row, "meanings")).stream()
                                .map(Disposition.Meaning::valueOf)
                                .collect(Collectors.toSet())),
                Disposition::code));
    }

    @Override
    public void putDisposition(Disposition disposition) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO dispositions (campaign_id, code, name, hotkey, meanings)
                        VALUES (:campaign, :code, :name, :hotkey, :meanings)
                        ON CONFLICT (campaign_id, code) DO UPDATE SET name = excluded.name, hotkey = excluded.hotkey,
                            meanings = excluded.meanings""")
                .bind("campaign", disposition.campaign())
                .bind("code", disposition.code())
                .bind("name", disposition.name())
                .bind("hotkey", disposition.hotkey())
                .bind(
                        "meanings",
                        Texts.joined(
                                disposition.meanings().stream().map(Enum::name).toList()))
                .execute());
    }

    @Override
    public boolean removeDisposition(String campaign, String code) {
        return removeCode("dispositions", campaign, code);
    }

    private boolean removeCode(String table, String campaign, String code) {
        return database.write(handle -> handle.createUpdate(
                                "DELETE FROM " + table + " WHERE campaign_id = :campaign AND code = :code")
                        .bind("campaign", campaign)
                        .bind("code", code)
                        .execute())
                > 0;
    }

    private static <T> List<T> ownBeforeGeneral(
            Handle handle, String table, String campaign, RowMapper<T> mapper, Function<T, String> code) {
        Collection<T> all = handle.createQuery("SELECT * FROM " + table
                        + " WHERE campaign_id = :campaign OR campaign_id = '' ORDER BY code, campaign_id")
                .bind("campaign", campaign)
                .map(mapper)
                .list();
        Map<String, T> byCode = new TreeMap<>();
        all.forEach(entry -> byCode.put(code.apply(entry), entry)); // '' sorts first, so the campaign's own stays
        return List.copyOf(byCode.values());
    }

    @Override
    public Optional<GroupAlias> groupAlias(String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM group_aliases WHERE alias_id = :id")
                .bind("id", id)
                .map((row, _) -> alias(row))
                .findOne());
    }

    @Override
    public List<GroupAlias> groupAliases() {
        return database.read(handle -> handle.createQuery("SELECT * FROM group_aliases ORDER BY alias_id")
                .map((row, _) -> alias(row))
                .list());
    }

    @Override
    public void putGroupAlias(GroupAlias alias) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO group_aliases (alias_id, name, caller_id_number, caller_id_name, active)
                        VALUES (:id, :name, :number, :callerName, :active)
                        ON CONFLICT (alias_id) DO UPDATE SET name = excluded.name, caller_id_number = excluded.caller_id_number,
                            caller_id_name = excluded.caller_id_name, active = excluded.active""")
                .bind("id", alias.id())
                .bind("name", alias.name())
                .bind("number", alias.callerIdNumber())
                .bind("callerName", alias.callerIdName())
                .bind("active", alias.active())
                .execute());
    }

    private static GroupAlias alias(ResultSet row) throws SQLException {
        return new GroupAlias(
                row.getString("alias_id"),
                Columns.text(row, "name"),
                Columns.text(row, "caller_id_number"),
                Columns.text(row, "caller_id_name"),
                row.getBoolean("active"));
    }
}
