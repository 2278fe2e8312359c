package org.labthings.health.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.labthings.core.ThingServer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Whether settings can be saved: writes a small file beside them, and deletes it. */
@Component(property = {"hc.name=Settings", HealthTags.PROPERTY, "hc.tags=settings"})
public final class SettingsCheck implements HealthCheck {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ThingServer server;

    @Override
    public Result execute() {
        ThingServer now = server;
        return now == null ? ServerMissing.result() : result(now.settingsFolder());
    }

    static Result result(Path folder) {
        FormattingResultLog log = new FormattingResultLog();
        Path probe = null;
        try {
            probe = Files.createTempFile(ExistingFolder.of(folder), ".health", ".tmp");
            Files.write(probe, new byte[] {1});
            log.info("Settings can be saved in {}", folder);
        } catch (IOException e) {
            log.critical(
                    "Settings cannot be saved in {}: {}. Let the server's user write there, or give"
                            + " another settings_folder",
                    folder,
                    e.toString());
        } finally {
            delete(probe, log);
        }
        return new Result(log);
    }

    private static void delete(Path probe, FormattingResultLog log) {
        try {
            if (probe != null) {
                Files.deleteIfExists(probe);
            }
        } catch (IOException e) {
            log.warn("{} cannot be deleted: {}", probe, e.toString());
        }
    }
}
