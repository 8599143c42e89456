package org.offhook.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.media.ToneSource;
import org.offhook.practice.farend.FarEndEffect.Ending;
import org.offhook.practice.session.PeerAudio;
import org.offhook.practice.sound.Ear;
import org.offhook.rtp.tone.CallTone;

/** Dials each practice number by hand: text over UDP for SIP, a media endpoint of its own for RTP. */
class CallOnTheWireTest {
    private static final int AGENT_HERTZ = 440;

    private final BlockingQueue<HeardCall> ended = new LinkedBlockingQueue<>();
    private final BlockingQueue<Character> digits = new LinkedBlockingQueue<>();
    private final Ear ear = new Ear();
    private PracticeExchange exchange;
    private RawPhone phone;
    private MediaEngine engine;
    private MediaEndpoint audio;
    private int callIds;

    @BeforeEach
    void start() throws Exception {
        exchange = PracticeExchange.start(
                PracticeSettings.USUAL.withRingFor(Duration.ofMillis(150)).withHangUpAfter(Duration.ofMillis(300)),
                report -> {
                    if (report.ended().isPresent()) {
                        ended.add(report);
                    }
                });
        phone = new RawPhone(exchange.account());
        engine = MediaEngine.onLoopback("phone");
        audio = MediaEndpoint.open(
                engine,
                new ToneSource(CallTone.steady(AGENT_HERTZ, -18)),
                ear::hear,
                (digit, duration) -> digits.add(digit));
    }

    @AfterEach
    void stop() {
        audio.close();
        engine.close();
        phone.close();
        exchange.close();
    }

    @Test
    void hearsTheCustomerAndIsHeardByHim() throws Exception {
        String ok = talk("601");
        await(() -> heard(PracticeDirectory.CUSTOMER_HERTZ) >= 400, "the customer's beep");
        await(() -> exchange.heard().getFirst().heardMillis(AGENT_HERTZ) >= 400, "our tone at the far end");
        bye(ok);
        HeardCall report = lastReport();
        assertThat(report.ending()).contains(Ending.PHONE_HUNG_UP);
        assertThat(report.connected()).isPresent();
        assertThat(report.number()).isEqualTo("601");
        assertThat(report.caller()).isEqualTo("501");
        assertThat(report.packetsReceived()).isPositive();
    }

    @Test
    void reachesTheCustomerUnderAnyFullNumber() throws Exception {
        String ok = talk("+17275550142");
        await(() -> heard(PracticeDirectory.CUSTOMER_HERTZ) >= 200, "the customer's beep");
        bye(ok);
    }

    @Test
    void hearsItsOwnToneFromTheEcho() throws Exception {
        String ok = talk("600");
        await(() -> heard(AGENT_HERTZ) >= 400, "our own tone");
        bye(ok);
    }

    @Test
    void hearsTheTestTone() throws Exception {
        String ok = talk("609");
        await(() -> heard(PracticeDirectory.TEST_TONE_HERTZ) >= 500, "1,004 Hz");
        bye(ok);
    }

    @Test
    void isToldBusyUnknownAndDeclined() throws Exception {
        assertThat(RawPhone.status(dial("602", offer()))).isEqualTo("486");
        assertThat(RawPhone.status(dial("699", offer()))).isEqualTo("404");
        assertThat(RawPhone.status(dial("777", offer()))).isEqualTo("404");
        assertThat(dial("610", offer())).startsWith("SIP/2.0 180");
        phone.expect("SIP/2.0 603");
    }

