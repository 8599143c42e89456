package org.offhook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offhook.core.media.Codec;
import org.offhook.testkit.base.ReferenceSpeech;

/**
 * A call in which reference speech is heard through a network. Its number tells the reference end which.
 *
 * @param voices how many of the voices speak
 */
record SpeechCall(EmulatedNetwork network, Codec codec, int voices) {
    /** Phones open their devices late, and their buffers have to learn the network. */
    static final int LEAD_MILLIS = 2_000;

    private static final String PREFIX = "9";
    /** Their places are part of the numbers. */
    private static final List<Codec> CODECS = List.of(Codec.PCMU, Codec.OPUS, Codec.G722, Codec.PCMA);

    /** The calls of a run, codec after codec. */
    static List<SpeechCall> all(List<EmulatedNetwork> networks, List<Codec> codecs, int voices) {
        List<SpeechCall> calls = new ArrayList<>();
        for (Codec codec : codecs) {
            networks.forEach(network -> calls.add(new SpeechCall(network, codec, voices)));
        }
        return calls;
    }

    /** What a phone dials. */
    String number() {
        return PREFIX + voices + CODECS.indexOf(codec) + EmulatedNetwork.REAL.indexOf(network);
    }

    /** The call that a number means. */
    static SpeechCall of(String number) {
        return new SpeechCall(
                EmulatedNetwork.REAL.get(Character.digit(number.charAt(3), 10)),
                CODECS.get(Character.digit(number.charAt(2), 10)),
                Character.digit(number.charAt(1), 10));
    }

    /** What is said after the lead. */
    short[] said() {
        return ReferenceSpeech.of(voices);
    }

    /** What is sent: silence as long as the lead, then the speech. */
    short[] sent() {
        short[] said = said();
        short[] sent = new short[said.length + ReferenceSpeech.RATE / 1_000 * LEAD_MILLIS];
        System.arraycopy(said, 0, sent, sent.length - said.length, said.length);
        return sent;
    }

    /** Key in the figures. */
    String key() {
        return "compared." + network.name() + '.' + codec.name().toLowerCase(Locale.ROOT) + '.';
    }
}
