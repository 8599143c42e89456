package org.offhook.audio;

import dev.onvoid.webrtc.media.audio.AudioSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.rtp.Counter;
import org.offhook.rtp.tone.Level;

/** Gives the playing thread what it asks for, in its rate and channels, 10 ms of the call's sound at a time. */
final class SpeakerFeed implements AudioSource, AutoCloseable {

    private volatile int askingHertz;
    private static final int MOST_HERTZ = 48_000;

    private final PlayoutSource source;
    private final VoiceProcessing voice;
    private final ServerShare share = new ServerShare();
    private final ShareMoves moves;
    private final Counter faults = new Counter();
    private volatile boolean muted;

    // The playing thread's:
    private final short[] portion = new short[MOST_HERTZ / 100];
    private final short[] ready = new short[16_384];
    private @Nullable RateConverter converter;
    private int waiting;

    /** Hears what is to become of the sound that waits at the server. */
    interface ShareMoves {
        /** Never {@link ServerShare.Move#STAY}. Playing thread: quick. */
        void moved(ServerShare.Move move, int millis);
    }

    SpeakerFeed(int sampleRateHertz, PlayoutSource source, VoiceProcessing voice, ShareMoves moves) {
        askingHertz = sampleRateHertz;
        this.moves = moves;
        this.source = source;
        this.voice = voice;
    }

    @Override
    public int onPlaybackData(byte[] into, int frames, int bytesPerSample, int channels, int rate) {
        try {
            int trueChannels = frames <= 0 ? 1 : Math.max(1, into.length / (2 * frames));
            int count = Math.min(frames, ready.length / 2);
            if (muted || count <= 0) {
                Arrays.fill(into, (byte) 0);
                return frames;
            }
            int asking = askingHertz;
            RateConverter joined = converterTo(rate, asking);
            while (waiting < count) {
                long now = System.nanoTime();
                source.fill(portion, 0, asking / 100, asking, now);
                ServerShare.Move move = share.pulled(now, Level.dbov(portion, 0, asking / 100));
                if (move != ServerShare.Move.STAY) {
                    moves.moved(move, share.millis());
                }
                voice.heard(portion, asking);
                waiting += joined.convert(portion, 0, ready, waiting);
            }
            Pcm16.fromMono(ready, count, trueChannels, into);
            waiting -= count;
            System.arraycopy(ready, count, ready, 0, waiting);
        } catch (RuntimeException | Error fault) {
            // Nothing may reach the native thread.
            faults.increment();
            Arrays.fill(into, (byte) 0);
        }
        return frames;
    }

    private RateConverter converterTo(int rate, int asking) {
        RateConverter now = converter;
        if (now == null || !now.joins(asking, rate)) {
            close();
            now = new RateConverter(asking, rate);
            converter = now;
        }
        return now;
    }

    /** The source is asked for another rate from the next portion on. Any thread. */
    void rate(int sampleRateHertz) {
        askingHertz = sampleRateHertz;
    }

    /** The source is not asked any more. Any thread. */
    void mute() {
        muted = true;
    }

    /** Gives the natives back. No sound may flow any more. */
    @Override
    public void close() {
        RateConverter last = converter;
        converter = null;
        if (last != null) {
            last.close();
        }
    }
}
