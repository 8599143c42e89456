package org.offhook.rtp.codec;

/** The translation, which is there on every machine. */
class OpusSpeechTest extends OpusContract {
    @Override
    OpusLibrary library() {
        return OpusSpeech.translation();
    }
}
