package org.offhook.media;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.media.transport.MediaClock;
import org.offhook.media.transport.RtpSession;
import org.offhook.media.transport.SecuringListener;

/**
 * A far end without devices: it sends what a source gives and hands what it receives to a sink, 20 ms at a time, over its
 * own RTP and RTCP sockets. Echo, talkers and tone listeners are made of this.
 *
 * <pre>{@code
 * MediaEndpoint end = MediaEndpoint.open(engine, new ToneSource(CallTone.steady(620, -20)), ear, DigitListener.NONE);
 * // put end.rtpPort() into SDP, then:
 * end.apply(plan);
 * }</pre>
 *
 * <p>Methods may be called from any thread, one at a time, and return at once except {@link #open}.
 */
public final class MediaEndpoint implements AutoCloseable {

    private static final long FRAME_NANOS = 20_000_000L;
    private static final int FRAMES_A_SECOND = 50;
    private static final int USUAL_RATE = 8_000;

    /** What its source and sink speak, whatever the codec. */
    private final int rateHertz;

    private final MediaEngine engine;
    private final RtpSession session;
    private final MediaClock.Pace pace;
    private volatile FrameSource source;
    private volatile FrameSink sink;

    /** Is told of the digits the other side pressed. Called on the receiving thread: returns at once. */
    public interface DigitListener {
        /** Does not care. */
        DigitListener NONE = (digit, duration) -> {};

        /** A key was pressed and released. */
        void digit(char digit, Duration duration);
    }

    private MediaEndpoint(MediaEngine engine, RtpSession session, int rateHertz, FrameSource source, FrameSink sink) {
        this.rateHertz = rateHertz;
        this.engine = engine;
        this.session = session;
        this.source = source;
        this.sink = sink;
        pace = engine.clock().start(new Exchange());
    }

    /**
     * Opens an endpoint on ports of its own. It is silent and deaf until {@link #apply}.
     *
     * @throws IOException when no ports are free
     */
    public static MediaEndpoint open(MediaEngine engine, FrameSource source, FrameSink sink, DigitListener digits)
            throws IOException {
        return open(engine, USUAL_RATE, source, sink, digits);
    }

    /**
     * The same in another rate than 8000 Hz.
     *
     * @param rateHertz what source and sink speak: 8000 or 16,000
     */
    public static MediaEndpoint open(
            MediaEngine engine, int rateHertz, FrameSource source, FrameSink sink, DigitListener digits)
            throws IOException {
        RtpSession session = engine.sessions().take();
        session.digitsTo((digit, ticks) -> digits.digit(digit, Duration.ofMillis(ticks / 8)));
        return new MediaEndpoint(engine, session, rateHertz, source, sink);
    }

    /**
     * Opens a silent and deaf endpoint without blocking.
     *
     * @param rateHertz what its sources and sinks will speak: 8000 or 16,000
     * @param taker told on the calling thread when sockets are ready, else on the thread that binds them; empty when no ports are free
     */
    public static void whenReady(
            MediaEngine engine, int rateHertz, DigitListener digits, Consumer<Optional<MediaEndpoint>> taker) {
        Optional<RtpSession> ready = engine.sessions().poll();
        if (ready.isPresent()) {
            taker.accept(ready.map(session -> over(engine, session, rateHertz, digits)));
        } else {
            engine.sessions()
                    .whenReady(made -> taker.accept(made.map(session -> over(engine, session, rateHertz, digits))));
        }
    }

    private static MediaEndpoint over(MediaEngine engine, RtpSession session, int rateHertz, DigitListener digits) {
        session.digitsTo((digit, ticks) -> digits.digit(digit, Duration.ofMillis(ticks / 8)));
        return new MediaEndpoint(engine, session, rateHertz, FrameSource.SILENCE, FrameSink.NONE);
    }

    private final class Exchange implements MediaClock.PacedTask {
        private final short[] frame = new short[rateHertz / FRAMES_A_SECOND];

