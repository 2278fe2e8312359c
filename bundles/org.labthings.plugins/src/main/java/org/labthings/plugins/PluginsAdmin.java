package org.labthings.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.labthings.config.Requester;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The plugins folder, as people change it without touching a file. One service. From any thread;
 * each call may block until it is known what came of it, bounded by a minute, so never call it on a
 * thread that serves requests without blocking. Changes are made one after the other; each is a
 * line in the audit log.
 *
 * <p>A change is all or nothing. When the new bundle does not resolve or start, or a Thing of it
 * does not run as it did before, then the folder and what runs are again as they were.
 *
 * <pre>{@code
 * try (InputStream jar = Files.newInputStream(file)) {
 *     admin.install(jar, new Requester("alice", "192.0.2.7"));
 * }
 * admin.rollBack("org.example.heater", requester);
 * }</pre>
 */
@ProviderType
public interface PluginsAdmin {
    /** All plugins, by name, and what lies in the folder and cannot run. */
    List<Plugin> list();

    /**
     * Installs a bundle, or replaces the one of that symbolic name, whatever its version. The file
     * appears in the plugins folder in one move, as {@code <symbolic name>.jar}; other files of
     * that symbolic name leave it.
     *
     * @param jar the bundle; read to its end, not closed
     * @throws PluginRefusedException when it cannot run; nothing has changed
     * @throws IOException when the stream or the folder fails; nothing has changed
     */
    PluginChange install(InputStream jar, Requester by) throws PluginRefusedException, IOException;

    /**
     * Stops a plugin, whose Things then wait for it, and takes its files out of the folder.
     *
     * @param name symbolic name; of a file that is no bundle, the name of the file
     * @throws PluginRefusedException when there is none of that name
     * @throws IOException when the folder fails
     */
    PluginChange remove(String name, Requester by) throws PluginRefusedException, IOException;

    /**
     * Brings back the version that ran before the present one, to stay, also across restarts. The
     * present one becomes the previous one, so doing this again undoes it.
     *
     * @throws PluginRefusedException when no earlier version is known or it does not run any more;
     *     nothing has changed
     * @throws IOException when the folder fails; nothing has changed
     */
    PluginChange rollBack(String name, Requester by) throws PluginRefusedException, IOException;
}
