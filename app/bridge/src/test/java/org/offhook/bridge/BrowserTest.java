package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.bridge.trust.PeerProcesses;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.peer.BrowserPeer;

/**
 * A real Chromium and a CRM page that runs the document's three lines. The page's address is loopback, so the browser is told to
 * treat it as a public one, as a CRM's is; reaching the phone then needs the permission that a person would give.
 */
@Tag("browser")
class BrowserTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CrmSite crm = site();
    private FakeAgentDesk desk = new FakeAgentDesk();
    private Optional<BridgeRig> rig = Optional.empty();
    private Optional<BrowserPeer> browser = Optional.empty();
    private int tag;

    @TempDir
    Path folder = Path.of("");

    private static CrmSite site() {
        try {
            return new CrmSite();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void seed() {
        tag = 0;
    }

    @AfterEach
    void stop() {
        browser.ifPresent(BrowserPeer::close);
        rig.ifPresent(BridgeRig::close);
        desk.close();
        crm.close();
    }

    @Test
    void aPageWithTheScriptTagRunsTheDocumentsThreeLines() throws Exception {
        BridgeRig bridge = bridge(Optional.empty(), FakeAgentDesk.paired(crm.origin()));
        crm.withCrmPage("/", "<script src=\"http://127.0.0.1:" + bridge.port() + "/offhook.js\" crossorigin></script>");
        open(crm.page("/"));
        says("offhook .*\"state\":\"connected\"");
        says("offhook .*\"event\":\"snapshot\"");

        runsTheThreeLines("");

        desk.phoneHappened(new PhoneEvent.CallConnected(new CallId("call-7")));
        says("offhook .*\"event\":\"call.connected\".*\"callId\":\"call-7\"");
        assertThat(run("", "() => offhook.send({action: 'pause', reason: 'LUNCH', id: 'p1'})"))
                .contains("\"id\":\"p1\"")
                .contains("\"status\":\"true\"");
        assertThat(desk.nextCommand()).isEqualTo(new AgentCommand.Pause(Optional.of("LUNCH")));
    }

    @Test
    void aPageInTheHostPageRunsTheDocumentsThreeLines() throws Exception {
        crm.withCrmPage("/agent", "");
        BridgeRig bridge = bridge(Optional.of(crm.page("/agent")), FakeAgentDesk.paired(crm.origin()));
        open("http://127.0.0.1:" + bridge.port() + "/host");
        String host = "http://127.0.0.1:" + bridge.port();
        says("host " + Pattern.quote(host) + " .*\"event\":\"snapshot\"");
        assertThat(run("", "() => document.getElementById('state').textContent"))
                .isEqualTo("\"Connected\"");

        runsTheThreeLines("/agent");

        desk.phoneHappened(new PhoneEvent.CallConnected(new CallId("call-8")));
        says("host " + Pattern.quote(host) + " .*\"event\":\"call.connected\".*\"callId\":\"call-8\"");
        shot("host-connected.png");
    }

    @Test
    void aPageNobodyKnowsShowsTheCodeAndWorksOnceItIsAllowed() throws Exception {
        BridgeRig bridge = bridge(Optional.empty());
        String script = bridge.send(bridge.request("/offhook.js").header("Authorization", "Bearer " + bridge.token()))
                .body();
        crm.with("/offhook.js", script)
                .withCrmPage("/", "<script src=\"/offhook.js\" data-port=\"" + bridge.port() + "\"></script>");
        open(crm.page("/"));

        PairingRequest request = ((AgentCommand.RequestPairing) desk.nextCommand()).request();
        assertThat(request.origin()).isEqualTo(crm.origin());
        assertThat(request.program().orElse("")).startsWith("chrom");
        says("offhook .*\"state\":\"pairing\",\"code\":\"" + request.code() + "\"");
        shot("pairing.png");
        assertThat(browserLog()).doesNotContain("snapshot");

        desk.allow();

        says("offhook .*\"event\":\"paired\"");
        assertThat(browserLog()).doesNotContain("\"token\"");
        run("", "() => click2call('7275551212')");
        assertThat(((AgentCommand.ClickToCall) desk.nextCommand()).dial().number())
                .isEqualTo("7275551212");
    }

    @Test
    void theHostPageAsksForTheCrmItFrames() throws Exception {
        crm.withCrmPage("/agent", "");
        BridgeRig bridge = bridge(Optional.of(crm.page("/agent")));
        open("http://127.0.0.1:" + bridge.port() + "/host");

        PairingRequest request = ((AgentCommand.RequestPairing) desk.nextCommand()).request();
        assertThat(request.origin()).isEqualTo(crm.origin());
        says("host .*\"state\":\"pairing\"");
        assertThat(run("", "() => document.getElementById('code').textContent.replace(' ', '')"))
                .isEqualTo("\"" + request.code() + "\"");
        shot("host-pairing.png");
        desk.allow();
        says("host .*\"event\":\"paired\"");
    }

    @Test
    void aHostilePageCannotFrameReadOrDetectThePhone() throws Exception {
        crm.withCrmPage("/agent", "");
        try (CrmSite evil = new CrmSite()) {
            BridgeRig bridge = bridge(Optional.of(crm.page("/agent")), FakeAgentDesk.paired(crm.origin()));
            String phone = "http://127.0.0.1:" + bridge.port();
            evil.with("/", "<!doctype html><title>evil</title>");
            open(evil.page("/"));
            String probe = "async () => { const seen = []; for (const path of ['/', '/host', '/offhook.js', '/bridge', "
                    + "'/bridge/messages', '/host/icon.svg']) { try { await fetch('" + phone
                    + "' + path, {mode: 'no-cors'}); seen.push(path); } catch (e) {} } return seen; }";
            assertThat(run("", probe)).isEqualTo("[]");
            assertThat(run(
                            "",
                            "() => new Promise(done => { const image = new Image(); image.onload = () => done('loaded'); "
                                    + "image.onerror = () => done('nothing'); image.src = '" + phone
                                    + "/host/icon.svg'; })"))
                    .isEqualTo("\"nothing\"");
            assertThat(run(
                            "",
                            "() => fetch('" + phone + "/bridge/messages', {method: 'POST', mode: 'no-cors', "
                                    + "body: '{\"action\":\"logout\"}'}).then(() => 'sent', () => 'nothing')"))
                    .isEqualTo("\"nothing\"");
            assertThat(
                            run(
                                    "",
                                    "() => new Promise(done => { const socket = new WebSocket('"
                                            + phone.replace("http", "ws")
                                            + "/host/bridge'); socket.onopen = () => done('open'); socket.onerror = () => done('nothing'); })"))
                    .isEqualTo("\"nothing\"");
            assertThat(desk.commandsSoFar()).isEmpty();
        }
    }

    // ---- the document's lines, and what must come of them

    private void runsTheThreeLines(String frame) throws Exception {
        run(frame, "() => login()");
        assertThat(desk.nextCommand())
                .isEqualTo(new AgentCommand.LogIn(
                        "crm username",
                        Secret.of("crm password"),
                        Optional.of("crm phone extension"),
                        Optional.of(Secret.of("crm phone extension"))));
        run(frame, "() => click2call('7275551212')");
        AgentCommand.ClickToCall click = (AgentCommand.ClickToCall) desk.nextCommand();
        assertThat(click.dial().number()).isEqualTo("7275551212");
        assertThat(click.dial().phoneCode()).isEqualTo("1");
        run(frame, "() => click2call(7275551213)");
        assertThat(((AgentCommand.ClickToCall) desk.nextCommand()).dial().number())
                .isEqualTo("7275551213");
        run(frame, "() => logout()");
        assertThat(desk.nextCommand()).isEqualTo(new AgentCommand.LogOut());
    }

    // ---- the browser

    private BridgeRig bridge(Optional<String> crmPage, PairedOrigin... paired) {
        desk.close();
        desk = new FakeAgentDesk(paired);
        BridgeRig started = BridgeRig.on(
                desk, BridgeSettings.on(0).withCrmPage(crmPage), PeerProcesses.ofThisSystem(), InstantSource.system());
        rig = Optional.of(started);
        return started;
    }

    private void open(String url) throws Exception {
        Path script = folder.resolve("driver.js");
        Files.writeString(script, CrmSite.resource("driver.js"));
        BrowserPeer peer = BrowserPeer.run(
                script,
                Map.of(
                        "PUBLIC_ADDRESSES",
                        "127.0.0.1:" + crm.port() + "=public",
                        "GRANT",
                        "local-network-access,loopback-network"));
        browser = Optional.of(peer);
        says("ready .*");
        peer.tell(BridgeRig.JSON
                .createObjectNode()
                .put("do", "goto")
                .put("url", url)
                .toString());
        says("went .*");
    }

    /** Runs a function in the page or in the frame whose address has {@code frame} in it; returns its result as JSON. */
    private String run(String frame, String code) {
        int now = ++tag;
        ObjectNode step = BridgeRig.JSON
                .createObjectNode()
                .put("do", "run")
                .put("tag", now)
                .put("code", "(" + code + ")()");
        if (!frame.isEmpty()) {
            step.put("frame", frame);
        }
        browser.orElseThrow().tell(step.toString());
        return says("result " + now + " (.*)").group(1);
    }

    private void shot(String name) throws IOException {
        Path shots = Files.createDirectories(Path.of("target", "pages"));
        browser.orElseThrow()
                .tell(BridgeRig.JSON
                        .createObjectNode()
                        .put("do", "shot")
                        .put("path", shots.resolve(name).toAbsolutePath().toString())
                        .toString());
        says("shot .*");
    }

    private MatchResult says(String pattern) {
        return browser.orElseThrow().log().await(Pattern.compile(pattern), PATIENCE);
    }

    private String browserLog() {
        return String.join("\n", browser.orElseThrow().log().lines());
    }
}
