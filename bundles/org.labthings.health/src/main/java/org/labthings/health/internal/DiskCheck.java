package org.labthings.health.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.labthings.core.ThingServer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Whether there is room where the server writes: data folder, settings, plugins. */
@Component(
        configurationPid = "org.labthings.health.disk",
        property = {"hc.name=Disk", HealthTags.PROPERTY, "hc.tags=disk"})
@Designate(ocd = DiskSettings.class)
public final class DiskCheck implements HealthCheck {
    private static final long MEGABYTE = 1_000_000;

    private final DiskSettings settings;
    private final BundleContext context;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ThingServer server;

    /** Called by Declarative Services. */
    @Activate
    public DiskCheck(DiskSettings settings, BundleContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public Result execute() {
        FormattingResultLog log = new FormattingResultLog();
        for (Path folder : folders()) {
            try {
                long room = Files.getFileStore(ExistingFolder.of(folder)).getUsableSpace();
                tell(
                        log,
                        folder,
                        room / MEGABYTE,
                        settings.warn_megabytes(),
                        settings.critical_megabytes());
            } catch (IOException e) {
                log.critical("The room of {} cannot be told: {}", folder, e.toString());
            }
        }
        return new Result(log);
    }

    private Set<Path> folders() {
        Set<Path> folders = new LinkedHashSet<>();
        for (String property : new String[] {"labthings.data", "labthings.plugins"}) {
            String folder = context.getProperty(property);
            if (folder != null) {
                folders.add(Path.of(folder));
            }
        }
        ThingServer now = server;
        if (now != null) {
            folders.add(now.settingsFolder());
        }
        return folders;
    }

    static void tell(
            FormattingResultLog log, Path folder, long megabytes, long warn, long critical) {
        if (megabytes < critical) {
            log.critical("{} has {} MB left: make room, or settings get lost", folder, megabytes);
        } else if (megabytes < warn) {
            log.warn("{} has {} MB left: make room", folder, megabytes);
        } else {
            log.info("{} has {} MB left", folder, megabytes);
        }
    }
}
