package org.labthings.launcher.internal.framework;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.labthings.launcher.internal.command.Options;
import org.osgi.framework.Constants;

/** The command line as framework properties, and how the framework and its services are set. */
public final class FrameworkProperties {
    /** To which start level the framework rises before anybody asks for more. */
    private static final String LEVEL = "labthings.startlevel";

    private final Map<String, String> values = new HashMap<>();

    /** Properties for one start. */
    public FrameworkProperties(Path home, Options options, Optional<Path> config, Path cache) {
        labthings(home, options, config);
        framework(cache);
        services(options.plugins(), cache);
    }

    private void labthings(Path home, Options options, Optional<Path> config) {
        values.put("labthings.home", home.toString());
        config.ifPresent(file -> values.put("labthings.config.file", file.toString()));
        options.configJson().ifPresent(json -> values.put("labthings.config.json", json));
        values.put("labthings.data", options.data().toString());
        values.put("labthings.plugins", options.plugins().toString());
        values.put("labthings.host", options.host());
        values.put("labthings.port", String.valueOf(options.port()));
        values.put("labthings.strict", String.valueOf(options.strict()));
        values.put("labthings.fallback", String.valueOf(options.fallback()));
        values.put("labthings.tls", String.valueOf(options.tls()));
        values.put("labthings.insecure", String.valueOf(options.insecure()));
        values.put("labthings.debug", String.valueOf(options.debug()));
    }

    private void framework(Path cache) {
        values.put(Constants.FRAMEWORK_STORAGE, cache.resolve("framework").toString());
        values.put(
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        values.put(LEVEL, String.valueOf(StartLevels.LAST));
        values.put( // the others follow one by one
                Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(StartLevels.INITIAL));
        // a new version of a plugin is tried out beside the one that runs
        values.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        values.put("felix.cache.locking", "false"); // the data folder is locked
        // a bundle shall not get classes from this class path that it does not import
        values.put("felix.bootdelegation.implicit", "false");
        values.put("felix.resolver.parallelism", "1"); // others cost more than they help
        values.put("felix.log.level", "0"); // framework events reach the log service
    }

    /** FileInstall watches the plugins folder only, and leaves jars to org.labthings.plugins. */
    private void services(Path plugins, Path cache) {
        values.put("felix.cm.dir", cache.resolve("configurations").toString());
        values.put("felix.fileinstall.dir", plugins.toString());
        values.put("felix.fileinstall.filter", ".*\\.jar");
        values.put("felix.fileinstall.subdir.mode", "skip");
        values.put("felix.fileinstall.poll", "250");
        values.put("felix.fileinstall.noInitialDelay", "true");
        values.put("felix.fileinstall.disableNio2", "true");
        values.put("felix.fileinstall.enableConfigSave", "false");
        values.put("felix.fileinstall.bundles.new.start", "false");
        values.put("felix.fileinstall.tmpdir", cache.resolve("fileinstall").toString());
        values.put("felix.fileinstall.log.level", "1");
        values.put("felix.fileinstall.log.default", "jul");
        values.put("ds.service.changecount.timeout", "50");
        // with a deadline, Event Admin (1.6.4) hands handlers to a second thread and, when they are
        // dropped at a stop, waits for them for ever; also, who was slow once is never called again
        values.put("org.apache.felix.eventadmin.Timeout", "0");
        // the Web Console is there only with our access rules, never with its own default user
        values.put("felix.webconsole.security.providers", "org.labthings.webconsole");
    }

    /** Only checks the configuration: nothing is constructed, nothing is served. */
    public FrameworkProperties checking() {
        values.put("labthings.check", "true");
        values.put(LEVEL, String.valueOf(StartLevels.CONFIGURATION));
        return this;
    }

    /** To which start level the framework rises before anybody asks for more. */
    int level() {
        return Integer.parseInt(values.get(LEVEL));
    }

    /** For the framework factory. */
    public Map<String, String> asMap() {
        return values;
    }
}
