package org.labthings.config.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.edit.AtomicFile;
import org.labthings.config.internal.edit.Edits;
import org.labthings.config.internal.edit.FileForm;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.labthings.config.internal.json.LocatedJson;

/** The configuration file as something that is written. For one thread at a time. */
final class ConfigurationFile {
    private final ConfigurationSource source;
    private final Path home;
    private final Consumer<Path> written;

    /**
     * Where a configuration comes from.
     *
     * @param home the distribution, nothing in which is written; or null
     * @param written told after the file was written
     */
    ConfigurationFile(ConfigurationSource source, Path home, Consumer<Path> written) {
        this.source = source;
        this.home = home;
        this.written = written;
    }

    Optional<Path> path() {
        return source.file();
    }

    /** Whether it is a patch to another file. */
    boolean isPatch() {
        return source.files().size() > 1;
    }

    /** Why it cannot be written; empty when it can. */
    Optional<String> obstacle() {
        Path file = source.file().orElse(null);
        if (file == null) {
            return Optional.of(
                    "The server was started with --json, so there is no file to write to: put the"
                            + " configuration into a file, and start with --config FILE");
        }
        if (home != null && file.toAbsolutePath().normalize().startsWith(home)) {
            return Optional.of(
                    file
                            + " belongs to the distribution, and is not written: copy it, and start"
                            + " with --config FILE");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isWritable(file) || !Files.isWritable(folder)) {
            return Optional.of(
                    "The server may not write " + file + " and its folder: change their rights");
        }
        return Optional.empty();
    }

    /** Its text with edits. */
    String text(Edits edits) throws ConfigurationRefusedException {
        Findings findings = new Findings();
        Optional<LocatedJson> own = source.own(findings);
        if (own.isEmpty() || !own.get().root().isObject()) {
            throw new ConfigurationRefusedException(findings.errors());
        }
        JsonNode root = own.get().root();
        if (!isPatch()) {
            return JsonText.indented(FileForm.whole(root, edits));
        }
        Optional<LocatedJson> base = source.base(own.get(), findings);
        if (base.isEmpty()) {
            throw new ConfigurationRefusedException(findings.errors());
        }
        return JsonText.indented(FileForm.patch(root, base.get().root(), edits));
    }

    /** Writes it with edits. */
    void write(Edits edits) throws ConfigurationRefusedException {
        Path file = source.file().orElseThrow();
        String text = text(edits);
        try {
            AtomicFile.replace(file, text);
        } catch (IOException e) {
            throw new ConfigurationRefusedException(
                    "The configuration file " + file + " was not written: " + e);
        }
        written.accept(file);
    }
}
