package org.offhook.sip.guard;

import gov.nist.core.net.SecurityManagerProvider;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/**
 * Loads nothing. JAIN's default reads the runtime's whole trust store at every start, TLS or not (100 ms and more); TLS is
 * {@link TamedNetworkLayer}'s business. Made by the stack through its name.
 */
public final class NoSecurityProvider implements SecurityManagerProvider {
    @Override
    public void init(Properties properties) {}

    @Override
    public KeyManager[] getKeyManagers(boolean client) {
        return new KeyManager[0];
    }

    @Override
    public TrustManager[] getTrustManagers(boolean client) {
        return new TrustManager[0];
    }
}
