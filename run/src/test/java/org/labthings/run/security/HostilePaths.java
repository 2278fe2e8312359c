package org.labthings.run.security;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link ProbesIT} sends. */
final class HostilePaths {
    /** Ways to files that nobody serves. */
    static final List<String> TRAVERSALS =
            List.of(
                    "/../../../../etc/passwd",
                    "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
                    "/..%2f..%2f..%2fetc%2fpasswd",
                    "/%252e%252e/%252e%252e/etc/passwd",
                    "/..\\..\\..\\etc\\passwd",
                    "/..%5c..%5cetc%5cpasswd",
                    "/docs/../../etc/passwd",
                    "/docs/%2e%2e/%2e%2e/etc/passwd",
                    "/docs/..;/..;/etc/passwd",
                    "/docs/assets/../../../META-INF/MANIFEST.MF",
                    "/redoc/%2e%2e%2fMETA-INF/MANIFEST.MF",
                    "/blob/../etc/passwd",
                    "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd",
                    "/etc/passwd%00.png",
                    "/counter/../../etc/passwd",
                    "/WEB-INF/web.xml",
                    "/META-INF/MANIFEST.MF",
                    "file:///etc/passwd");

    /** Ways into administration. */
    static final List<String> DETOURS =
            List.of(
                    "/system",
                    "/system/",
                    "/system/console",
                    "/%73ystem/console",
                    "/./system/console",
                    "/docs/../system/console",
                    "/docs/%2e%2e/system/console",
                    "/system;a=b/console",
                    "/system/health/../console",
                    "/system/health/%2e%2e/console",
                    "/system/health/..;/console",
                    "/system/console?x=/system/health");

    private HostilePaths() {}

    /**
     * Requests with another one hidden in what may be their body.
     *
     * @param host the field that names the server
     */
    static Map<String, String> smuggling(String host) {
        String start =
                "POST /counter/increment_counter HTTP/1.1\r\n"
                        + host
                        + "\r\nContent-Type: application/json\r\n";
        String hidden = "GET /system/console HTTP/1.1\r\n" + host + "\r\n\r\n";
        Map<String, String> probes = new LinkedHashMap<>();
        probes.put(
                "two lengths",
                start + "Content-Length: 2\r\nContent-Length: 50\r\n\r\n{}" + hidden);
        probes.put("a list of lengths", start + "Content-Length: 2, 50\r\n\r\n{}" + hidden);
        probes.put(
                "length and chunks",
                start
                        + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                        + hidden);
        probes.put(
                "unknown encoding",
                start + "Transfer-Encoding: xchunked\r\nContent-Length: 2\r\n\r\n{}" + hidden);
        probes.put(
                "encoding twice",
                start
                        + "Transfer-Encoding: chunked\r\n"
                        + "Transfer-Encoding: identity\r\n\r\n"
                        + "0\r\n\r\n"
                        + hidden);
        probes.put(
                "encoding with a tab",
                start + "Transfer-Encoding:\tchunked, identity\r\n\r\n0\r\n\r\n" + hidden);
        probes.put("a negative length", start + "Content-Length: -1\r\n\r\n" + hidden);
        probes.put("a length with a sign", start + "Content-Length: +2\r\n\r\n{}" + hidden);
        probes.put(
                "a huge chunk",
                start + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n" + hidden);
        probes.put(
                "a folded field",
                start + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 2\r\n\r\n{}" + hidden);
        return probes;
    }
}