        @Override
        public long tick(long dueNanos) {
            session.pull(frame, 0, frame.length, rateHertz, dueNanos);
            sink.accept(frame, 0, frame.length);
            source.next(frame, 0, frame.length);
            session.send(frame, 0, frame.length, rateHertz);
            return FRAME_NANOS;
        }

        @Override
        public void skipped(int ticks) {
            session.skip(ticks);
        }
    }

    /** The even port that receives RTP; RTCP is the next one. */
    public int rtpPort() {
        return session.rtpPort();
    }

    /**
     * What signalling may say of it. Waits for the engine's certificate where calls may be encrypted and it is not ready.
     *
     * @param failed is told when a handshake came to nothing, and whether an impostor was there; on a thread of its own
     */
    public LocalMedia described(String address, MediaTerms terms, Consumer<Boolean> failed) {
        return described(address, terms, Optional.empty(), failed);
    }

    /** @param outside what {@link #locate} found */
    public LocalMedia described(
            String address, MediaTerms terms, Optional<ReflexiveAddress> outside, Consumer<Boolean> failed) {
        return described(address, terms, outside, _ -> {}, failed);
    }

    /** @param secured is told of each handshake that gave keys of speech; on a thread of its own */
    public LocalMedia described(
            String address,
            MediaTerms terms,
            Optional<ReflexiveAddress> outside,
            Consumer<DtlsPeer> secured,
            Consumer<Boolean> failed) {
        return engine.described(address, session, terms, outside, new SecuringListener() {
            @Override
            public void secured() {
                engine.clock().hasten(pace);
                session.plan().plan().stream().flatMap(RtpStream::dtls).ifPresent(secured);
            }

            @Override
            public void failed(boolean impostor) {
                failed.accept(impostor);
            }
        });
    }

    /**
     * Finds out how it is seen from outside, where the engine has a STUN server, and lets it check candidates, where the terms say so.
     *
     * @param told within the patience of the engine's server, on the calling thread or one of the engine's
     */
    public void locate(MediaTerms terms, Consumer<Optional<ReflexiveAddress>> told) {
        locate(terms, told, _ -> {});
    }

    /** @param remapped told after that, on the engine's thread, whenever the server sees the sockets elsewhere */
    public void locate(
            MediaTerms terms, Consumer<Optional<ReflexiveAddress>> told, Consumer<ReflexiveAddress> remapped) {
        engine.locate(session, terms, told, remapped);
    }

    /**
     * Finds out how it is seen from outside once this machine is at another address.
     *
     * @param address numeric, the new one
     * @param told as {@link #locate} tells; who asked before and is not told yet never is
     */
    public void relocate(String address, Consumer<Optional<ReflexiveAddress>> told) {
        engine.relocate(session, address, told);
    }

    /** The rate of what is sent now, by its codec: 8000 or more. */
    public int sampleRateHertz() {
        return session.plan().sampleRateHertz();
    }

    /** Makes a plan hold from the next frame on; the first packet leaves at once. */
    public void apply(MediaPlan plan) {
        boolean sentBefore = session.plan().sends();
        session.apply(plan);
        if (!sentBefore && session.plan().sends()) {
            engine.clock().hasten(pace);
        }
    }

    /** Sends nothing more until a plan is applied again: not even, once it is closed, that it is. */
    public void hush() {
        session.hush();
    }

    /** Sends something else from the next frame on. */
    public void source(FrameSource newSource) {
        source = newSource;
    }

    /** Hands what is received to someone else from the next frame on. */
    public void sink(FrameSink newSink) {
        sink = newSink;
    }

    /** Queues digits as telephone events, or as tones where the plan has no payload type for events. */
    public void sendDigits(String digits) {
        digits.chars().forEach(digit -> session.enterDigit((char) digit));
    }

    /** The counters now. */
    public MediaStatistics statistics() {
        return session.statistics();
    }

    /** Says BYE in RTCP and gives the ports back. */
    @Override
    public void close() {
        engine.clock().stop(pace);
        session.close();
    }
}
