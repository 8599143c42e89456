package org.offhook.campaign.callback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.offhook.campaign.schedule.WallTime;

/** The promised calls. Blocking; see StorePorts. */
public interface CallbackStorePort {
    /** With its id. */
    Callback add(Callback callback);

    Optional<Callback> find(long id);

    /** WAITING ones of an agent, and those of anyone in the campaign, due until then; by time. */
    List<Callback> due(String agent, String campaign, Instant until);

    /** WAITING ones of an agent and those of anyone in the campaign; by time. */
    List<Callback> waiting(String agent, String campaign);

    /** False when it is not WAITING. */
    boolean end(long id, Callback.State state);

    /** False when it is not WAITING. */
    boolean move(long id, WallTime at);

    /** Works out all instants anew from wall time and zone; once at start, for changed time-zone rules. How many moved. */
    int rezone();
}
