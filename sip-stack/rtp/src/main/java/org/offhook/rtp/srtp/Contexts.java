package org.offhook.rtp.srtp;

import java.security.GeneralSecurityException;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/** Derives the library's contexts from a master key. */
final class Contexts {

    /** The parent of all that the library makes by itself: its benchmark of ciphers is nobody's news. Held, or the JDK forgets its level. */
    private static final java.util.logging.Logger ABOVE = java.util.logging.Logger.getLogger("org.jitsi");

    /** The library counts and complains per packet; what went wrong is counted here. */
    private static final Logger SILENT = silent();

    private final SrtpContextFactory factory;

    Contexts(boolean sender, SrtpProfile profile, byte[] key, byte[] salt) {
        factory = new SrtpContextFactory(sender, key, salt, profile.speech(), profile.control(), SILENT);
    }

    private static Logger silent() {
        ABOVE.setLevel(Level.SEVERE);
        Logger logger = new LoggerImpl("org.jitsi.srtp");
        logger.setLevelOff();
        return logger;
    }

    SrtpCryptoContext speech(int ssrc) {
        try {
            return factory.deriveContext(ssrc, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this machine has no cipher for SRTP", e);
        }
    }

    SrtcpCryptoContext control(int ssrc) {
        try {
            return factory.deriveControlContext(ssrc);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this machine has no cipher for SRTCP", e);
        }
    }
}
