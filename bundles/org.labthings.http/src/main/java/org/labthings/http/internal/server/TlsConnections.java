package org.labthings.http.internal.server;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.java.server.JDK9ServerALPNProcessor;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.labthings.security.Gatekeeper.Certificate;

/** The protocols of an encrypted port: TLS, then HTTP/2 or HTTP/1.1 as the client prefers. */
final class TlsConnections {
    private TlsConnections() {}

    static List<ConnectionFactory> of(
            HttpConfiguration http, Certificate certificate, boolean http2) {
        HttpConfiguration secure = new HttpConfiguration(http);
        // Names are checked by the gate, against all that the server has.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http1 = new HttpConnectionFactory(secure);
        List<ConnectionFactory> all = new ArrayList<>();
        if (http2) {
            ALPNServerConnectionFactory alpn = alpn();
            alpn.setDefaultProtocol(http1.getProtocol());
            all.add(new SslConnectionFactory(context(certificate), alpn.getProtocol()));
            all.add(alpn);
            all.add(new HTTP2ServerConnectionFactory(secure));
        } else {
            all.add(new SslConnectionFactory(context(certificate), http1.getProtocol()));
        }
        all.add(http1);
        return all;
    }

    private static SslContextFactory.Server context(Certificate certificate) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStorePath(certificate.file().toUri().toString());
        context.setKeyStoreType("PKCS12");
        context.setKeyStorePassword(certificate.password());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setSniRequired(false);
        return context;
    }

    /** It finds its processor through the context class loader; see {@link HeaderEncoders}. */
    private static ALPNServerConnectionFactory alpn() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JDK9ServerALPNProcessor.class.getClassLoader());
        try {
            return new ALPNServerConnectionFactory();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
