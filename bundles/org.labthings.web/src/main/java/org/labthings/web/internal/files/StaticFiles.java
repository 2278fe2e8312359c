package org.labthings.web.internal.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.labthings.web.internal.site.FolderSite;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured folder. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.labthings.web.StaticFiles",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = StaticFilesSettings.class, factory = true)
public final class StaticFiles {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.web");

    private final AutoCloseable served;

    /** Called by Declarative Services. */
    @Activate
    public StaticFiles(
            StaticFilesSettings settings, Map<String, Object> properties, @Reference Sites sites) {
        Object name = properties.get("section.entry");
        AutoCloseable open = () -> {};
        try {
            if (settings.folder() == null || settings.folder().isBlank()) {
                throw new IllegalArgumentException("it names no folder");
            }
            String path = Sites.checked(settings.path());
            Path folder = Path.of(settings.folder()).toAbsolutePath().normalize();
            if (Files.isDirectory(folder)) {
                LOG.info("{} is served at {}", folder, path);
            } else {
                LOG.warn(
                        "static_files.{}: there is no folder {}; {} is 404 until there is",
                        name,
                        folder,
                        path);
            }
            open = sites.serve(new FolderSite(path, folder), settings.index(), settings.max_age());
        } catch (IllegalArgumentException e) {
            LOG.error("static_files.{} is not served: {}", name, e.getMessage());
        }
        served = open;
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() throws Exception {
        served.close();
    }
}