    @Test
    void cancelsACallThatNobodyAnswers() throws Exception {
        String invite = authorized("603", offer());
        phone.send(invite);
        phone.expect("SIP/2.0 180");
        String cancel = invite.substring(0, invite.indexOf("\r\n\r\n"))
                        .replaceFirst("INVITE", "CANCEL")
                        .replaceFirst("CSeq: (\\d+) INVITE", "CSeq: $1 CANCEL")
                        .replaceFirst("Proxy-Authorization: [^\r]*\r\n", "")
                        .replaceFirst("Content-Type: [^\r]*\r\n", "")
                        .replaceFirst("Content-Length: \\d+", "Content-Length: 0")
                + "\r\n\r\n";
        phone.send(cancel);
        String first = phone.receive();
        String second = phone.receive();
        assertThat(List.of(RawPhone.status(first), RawPhone.status(second))).containsExactlyInAnyOrder("200", "487");
        String refused = first.startsWith("SIP/2.0 487") ? first : second;
        phone.send(cancel.replaceFirst("CANCEL", "ACK")
                .replaceFirst("CSeq: (\\d+) CANCEL", "CSeq: $1 ACK")
                .replaceFirst("To: [^\r]*", "To: " + RawPhone.header(refused, "To")));
        assertThat(lastReport().ending()).contains(Ending.PHONE_CANCELLED);
    }

    @Test
    void isHungUpOn() throws Exception {
        talk("604");
        String bye = phone.expect("BYE ");
        respond(bye, "200 OK", "");
        assertThat(lastReport().ending()).contains(Ending.FAR_END_HUNG_UP);
    }

    @Test
    void hearsEarlyMediaBeforeTheAnswer() throws Exception {
        phone.send(authorized("605", offer()));
        String progress = phone.expect("SIP/2.0 183");
        connect(RawPhone.body(progress));
        String ok = phone.expect("SIP/2.0 200");
        assertThat(ear.loudestDbov()).isGreaterThan(-40);
        assertThat(RawPhone.body(ok)).isEqualTo(RawPhone.body(progress));
        assertThat(RawPhone.header(ok, "To")).isEqualTo(RawPhone.header(progress, "To"));
        acknowledge(ok);
        await(() -> heard(PracticeDirectory.CUSTOMER_HERTZ) >= 200, "the customer's beep");
        bye(ok);
    }

