package org.offhook.desktop.dialer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.dial.ManualDialDoor;
import org.offhook.agent.dial.VtigerPort;
import org.offhook.bridge.api.ApiHouse;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiServer;
import org.offhook.bridge.api.ApiSettings.FurtherPort;
import org.offhook.bridge.api.ApiSettings.Use;
import org.offhook.bridge.api.ApiSettings.Wire;
import org.offhook.bridge.api.ApiStart;
import org.offhook.bridge.api.ApiTls;
import org.offhook.bridge.api.DefaultApiUser;
import org.offhook.bridge.profile.ameyo.AmeyoProfile;
import org.offhook.bridge.profile.ameyo.AmeyoSettings;
import org.offhook.bridge.profile.elision.ClickToCallProfile;
import org.offhook.bridge.profile.elision.LeadApiProfile;
import org.offhook.bridge.profile.elisioncrm.ElisionCrmProfile;
import org.offhook.bridge.profile.voiptech.VoiptechProfile;
import org.offhook.bridge.profile.voiptech.VoiptechSettings;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.settings.ApiSettings;

/** Opens the API's listener as the settings say. */
record ApiOpening(ApiSettings settings, VtigerPort vtiger, Supplier<List<PairedOrigin>> pairedOrigins) {
    /** How much longer than the ring limit an outcome is waited for, and how often it is looked for. */
    private static final Duration EXTRA = Duration.ofSeconds(15);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** Blocks for the store and the port. */
    ApiStart open(Floor floor) {
        Optional<ApiTls> tls;
        try {
            tls = tls();
        } catch (IOException e) {
            return new ApiStart.Refused(ErrorCode.API_PORT_TAKEN, "api.tls.passwordFile cannot be read");
        }
        return ApiServer.start(listener(tls), new ApiHouse(floor.store(), profiles(floor), pairedOrigins));
    }

    private Optional<ApiTls> tls() throws IOException {
        if (settings.keyStore().isEmpty()) {
            return Optional.empty();
        }
        Path passwords = settings.keyStorePasswordFile().orElseThrow(() -> new IOException("no password"));
        try (var lines = Files.lines(passwords, StandardCharsets.UTF_8)) {
            Secret password = Secret.of(lines.findFirst().orElse("").strip());
            return Optional.of(new ApiTls(settings.keyStore().get(), password));
        } catch (java.io.UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private org.offhook.bridge.api.ApiSettings listener(Optional<ApiTls> tls) {
        Map<String, DefaultApiUser> users = new HashMap<>();
        settings.defaultUsers()
                .forEach((profile, user) -> users.put(profile, new DefaultApiUser(user.user(), user.sources())));
        List<FurtherPort> further = settings.furtherPorts().stream()
                .map(port -> new FurtherPort(
                        port.port(),
                        switch (port.wire()) {
                            case PLAIN -> Wire.PLAIN;
                            case TLS -> Wire.TLS;
                        }))
                .toList();
        return org.offhook.bridge.api.ApiSettings.loopback(settings.port(), settings.profiles())
                .withHost(settings.host(), tls, settings.names())
                .withFurtherPorts(further)
                .withDefaultUsers(users, Use.WORK);
    }

    private List<ApiProfile> profiles(Floor floor) {
        DialerStorePort store = floor.store();
        InstantSource clock = InstantSource.system();
        ManualDialDoor door = new ManualDialDoor(vtiger);
        AmeyoSettings ameyo = new AmeyoSettings(
                switch (settings.ameyo().order()) {
                    case CUSTOMER_FIRST -> AmeyoSettings.Order.CUSTOMER_FIRST;
                    case AGENT_FIRST -> AmeyoSettings.Order.AGENT_FIRST;
                },
                settings.ameyo().agentLimit(),
                EXTRA,
                LOOK_EVERY);
        VoiptechSettings voiptech = new VoiptechSettings(
                settings.voiptech().organisations(), settings.voiptech().zone());
        return List.of(
                new ClickToCallProfile(store, door, floor.notice(), clock),
                new LeadApiProfile(store, door, floor.notice()),
                new ElisionCrmProfile(store, settings.echoPasswords()),
                new VoiptechProfile(store, floor.calls(), floor.planner(), voiptech, clock),
                new AmeyoProfile(store, door, floor.notice(), ameyo));
    }
}
