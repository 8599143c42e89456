package org.offhook.bridge;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A CRM's web server with an origin of its own. */
final class CrmSite implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    CrmSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String text = pages.get(exchange.getRequestURI().getPath());
            byte[] body = (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
            String type = exchange.getRequestURI().getPath().endsWith(".js") ? "text/javascript" : "text/html";
            exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
            exchange.sendResponseHeaders(text == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** The CRM's page, with {@code tag} where the integrator puts the phone's script. */
    CrmSite withCrmPage(String path, String tag) throws IOException {
        pages.put(path, resource("crm.html").replace("<!--SCRIPT-->", tag));
        return this;
    }

    CrmSite with(String path, String text) {
        pages.put(path, text);
        return this;
    }

    static String resource(String name) throws IOException {
        try (InputStream in = CrmSite.class.getResourceAsStream("browser/" + name)) {
            if (in == null) {
                throw new AssertionError("missing " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    String origin() {
        return "http://127.0.0.1:" + port();
    }

    String page(String path) {
        return origin() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
