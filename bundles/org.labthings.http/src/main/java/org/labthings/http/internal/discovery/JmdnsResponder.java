package org.labthings.http.internal.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;

/** Announces with JmDNS. */
final class JmdnsResponder implements Responder {
    private final JmDNS jmdns;

    private JmdnsResponder(JmDNS jmdns) {
        this.jmdns = jmdns;
    }

    /**
     * Opens one.
     *
     * @param host label of the machine's name on that network; not its own, which belongs to
     *     another responder of the machine
     */
    static Responder open(InetAddress address, String host, Announcement announcement)
            throws IOException {
        JmDNS jmdns = JmDNS.create(address, host);
        try {
            for (Map.Entry<String, Map<String, String>> service :
                    announcement.services().entrySet()) {
                jmdns.registerService(
                        ServiceInfo.create(
                                service.getKey() + ".local.",
                                announcement.instance(),
                                announcement.port(),
                                0,
                                0,
                                service.getValue()));
            }
        } catch (IOException | RuntimeException e) {
            jmdns.close();
            throw e;
        }
        return new JmdnsResponder(jmdns);
    }

    @Override
    public void close() throws IOException {
        jmdns.close();
    }
}
