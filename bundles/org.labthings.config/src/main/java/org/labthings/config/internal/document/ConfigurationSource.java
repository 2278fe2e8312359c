package org.labthings.config.internal.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;
import org.labthings.config.internal.json.LocatedJson;
import org.labthings.config.internal.json.PatchedJson;

/**
 * Where a configuration comes from: text, or a file, which may name a base file and a patch to it
 * ({@code base_config_file}, {@code patch}).
 */
public final class ConfigurationSource {
    private static final long LARGEST = 16L * 1024 * 1024;
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");
    private static final String BASE = "base_config_file";
    private static final String PATCH = "patch";

    private final Path file;
    private final String text;
    private final UnaryOperator<String> environment;
    private volatile List<Path> files;

    private ConfigurationSource(Path file, String text, UnaryOperator<String> environment) {
        this.file = file;
        this.text = text;
        this.environment = environment;
        this.files = file == null ? List.of() : List.of(file);
    }

    /** A file. */
    public static ConfigurationSource file(Path file) {
        return new ConfigurationSource(file, null, System::getenv);
    }

    /** A file, with an environment of its own. */
    static ConfigurationSource file(Path file, UnaryOperator<String> environment) {
        return new ConfigurationSource(file, null, environment);
    }

    /** Text of the command line. */
    public static ConfigurationSource text(String json) {
        return new ConfigurationSource(null, json, System::getenv);
    }

    /** The files that it consists of, as far as known; they are worth watching. */
    public List<Path> files() {
        return files;
    }

    /** The effective configuration; empty when it cannot be read, which is then a finding. */
    public Optional<LocatedJson> read(Findings findings) {
        List<Path> used = file == null ? new ArrayList<>() : new ArrayList<>(List.of(file));
        Optional<LocatedJson> json = raw(findings);
        if (file != null && json.isPresent() && json.get().root().has(BASE)) {
            json = patched(json.get(), used, findings);
        }
        files = List.copyOf(used);
        return json.map(found -> AlphaForm.translated(found, findings));
    }

    /** The file or text itself, whether it is a whole configuration or a patch to a base file. */
    public Optional<LocatedJson> own(Findings findings) {
        return raw(findings).map(found -> AlphaForm.translated(found, new Findings()));
    }

    private Optional<LocatedJson> raw(Findings findings) {
        if (file == null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return Optional.ofNullable(JsonText.read(bytes, "--json", findings));
        }
        return read(file, "", findings);
    }

    /** The base file that a file names; empty when it names none, or it cannot be read. */
    public Optional<LocatedJson> base(LocatedJson own, Findings findings) {
        if (file == null || !own.root().path(BASE).isTextual()) {
            return Optional.empty();
        }
        Path base = expand(own.root().get(BASE).textValue(), findings, own);
        return base == null ? Optional.empty() : read(base, "base ", findings);
    }

    /** The file that it is read from; empty for text of the command line. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    private Optional<LocatedJson> patched(LocatedJson json, List<Path> used, Findings findings) {
        JsonNode root = json.root();
        for (String name : (Iterable<String>) root::fieldNames) {
            if (!name.equals(BASE) && !name.equals(PATCH)) {
                findings.warning(json.place().member(name), "ignored, because there is " + BASE);
            }
        }
        if (!root.get(BASE).isTextual()) {
            findings.error(json.place().member(BASE), "Input should be a path");
            return Optional.empty();
        }
        Path base = expand(root.get(BASE).textValue(), findings, json);
        if (base == null) {
            return Optional.empty();
        }
        used.add(base);
        Optional<LocatedJson> target = read(base, "base ", findings);
        JsonNode patch = root.get(PATCH);
        if (target.isEmpty() || patch == null) {
            return target;
        }
        if (!patch.isObject() || !target.get().root().isObject()) {
            findings.error(
                    json.place().member(PATCH), "Both target and patch should be dictionaries.");
            return Optional.empty();
        }
        return Optional.of(
                PatchedJson.of(target.get(), base.toString(), json, file.toString(), PATCH));
    }

    private Path expand(String path, Findings findings, LocatedJson json) {
        String home = path.startsWith("~") ? System.getProperty("user.home") : "";
        String rest = home.isEmpty() ? path : path.substring(1);
        Matcher variables = VARIABLE.matcher(rest);
        String expanded =
                home
                        + variables.replaceAll(
                                m -> {
                                    String name = m.group(1) == null ? m.group(2) : m.group(1);
                                    String value = environment.apply(name);
                                    return Matcher.quoteReplacement(
                                            value == null ? m.group() : value);
                                });
        try {
            return file.toAbsolutePath().resolveSibling(expanded).normalize();
        } catch (InvalidPathException e) {
            findings.error(json.place().member(BASE), "not a path: " + e.getMessage());
            return null;
        }
    }

    private static Optional<LocatedJson> read(Path file, String kind, Findings findings) {
        String name = kind + "configuration file " + file;
        try {
            if (Files.size(file) > LARGEST) {
                findings.error("The " + name + " has more than " + LARGEST + " bytes");
                return Optional.empty();
            }
            return Optional.ofNullable(JsonText.read(Files.readAllBytes(file), name, findings));
        } catch (NoSuchFileException e) {
            findings.error("Couldn't load " + name + ": there is no such file");
        } catch (IOException e) {
            findings.error("Couldn't load " + name + ": " + e);
        }
        return Optional.empty();
    }
}
