package org.offhook.campaign.setup;

import java.util.List;
import java.util.Optional;

/** What an administrator sets up. Puts add or replace. Blocking; see StorePorts. */
public interface SetupStorePort {
    Optional<Campaign> campaign(String id);

    /** By id. */
    List<Campaign> campaigns();

    void putCampaign(Campaign campaign);

    /** Those of the campaign and those of all campaigns, by code; a campaign's own replaces a general one of the same code. */
    List<PauseCode> pauseCodes(String campaign);

    void putPauseCode(PauseCode code);

    /** False when it was not there. */
    boolean removePauseCode(String campaign, String code);

    /** Those of the campaign and those of all campaigns, by code; a campaign's own replaces a general one of the same code. */
    List<Disposition> dispositions(String campaign);

    void putDisposition(Disposition disposition);

    /** False when it was not there. */
    boolean removeDisposition(String campaign, String code);

    /** Active or not: the caller decides what to say. */
    Optional<GroupAlias> groupAlias(String id);

    List<GroupAlias> groupAliases();

    void putGroupAlias(GroupAlias alias);
}
