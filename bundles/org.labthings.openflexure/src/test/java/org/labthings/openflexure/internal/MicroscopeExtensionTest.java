package org.labthings.openflexure.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.http.extension.ServerRoute;
import org.labthings.openflexure.internal.job.Jobs;

class MicroscopeExtensionTest {
    @TempDir Path folder;

    private MicroscopeExtension of(boolean facade, String scans) throws IOException {
        Jobs jobs = new Jobs();
        try {
            return MicroscopeExtension.of(
                    new MicroscopeSettings(
                            folder.resolve("logs"),
                            folder.resolve("data"),
                            Optional.empty(),
                            facade),
                    new ServerProperties("{}", "/api/v3", null, scans),
                    folder.resolve("server"),
                    "1.0.0",
                    false,
                    jobs,
                    () -> null,
                    () -> null);
        } finally {
            jobs.close();
        }
    }

    @Test
    void clientsOfTheFirstLabThingsFindTheOldApi() throws Exception {
        assertEquals(
                Map.of(
                        "_openflexure._tcp",
                        Map.of(),
                        "_labthing._tcp",
                        Map.of("path", "/api/v2"),
                        "_webthing._tcp",
                        Map.of("path", "/api/v2")),
                of(true, null).announcements());
        assertEquals(Map.of("_openflexure._tcp", Map.of()), of(false, null).announcements());
    }

    @Test
    void scansOfAnotherFolderAreServedWhereTheGalleryLooks() throws Exception {
        String scans = "/api/v3/data/smart_scan/{file:path}";
        assertTrue(!paths(of(true, null)).contains(scans));
        List<String> paths = paths(of(true, folder.resolve("scans").toString()));
        assertTrue(paths.indexOf(scans) >= 0, paths.toString());
        assertTrue(paths.indexOf(scans) < paths.indexOf("/api/v3/data/{file:path}"));
    }

    private static List<String> paths(MicroscopeExtension extension) {
        return extension.routes().stream().map(ServerRoute::path).toList();
    }

    @Test
    void theServersOwnDataIsNeverServedAsScans() {
        String parent = folder.toString();
        IOException refused = assertThrows(IOException.class, () -> of(true, parent));
        assertTrue(refused.getMessage().contains("passwords included"), refused.getMessage());
    }
}
