package org.offhook.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.offhook.core.media.Codec;
import org.offhook.testkit.base.ReferenceSpeech;

/**
 * What of {@code ./bench quality} is wanted.
 *
 * @param networks that are called through
 * @param codecs that are spoken
 * @param voices that speak
 * @param kept folder for what was heard, as WAV
 */
record QualityWishes(List<EmulatedNetwork> networks, List<Codec> codecs, int voices, Optional<Path> kept) {

    /** What real phones are called with, unless arguments say otherwise. */
    static QualityWishes ofPhones(List<String> arguments) {
        boolean quick = arguments.contains("--quick");
        return read(
                arguments,
                quick ? networks("clean,loss5,loss10,jitter60") : EmulatedNetwork.REAL,
                quick ? List.of(Codec.PCMU) : List.of(Codec.PCMU, Codec.OPUS, Codec.G722, Codec.PCMA),
                quick ? 1 : 2);
    }

    /** What is measured in virtual time, unless arguments say otherwise. */
    static QualityWishes inVirtualTime(List<String> arguments) {
        return read(
                arguments,
                EmulatedNetwork.ALL,
                List.of(Codec.values()),
                arguments.contains("--quick") ? 1 : ReferenceSpeech.NAMES.size());
    }

    private static QualityWishes read(
            List<String> arguments, List<EmulatedNetwork> networks, List<Codec> codecs, int voices) {
        return new QualityWishes(
                after(arguments, "--networks").map(QualityWishes::networks).orElse(networks),
                after(arguments, "--codecs").map(QualityWishes::codecs).orElse(codecs),
                after(arguments, "--voices").map(Integer::parseInt).orElse(voices),
                after(arguments, "--keep").map(Path::of).map(Path::toAbsolutePath));
    }

    private static Optional<String> after(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
    }

    private static List<EmulatedNetwork> networks(String names) {
        return Arrays.stream(names.split(","))
                .map(EmulatedNetwork::named)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Codec> codecs(String names) {
        return Arrays.stream(names.split(","))
                .map(name -> Codec.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }
}
