package org.offhook.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.agent.dial.ManualDialDoor;
import org.offhook.bridge.api.ApiHouse;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiServer;
import org.offhook.bridge.api.ApiSettings;
import org.offhook.bridge.api.ApiStart;
import org.offhook.bridge.profile.elision.ClickToCallProfile;
import org.offhook.bridge.profile.elision.LeadApiProfile;
import org.offhook.bridge.profile.elisioncrm.ElisionCrmProfile;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.user.Password;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;

/** A process of its own with the API on a store: says its port on standard output and ends when standard input does. */
public final class ApiUnderLoad {
    private ApiUnderLoad() {}

    /** @param arguments a file for SQLite; or URL, user and password of PostgreSQL */
    public static void main(String[] arguments) throws IOException {
        StoreAddress address = arguments.length == 1
                ? StoreAddress.sqlite(Path.of(arguments[0]))
                : StoreAddress.postgres(arguments[0], arguments[1], Password.of(arguments[2]));
        try (Store store = Store.open(address);
                ApiServer server = serve(store, _ -> {})) {
            Console.say("PORT " + server.port());
            while (System.in.read() >= 0) {
                // until whoever started this has gone
            }
        }
    }

    /** The profiles with which a CRM dials and sends leads. */
    static ApiServer serve(DialerStorePort store, DialNoticePort notice) {
        ManualDialDoor door = new ManualDialDoor(_ -> Optional.empty());
        List<ApiProfile> profiles = List.of(
                new LeadApiProfile(store, door, notice),
                new ClickToCallProfile(store, door, notice, InstantSource.system()),
                new ElisionCrmProfile(store, false));
        ApiSettings settings =
                ApiSettings.loopback(0, Set.of(LeadApiProfile.NAME, ClickToCallProfile.NAME, ElisionCrmProfile.NAME));
        return switch (ApiServer.start(settings, new ApiHouse(store, profiles, List::of))) {
            case ApiStart.Listening(ApiServer server) -> server;
            case ApiStart.Refused refused -> throw new MeasurementFailed("the API does not start: " + refused);
        };
    }
}
