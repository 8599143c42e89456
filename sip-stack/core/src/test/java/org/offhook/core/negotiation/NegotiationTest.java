package org.offhook.core.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiated.NotAcceptable;

/** Offer/answer (RFC 3264) with the descriptions that the field sends. */
class NegotiationTest {
    private static final LocalMedia MEDIA = new LocalMedia("192.0.2.10", 40_000);
    private final Negotiation fresh = Negotiation.of(MEDIA, 7);

    private static String sdp(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String usual(String... mediaLines) {
        return sdp("v=0", "o=- 1 1 IN IP4 192.0.2.20", "s=-", "c=IN IP4 192.0.2.20", "t=0 0") + sdp(mediaLines);
    }

    private Agreed answered(String offer) {
        return agreed(fresh.answer(offer, Direction.SENDRECV));
    }

    private static Agreed agreed(Negotiated outcome) {
        assertThat(outcome).isInstanceOf(Agreed.class);
        return (Agreed) outcome;
    }

    private static RtpStream stream(Agreed agreed) {
        return agreed.stream().orElseThrow();
    }

    private static String ourAnswer(Agreed agreed) {
        return agreed.sdp().orElseThrow();
    }

    @Test
    void talksToAnIceLitePeerByItsDefaultCandidateAndPromisesNoIce() {
        Agreed agreed = answered(sdp(
                "v=0",
                "o=- 1 1 IN IP4 192.0.2.20",
                "s=-",
                "c=IN IP4 192.0.2.20",
                "t=0 0",
                "a=ice-lite",
                "m=audio 30000 RTP/AVP 0",
                "a=ice-ufrag:8hhY",
                "a=ice-pwd:asd88fgpdd777uzjYhagZg",
                "a=candidate:1 1 UDP 2130706431 192.0.2.20 30000 typ host",
                "a=candidate:1 2 UDP 2130706430 192.0.2.20 30001 typ host"));
        assertThat(stream(agreed).remoteAddress()).isEqualTo("192.0.2.20");
        assertThat(stream(agreed).remoteRtpPort()).isEqualTo(30_000);
        assertThat(ourAnswer(agreed)).doesNotContain("ice-", "candidate");
    }

    @Nested
    class Offer {
        @Test
        void writesWhatRfc8866WantsInItsOrder() {
            assertThat(fresh.offer(Direction.SENDRECV).sdp())
                    .isEqualTo(sdp(
                            "v=0",
                            "o=- 7 7 IN IP4 192.0.2.10",
                            "s=-",
                            "c=IN IP4 192.0.2.10",
                            "t=0 0",
                            "m=audio 40000 RTP/AVP 0 8 101",
                            "a=rtpmap:0 PCMU/8000",
                            "a=rtpmap:8 PCMA/8000",
                            "a=rtpmap:101 telephone-event/8000",
                            "a=fmtp:101 0-15",
                            "a=ptime:20",
                            "a=sendrecv"));
        }

        @Test
        void writesIpv6() {
            assertThat(Negotiation.of(new LocalMedia("2001:db8::10", 40_000), 7)
                            .offer(Direction.SENDRECV)
                            .sdp())
                    .contains("o=- 7 7 IN IP6 2001:db8::10", "c=IN IP6 2001:db8::10");
        }

        @Test
        void keepsTheVersionWhileNothingChangesAndCountsEachChange() {
            Negotiation.Written first = fresh.offer(Direction.SENDRECV);
            Negotiation.Written same = first.next().offer(Direction.SENDRECV);
            Negotiation.Written hold = same.next().offer(Direction.SENDONLY);
            Negotiation.Written resumed = hold.next().offer(Direction.SENDRECV);
            assertThat(same.sdp()).isEqualTo(first.sdp());
            assertThat(hold.sdp()).contains("o=- 7 8 IN", "a=sendonly");
            assertThat(resumed.sdp()).contains("o=- 7 9 IN", "a=sendrecv");
        }

        @Test
        void offersTheAgreedCodecAgain() {
            Agreed agreed = answered(usual("m=audio 30000 RTP/AVP 8 96", "a=rtpmap:96 telephone-event/8000"));
            assertThat(agreed.next().offer(Direction.SENDRECV).sdp())
                    .contains("m=audio 40000 RTP/AVP 8 96", "a=rtpmap:96 telephone-event/8000");
        }
    }

    @Nested
    class ReadingAnAnswer {
        private Negotiated read(String answer) {
            return fresh.offer(Direction.SENDRECV).next().readAnswer(answer);
        }

        @Test
        void sendsThePeersPayloadTypesAndExpectsItsOwn() {
            RtpStream stream = stream(agreed(read(usual(
                    "m=audio 30000 RTP/AVP 97 96",
                    "a=rtpmap:97 pcma/8000",
                    "a=rtpmap:96 telephone-event/8000",
                    "a=fmtp:96 0-16"))));
            assertThat(stream.codec()).isEqualTo(Codec.PCMA);
            assertThat(stream.sendPayloadType()).isEqualTo(97);
            assertThat(stream.receivePayloadType()).isEqualTo(8);
            assertThat(stream.sendEventPayloadType()).hasValue(96);
            assertThat(stream.receiveEventPayloadType()).hasValue(101);
        }

        @Test
        void doesWithoutTelephoneEventsWhenThePeerHasNone() {
            RtpStream stream = stream(agreed(read(usual("m=audio 30000 RTP/AVP 0"))));
            assertThat(stream.sendEventPayloadType()).isEmpty();
            assertThat(stream.receiveEventPayloadType()).isEmpty();
        }

        @Test
        void takesTheSectionsAddressBeforeTheSessions() {
            assertThat(stream(agreed(read(usual("m=audio 30000 RTP/AVP 0", "c=IN IP4 192.0.2.99"))))
                            .remoteAddress())
                    .isEqualTo("192.0.2.99");
        }

        @Test
        void followsTheRtcpAttribute() {
            assertThat(stream(agreed(read(usual("m=audio 30000 RTP/AVP 0", "a=rtcp:31000 IN IP4 192.0.2.20"))))
                            .remoteRtcpPort())
                    .isEqualTo(31_000);
            assertThat(stream(agreed(read(usual("m=audio 30000 RTP/AVP 0", "a=rtcp:nonsense"))))
                            .remoteRtcpPort())
                    .isEqualTo(30_001);
        }

        @Test
        void grantsAPacketLengthItCanMake() {
            assertThat(stream(agreed(read(usual("m=audio 30000 RTP/AVP 0", "a=ptime:30"))))
                            .ptimeMillis())
                    .isEqualTo(30);
            assertThat(stream(agreed(read(usual("m=audio 30000 RTP/AVP 0", "a=ptime:37"))))
                            .ptimeMillis())
                    .isEqualTo(20);
            assertThat(stream(agreed(read(usual("m=audio 30000 RTP/AVP 0", "a=maxptime:10"))))
                            .ptimeMillis())
                    .isEqualTo(10);
            assertThat(stream(agreed(read(usual("a=ptime:-5", "m=audio 30000 RTP/AVP 0"))))
                            .ptimeMillis())
                    .isEqualTo(20);
        }

        @Test
        void refusesARejectedStreamAStrangeCodecAndAHostName() {
            assertThat(read(usual("m=audio 0 RTP/AVP 0"))).isInstanceOf(NotAcceptable.class);
            assertThat(read(usual("m=audio 30000 RTP/AVP 18"))).isInstanceOf(NotAcceptable.class);
            assertThat(read(usual("m=audio 30000 RTP/AVP 0", "c=IN IP4 media.example")))
                    .isInstanceOf(NotAcceptable.class);
            assertThat(read(usual("m=audio 30000 RTP/AVP 0", "c=IN IP4 224.2.1.1/127")))
                    .isInstanceOf(NotAcceptable.class);
            assertThat(read(sdp("v=0", "m=audio 30000 RTP/AVP 0"))).isInstanceOf(NotAcceptable.class);
        }

        @Test
        void doesNotTakeAStaticTypeThatIsMappedToSomethingElse() {
            assertThat(read(usual("m=audio 30000 RTP/AVP 0", "a=rtpmap:0 G729/8000")))
                    .isInstanceOf(NotAcceptable.class);
            assertThat(read(usual("m=audio 30000 RTP/AVP 8", "a=rtpmap:8 PCMA/8000/2")))
                    .isInstanceOf(NotAcceptable.class);
        }

        @Test
        void readsIpv6() {
            assertThat(stream(agreed(read(sdp("v=0", "c=IN IP6 2001:db8::20", "t=0 0", "m=audio 30000 RTP/AVP 0"))))
                            .remoteAddress())
                    .isEqualTo("2001:db8::20");
        }
    }

    @Nested
    class Answering {
        @Test
        void followsTheOfferersPreferenceAndItsPayloadTypes() {
            Agreed agreed = answered(usual(
                    "m=audio 30000 RTP/AVP 18 8 0 99", "a=rtpmap:18 G729/8000", "a=rtpmap:99 telephone-event/8000"));
            assertThat(ourAnswer(agreed)).contains("m=audio 40000 RTP/AVP 8 99\r\n");
            assertThat(stream(agreed).receiveEventPayloadType()).hasValue(99);
        }

        @Test
        void leavesTelephoneEventsOfAnotherClockRateOut() {
            Agreed agreed = answered(usual(
                    "m=audio 30000 RTP/AVP 0 99 98",
                    "a=rtpmap:99 telephone-event/48000",
                    "a=rtpmap:98 telephone-event/8000"));
            assertThat(stream(agreed).sendEventPayloadType()).hasValue(98);
        }

        @Test
        void answersEverySectionInItsPlaceAndRejectsAllButOne() {
            Agreed agreed = answered(usual(
                    "a=group:BUNDLE 0 1 2",
                    "m=audio 29000 RTP/SAVP 0",
                    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x",
                    "m=audio 30000 RTP/AVP 0",
                    "a=rtcp-mux",
                    "m=video 30002 RTP/AVP 31 34",
                    "m=application 30004 UDP/BFCP *"));
            assertThat(ourAnswer(agreed).lines().filter(line -> line.startsWith("m=")))
                    .containsExactly(
                            "m=audio 0 RTP/SAVP 0",
                            "m=audio 40000 RTP/AVP 0",
                            "m=video 0 RTP/AVP 31 34",
                            "m=application 0 UDP/BFCP *");
            assertThat(ourAnswer(agreed)).doesNotContain("BUNDLE", "rtcp-mux", "crypto");
        }

        @Test
        void mirrorsEveryDirection() {
            String[][] pairs = {
                {"sendrecv", "sendrecv"}, {"sendonly", "recvonly"}, {"recvonly", "sendonly"}, {"inactive", "inactive"}
            };
            for (String[] pair : pairs) {
                assertThat(ourAnswer(answered(usual("m=audio 30000 RTP/AVP 0", "a=" + pair[0]))))
                        .as(pair[0])
                        .contains("a=" + pair[1]);
                assertThat(ourAnswer(answered(usual("a=" + pair[0], "m=audio 30000 RTP/AVP 0"))))
                        .as("session level " + pair[0])
                        .contains("a=" + pair[1]);
            }
        }

        @Test
        void offersNoMoreThanItWantsItself() {
            Agreed agreed = agreed(fresh.answer(usual("m=audio 30000 RTP/AVP 0"), Direction.SENDONLY));
            assertThat(agreed.direction()).isEqualTo(Direction.SENDONLY);
            assertThat(agreed(fresh.answer(usual("m=audio 30000 RTP/AVP 0", "a=sendonly"), Direction.SENDONLY))
                            .direction())
                    .isEqualTo(Direction.INACTIVE);
        }

        @Test
        void isHeldByAnUnspecifiedAddressAndRemembersWhereThePeerWas() {
            Agreed before = answered(usual("m=audio 30000 RTP/AVP 0"));
            for (String nowhere : new String[] {"IN IP4 0.0.0.0", "IN IP6 ::"}) {
                Agreed held = agreed(
                        before.next().answer(usual("m=audio 30000 RTP/AVP 0", "c=" + nowhere), Direction.SENDRECV));
                assertThat(held.heldByFarEnd()).isTrue();
                assertThat(held.direction()).isEqualTo(Direction.RECVONLY);
                assertThat(held.stream()).isEqualTo(before.stream());
                Agreed again = agreed(
                        held.next().answer(usual("m=audio 30000 RTP/AVP 0", "c=" + nowhere), Direction.SENDRECV));
                assertThat(again.direction()).isEqualTo(Direction.RECVONLY);
                assertThat(again.next().version()).isEqualTo(held.next().version());
            }
        }

        @Test
        void hasNoStreamWhenTheFirstOfferAlreadyNamesNoAddress() {
            Agreed agreed = answered(usual("m=audio 30000 RTP/AVP 0", "c=IN IP4 0.0.0.0"));
            assertThat(agreed.stream()).isEmpty();
            assertThat(agreed.heldByFarEnd()).isTrue();
        }

        @Test
        void refuses488WithoutACommonCodecAnd400WithoutSense() {
            assertThat(fresh.answer(usual("m=audio 30000 RTP/AVP 18"), Direction.SENDRECV))
                    .isEqualTo(new NotAcceptable(488, "no common codec"));
            assertThat(fresh.answer(usual("m=video 30000 RTP/AVP 31"), Direction.SENDRECV))
                    .isEqualTo(new NotAcceptable(488, "no audio stream"));
            assertThat(fresh.answer("hello", Direction.SENDRECV)).isEqualTo(new NotAcceptable(400, "no media section"));
            assertThat(fresh.answer(usual("m=audio 99999 RTP/AVP 0"), Direction.SENDRECV))
                    .isInstanceOfSatisfying(
                            NotAcceptable.class,
                            refused -> assertThat(refused.status()).isEqualTo(400));
            assertThat(Negotiation.objection(usual("m=audio 30000 RTP/AVP 0"))).isEqualTo(Optional.empty());
        }
    }
}
