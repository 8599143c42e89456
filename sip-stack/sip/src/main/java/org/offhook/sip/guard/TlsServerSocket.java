package org.offhook.sip.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.offhook.sip.tls.TlsSettings;

/** A listening socket whose connections become TLS after accept, with our versions whatever JAIN asks for. */
final class TlsServerSocket extends SSLServerSocket {
    private final ServerSocket plain;
    private final SSLSocketFactory factory;
    private final String[] cipherSuites;

    TlsServerSocket(ServerSocket plain, SSLSocketFactory factory) throws IOException {
        super();
        this.plain = plain;
        this.factory = factory;
        this.cipherSuites = factory.getDefaultCipherSuites();
    }

    @Override
    public Socket accept() throws IOException {
        Socket accepted = plain.accept();
        SSLSocket socket = (SSLSocket) factory.createSocket(accepted, null, accepted.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(TlsSettings.PROTOCOLS.toArray(new String[0]));
        return socket;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    @Override
    public boolean isClosed() {
        return plain.isClosed();
    }

    @Override
    public boolean isBound() {
        return plain.isBound();
    }

    @Override
    public InetAddress getInetAddress() {
        return plain.getInetAddress();
    }

    @Override
    public int getLocalPort() {
        return plain.getLocalPort();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return cipherSuites.clone();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {}

    @Override
    public String[] getSupportedCipherSuites() {
        return cipherSuites.clone();
    }

    @Override
    public String[] getSupportedProtocols() {
        return TlsSettings.PROTOCOLS.toArray(new String[0]);
    }

    @Override
    public String[] getEnabledProtocols() {
        return getSupportedProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {}

    @Override
    public void setNeedClientAuth(boolean need) {}

    @Override
    public boolean getNeedClientAuth() {
        return false;
    }

    @Override
    public void setWantClientAuth(boolean want) {}

    @Override
    public boolean getWantClientAuth() {
        return false;
    }

    @Override
    public void setUseClientMode(boolean mode) {}

    @Override
    public boolean getUseClientMode() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {}

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }
}
