package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.bridge.event.EventStream;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.RegistrationView;

/** Events: in order, without gaps, resumed or replaced by a snapshot, and nobody waits for a reader who does not read. */
class StreamTest {
    private static final String CRM = "https://crm.example";

    private final FakeAgentDesk desk = new FakeAgentDesk(FakeAgentDesk.paired(CRM));
    private final BridgeRig rig = BridgeRig.on(desk);

    @AfterEach
    void stop() {
        rig.close();
        desk.close();
    }

    private void connect(int call) {
        desk.phoneHappened(new PhoneEvent.CallConnected(new CallId("call-" + call)));
    }

    @Test
    void beginsWithASnapshotThenEveryEventInOrder() throws Exception {
        connect(1);
        desk.settle();
        desk.showCall("call-9", CallView.Phase.OFFERED);
        try (TestSocket page = rig.page(CRM)) {
            assertThat(page.next().path("event").asText()).isEqualTo("welcome");
            JsonNode snapshot = page.next();
            assertThat(snapshot.path("event").asText()).isEqualTo("snapshot");
            assertThat(snapshot.path("stream").asText()).isEqualTo(FakeAgentDesk.STREAM);
            assertThat(snapshot.path("seq").asLong()).isEqualTo(1);
            assertThat(snapshot.path("agent").path("state").asText()).isEqualTo("LOGGED_OUT");
            assertThat(snapshot.path("calls").path(0).path("callId").asText()).isEqualTo("call-9");
            for (int i = 2; i <= 200; i++) {
                connect(i);
            }
            for (int i = 2; i <= 200; i++) {
                JsonNode event = page.next();
                assertThat(event.path("seq").asLong()).isEqualTo(i);
                assertThat(event.path("event").asText()).isEqualTo("call.connected");
                assertThat(event.path("callId").asText()).isEqualTo("call-" + i);
                assertThat(event.path("ts").asText()).isEqualTo("2026-11-21T12:00:00Z");
            }
        }
    }

    @Test
    void resumesWhereAPageLeftOff() throws Exception {
        for (int i = 1; i <= 5; i++) {
            connect(i);
        }
        try (TestSocket first = rig.page(CRM)) {
            first.awaitEvent("snapshot");
        }
        connect(6);
        try (TestSocket waiting = rig.page(CRM)) {
            waiting.await(message -> message.path("seq").asLong() == 6); // the ring has it
        }
        try (TestSocket back = rig.page(CRM, "/bridge?stream=" + FakeAgentDesk.STREAM + "&seq=3")) {
            assertThat(back.next().path("event").asText()).isEqualTo("welcome");
            for (int seq = 4; seq <= 6; seq++) {
                JsonNode event = back.next();
                assertThat(event.path("event").asText()).isEqualTo("call.connected");
                assertThat(event.path("seq").asLong()).isEqualTo(seq);
            }
        }
    }

    @Test
    void givesASnapshotForAnotherStreamOrAPositionThatIsGone() throws Exception {
        for (int i = 1; i <= EventStream.REMEMBERED + 10; i++) {
            connect(i);
        }
        desk.settle();
        for (String position :
                new String[] {"stream=other&seq=3", "stream=stream-1&seq=2", "stream=stream-1&seq=99999"}) {
            try (TestSocket back = rig.page(CRM, "/bridge?" + position)) {
                back.awaitEvent("welcome");
                assertThat(back.next().path("event").asText()).as(position).isEqualTo("snapshot");
            }
        }
    }

