package org.labthings.gogo.internal.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.labthings.config.Requester;
import org.labthings.gogo.internal.guide.Guides;
import org.labthings.gogo.internal.output.Facts;
import org.labthings.gogo.internal.output.Rows;
import org.labthings.plugins.Plugin;
import org.labthings.plugins.PluginChange;
import org.labthings.plugins.PluginRefusedException;
import org.labthings.plugins.PluginsAdmin;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Plugins. Called by Gogo, on a session's thread; each may block for a minute. */
@Component(
        service = PluginCommands.class,
        property = {
            CommandProcessor.COMMAND_SCOPE + "=" + Guides.SCOPE,
            CommandProcessor.COMMAND_FUNCTION + "=plugins",
            CommandProcessor.COMMAND_FUNCTION + "=install",
            CommandProcessor.COMMAND_FUNCTION + "=upgrade",
            CommandProcessor.COMMAND_FUNCTION + "=rollback",
            CommandProcessor.COMMAND_FUNCTION + "=uninstall"
        })
public final class PluginCommands {
    private final PluginsAdmin admin;

    /** Called by Declarative Services. */
    @Activate
    public PluginCommands(@Reference PluginsAdmin admin) {
        this.admin = admin;
    }

    /** All of them. */
    public Rows<Plugin> plugins(Object... given) throws ShellException {
        Words.of(Guides.of("plugins"), given);
        return Rows.of(admin.list())
                .column("PLUGIN", Plugin::name)
                .column("VERSION", Plugin::version)
                .column("PREVIOUS", Plugin::previous)
                .column("STATE", p -> p.state().name().toLowerCase(Locale.ROOT))
                .column("THINGS", Plugin::things)
                .column("REASON", Plugin::reason)
                .orElse("No plugin is installed. See install.");
    }

    private interface Change {
        PluginChange make() throws PluginRefusedException, IOException;
    }

    private static Facts done(String verb, Change change) throws ShellException {
        try {
            PluginChange made = change.make();
            Plugin plugin = made.plugin();
            return new Facts()
                    .with(verb, plugin.name() + " " + plugin.version())
                    .with("in place of", verb.equals("removed") ? null : made.replaced())
                    .with("things", plugin.things());
        } catch (PluginRefusedException e) {
            throw new ShellException(e.getMessage());
        } catch (IOException e) {
            throw new ShellException("The plugins folder cannot be changed: " + e.getMessage());
        }
    }

    private static Requester by(CommandSession session) {
        return new Requester(SessionUser.of(session), "shell");
    }

    /** Installs or replaces one. */
    public Facts install(CommandSession session, Object... given) throws ShellException {
        return install(
                session, ServerFiles.existing(session, Words.of(Guides.of("install"), given), 0));
    }

    private Facts install(CommandSession session, Path file) throws ShellException {
        try (InputStream jar = Files.newInputStream(file)) {
            return done("installed", () -> admin.install(jar, by(session)));
        } catch (IOException e) {
            throw new ShellException(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Replaces one. */
    public Facts upgrade(CommandSession session, Object... given) throws ShellException {
        Path file = ServerFiles.existing(session, Words.of(Guides.of("upgrade"), given), 0);
        String name = symbolicName(file);
        if (admin.list().stream().noneMatch(p -> p.name().equals(name))) {
            throw Laboratory.unknown(
                    "plugin to upgrade", name, admin.list().stream().map(Plugin::name).toList());
        }
        return install(session, file);
    }

    private static String symbolicName(Path file) throws ShellException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            String name =
                    manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name == null) {
                throw new ShellException(file + " is no OSGi bundle");
            }
            return name.replaceFirst(";.*", "").strip();
        } catch (IOException e) {
            throw new ShellException(file + " is no jar: " + e.getMessage());
        }
    }

    /** Goes back to the version before. */
    public Facts rollback(CommandSession session, Object... given) throws ShellException {
        String name = Words.of(Guides.of("rollback"), given).text(0);
        return done("installed", () -> admin.rollBack(name, by(session)));
    }

    /** Removes one. */
    public Facts uninstall(CommandSession session, Object... given) throws ShellException {
        String name = Words.of(Guides.of("uninstall"), given).text(0);
        return done("removed", () -> admin.remove(name, by(session)));
    }
}