    @Test
    void hearsDigitsAndItsDigitsAreHeard() throws Exception {
        String ok = talk("607");
        audio.sendDigits("2468*");
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < PracticeDirectory.KEYED_DIGITS.length(); i++) {
            heard.append(digits.poll(5, TimeUnit.SECONDS));
        }
        assertThat(heard.toString()).isEqualTo(PracticeDirectory.KEYED_DIGITS);
        await(() -> exchange.heard().getFirst().digits().equals("2468*"), "2468* at the far end");
        bye(ok);
    }

    @Test
    void isHeldAndTakenBack() throws Exception {
        talk("601");
        await(() -> exchange.heard().getFirst().connected().isPresent(), "the ACK at the far end");
        exchange.holdAll();
        String hold = phone.expect("INVITE ");
        assertThat(RawPhone.body(hold)).contains("a=sendonly");
        assertThat(RawPhone.header(hold, "CSeq")).isEqualTo("1 INVITE");
        respond(hold, "200 OK", offer().replace("a=sendrecv", "a=recvonly"));
        phone.expect("ACK ");
        exchange.resumeAll();
        String resume = phone.expect("INVITE ");
        assertThat(RawPhone.body(resume)).contains("a=sendrecv");
        respond(resume, "200 OK", offer());
        phone.expect("ACK ");
        await(() -> heard(PracticeDirectory.CUSTOMER_HERTZ) >= 200, "the customer's beep");
        exchange.hangUpAll();
        respond(phone.expect("BYE "), "200 OK", "");
        assertThat(lastReport().ending()).contains(Ending.FAR_END_HUNG_UP);
    }

    @Test
    void isCalled() throws Exception {
        phone.register("r1", 300);
        exchange.callIn("501", Duration.ZERO).get(5, TimeUnit.SECONDS);
        String invite = phone.expect("INVITE ");
        assertThat(invite).startsWith("INVITE sip:501@127.0.0.1:" + phone.port());
        assertThat(RawPhone.header(invite, "From")).contains("+17275550199");
        respond(invite, "180 Ringing", "");
        connect(RawPhone.body(invite));
        respond(invite, "200 OK", offer());
        phone.expect("ACK ");
        await(() -> heard(PracticeDirectory.CALLER_HERTZ) >= 200, "the caller's beep");
        await(() -> exchange.heard().getFirst().heardMillis(AGENT_HERTZ) >= 200, "our tone at the caller");
        exchange.hangUpAll();
        respond(phone.expect("BYE "), "200 OK", "");
        assertThat(lastReport().direction()).isEqualTo(HeardCall.Direction.EXCHANGE_CALLED);
    }

    @Test
    void isCalledBackAfterAskingForIt() throws Exception {
        phone.register("r1", 300);
        talk("608");
        respond(phone.expect("BYE "), "200 OK", "");
        String invite = phone.expect("INVITE ");
        respond(invite, "486 Busy Here", "");
        phone.expect("ACK ");
        assertThat(lastReport().ending()).contains(Ending.FAR_END_HUNG_UP);
        assertThat(lastReport().ending()).contains(Ending.PHONE_REFUSED);
    }

    @Test
    void cancelsItsCallWhenItGivesUp() throws Exception {
        phone.register("r1", 300);
        exchange.callIn("501", Duration.ZERO).get(5, TimeUnit.SECONDS);
        String invite = phone.expect("INVITE ");
        respond(invite, "180 Ringing", "");
        await(() -> !exchange.heard().isEmpty(), "a running call");
        // The provisional response is on its way to the loop; a hang-up before it would wait for it all the same.
        exchange.hangUpAll();
        String cancel = phone.expect("CANCEL ");
        respond(cancel, "200 OK", "");
        respond(invite, "487 Request Terminated", "");
        phone.expect("ACK ");
        assertThat(lastReport().ending()).contains(Ending.NOT_ANSWERED);
    }

    @Test
    void repeatsItsAnswerUntilTheAckComes() throws Exception {
        String first = dialUntilAnswer("601", offer());
        String again = phone.expect("SIP/2.0 200");
        assertThat(RawPhone.header(again, "To")).isEqualTo(RawPhone.header(first, "To"));
        assertThat(RawPhone.body(again)).isEqualTo(RawPhone.body(first));
        acknowledge(first);
        bye(first);
        assertThat(lastReport().connected()).isPresent();
    }

    @Test
    void makesTheOfferWhenThePhoneHasNone() throws Exception {
        String ok = dialUntilAnswer("601", "");
        assertThat(RawPhone.body(ok)).contains("m=audio", "telephone-event");
        connect(RawPhone.body(ok));
        phone.send(phone.request(
                "ACK", target(ok), RawPhone.header(ok, "To"), RawPhone.header(ok, "Call-ID"), cseq(ok), "", offer()));
        await(() -> heard(PracticeDirectory.CUSTOMER_HERTZ) >= 200, "the customer's beep");
        bye(ok);
    }

    @Test
    void refusesAnOfferItCannotTalkTo() throws Exception {
        String video =
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 18\r\n";
        assertThat(RawPhone.status(dial("601", video))).isEqualTo("488");
    }

    @Test
    void callsNobodyWhoIsNotRegistered() throws Exception {
        exchange.callIn("501", Duration.ZERO).get(5, TimeUnit.SECONDS);
        assertThat(exchange.heard()).isEmpty();
    }

    // ---- words

    private String offer() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + audio.rtpPort()
                + " RTP/AVP 0 96\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:96 telephone-event/8000\r\na=fmtp:96 0-15\r\n"
                + "a=ptime:20\r\na=sendrecv\r\n";
    }

    /** The INVITE with credentials, after the exchange asked for them. */
    private String authorized(String number, String sdp) throws IOException {
        String uri = phone.numberUri(number);
        String callId = "call" + ++callIds;
        String bare = phone.request("INVITE", uri, "<" + uri + ">", callId, phone.nextSequence(), "", sdp);
        phone.send(bare);
        String challenge = phone.expect("SIP/2.0 407");
        phone.send(bare.substring(0, bare.indexOf("\r\n\r\n"))
                        .replaceFirst("INVITE", "ACK")
                        .replaceFirst("CSeq: (\\d+) INVITE", "CSeq: $1 ACK")
                        .replaceFirst("To: [^\r]*", "To: " + RawPhone.header(challenge, "To"))
                        .replaceFirst("Content-Type: [^\r]*\r\n", "")
                        .replaceFirst("Content-Length: \\d+", "Content-Length: 0")
                + "\r\n\r\n");
        String reply = phone.credentials(challenge, "INVITE", uri, "SHA-256", 1);
        return phone.request("INVITE", uri, "<" + uri + ">", callId, phone.nextSequence(), reply, sdp);
    }

    /** Dials and returns the first response above 100. */
    private String dial(String number, String sdp) throws IOException {
        phone.send(authorized(number, sdp));
        String response = phone.expect("SIP/2.0 ");
        return RawPhone.status(response).equals("100") ? phone.expect("SIP/2.0 ") : response;
    }

    private String dialUntilAnswer(String number, String sdp) throws IOException {
        phone.send(authorized(number, sdp));
        return phone.expect("SIP/2.0 200");
    }

    private String talk(String number) throws IOException {
        String ok = dialUntilAnswer(number, offer());
        connect(RawPhone.body(ok));
        acknowledge(ok);
        return ok;
    }

    private void connect(String sdp) {
        PeerAudio peer = PeerAudio.parse(sdp).orElseThrow();
        MediaPlan.RtpStream stream = new MediaPlan.RtpStream(
                peer.address(),
                peer.rtpPort(),
                peer.rtpPort() + 1,
                Codec.PCMU,
                0,
                0,
                20,
                peer.eventPayloadType(),
                OptionalInt.of(96));
        audio.apply(new MediaPlan(1, Optional.of(stream), Direction.SENDRECV, false, LocalTone.NONE));
    }

    private void acknowledge(String ok) throws IOException {
        phone.send(phone.request(
                "ACK", target(ok), RawPhone.header(ok, "To"), RawPhone.header(ok, "Call-ID"), cseq(ok), "", ""));
    }

    private void bye(String ok) throws IOException {
        phone.send(phone.request(
                "BYE",
                target(ok),
                RawPhone.header(ok, "To"),
                RawPhone.header(ok, "Call-ID"),
                phone.nextSequence(),
                "",
                ""));
        phone.expect("SIP/2.0 200");
    }

    private void respond(String request, String status, String sdp) throws IOException {
        StringBuilder response = new StringBuilder("SIP/2.0 " + status + "\r\n");
        request.lines()
                .filter(line -> line.startsWith("Via:"))
                .forEach(via -> response.append(via).append("\r\n"));
        String to = RawPhone.header(request, "To");
        response.append("From: ").append(RawPhone.header(request, "From")).append("\r\n");
        response.append("To: ").append(to.contains(";tag=") ? to : to + ";tag=" + phone.tag());
        response.append("\r\nCall-ID: ").append(RawPhone.header(request, "Call-ID"));
        response.append("\r\nCSeq: ").append(RawPhone.header(request, "CSeq"));
        response.append("\r\nContact: <sip:501@127.0.0.1:").append(phone.port()).append(">\r\n");
        if (!sdp.isEmpty()) {
            response.append("Content-Type: application/sdp\r\n");
        }
        phone.send(response.append("Content-Length: ")
                .append(sdp.length())
                .append("\r\n\r\n")
                .append(sdp)
                .toString());
    }

    private static String target(String ok) {
        String contact = RawPhone.header(ok, "Contact");
        return contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'));
    }

    private static int cseq(String message) {
        return Integer.parseInt(RawPhone.header(message, "CSeq").split(" ", 2)[0]);
    }

    private int heard(int hertz) {
        return ear.tones().stream()
                .filter(tone -> Math.abs(tone.hertz() - hertz) <= 15)
                .mapToInt(tone -> tone.millis())
                .sum();
    }

    private HeardCall lastReport() throws InterruptedException {
        HeardCall report = ended.poll(5, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        return report;
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadline);
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }
}