    @Test
    void aSubscriptionCanBeEndedAndTakenUpAgain() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.awaitEvent("snapshot");
            page.send("{\"action\":\"unsubscribe\",\"id\":\"u\"}");
            page.awaitAnswer("u");
            connect(1);
            desk.settle();
            page.send("{\"action\":\"hello\",\"id\":\"h\"}");
            assertThat(page.next().path("id").asText()).isEqualTo("h");
            page.send("{\"action\":\"subscribe\",\"id\":\"s\"}");
            assertThat(page.next().path("event").asText()).isEqualTo("snapshot");
            assertThat(page.next().path("id").asText()).isEqualTo("s");
        }
    }

    @Test
    void answersASnapshotOverHttpWithTheSnapshotItself() throws Exception {
        JsonNode snapshot = BridgeRig.json(rig.tell("{\"action\":\"snapshot\"}").body());
        assertThat(snapshot.path("event").asText()).isEqualTo("snapshot");
    }

    @Test
    void tellsPagesThatAPairingHappenedButNotWhose() throws Exception {
        try (TestSocket page = rig.page(CRM);
                TestSocket stranger = rig.page("https://secret-name.example")) {
            page.awaitEvent("snapshot");
            stranger.send("{\"action\":\"hello\"}");
            JsonNode event = page.next();
            assertThat(event.path("event").asText()).isEqualTo("pairing");
            assertThat(event.toString()).doesNotContain("secret-name");
        }
    }

    @Test
    void cutsOffAReaderWhoDoesNotReadAndServesTheOthers() throws Exception {
        try (Socket deaf = new Socket(InetAddress.getLoopbackAddress(), rig.port());
                TestSocket page = rig.page(CRM)) {
            deaf.setReceiveBufferSize(4_096);
            OutputStream out = deaf.getOutputStream();
            out.write(("GET /bridge HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port() + "\r\nAuthorization: Bearer "
                            + rig.token()
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = deaf.getInputStream();
            assertThat(in.read()).isEqualTo('H'); // let in; from now on nothing is read
            page.awaitEvent("snapshot");
            rig.awaitSockets(2);

            String longName = "x".repeat(8_000);
            int seq = 0;
            // In portions that a reader who reads can keep up with; together far more than any buffer on the way holds.
            for (int portion = 0; portion < 40; portion++) {
                for (int i = 0; i < 50; i++) {
                    desk.phoneHappened(new PhoneEvent.CallDialled(
                            new CallId("call"), new CallParty("72755", longName), AccountId.MAIN));
                }
                for (int i = 0; i < 50; i++) {
                    assertThat(page.next().path("seq").asLong()).isEqualTo(++seq);
                }
            }
            rig.awaitSockets(1);
        }
    }

    @Test
    void tellsHowTheAccountsBesideTheMainOneStandAndOnWhichACallCame() throws Exception {
        AccountView branch = new AccountView(
                new AccountId("branch"),
                "2201",
                "branch.example",
                ServerAddress.of("branch.example"),
                Transport.TLS,
                MediaTerms.PLAIN,
                RegistrationView.NONE);
        desk.showAccount(branch);
        try (TestSocket page = rig.page(CRM)) {
            JsonNode snapshot = page.awaitEvent("snapshot");
            JsonNode shown = snapshot.path("accounts").path(0);
            assertThat(shown.path("account").asText()).isEqualTo("branch");
            assertThat(shown.path("status").asText()).isEqualTo("NOT_REGISTERED");
            assertThat(shown.path("extension").asText()).isEqualTo("2201");
            desk.phoneHappened(new PhoneEvent.AccountChanged(branch.id(), Optional.of(branch)));
            JsonNode changed = page.awaitEvent("account");
            assertThat(changed.path("account").asText()).isEqualTo("branch");
            assertThat(changed.path("removed").asBoolean()).isFalse();
            desk.phoneHappened(new PhoneEvent.AccountChanged(branch.id(), Optional.empty()));
            assertThat(page.awaitEvent("account").path("removed").asBoolean()).isTrue();
            desk.phoneHappened(new PhoneEvent.CallOffered(new CallId("c"), new CallParty("300", "Tom"), branch.id()));
            assertThat(page.awaitEvent("call.ringing").path("account").asText()).isEqualTo("branch");
        }
    }
}
