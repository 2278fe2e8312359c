package org.labthings.cli.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.labthings.cli.command.Call;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;
import org.labthings.cli.command.Option;
import org.labthings.cli.command.Subcommand;
import org.labthings.cli.command.UsageException;
import org.labthings.cli.server.Documents;
import org.labthings.cli.server.Server;
import org.labthings.cli.server.Whereabouts;

/** {@code labthings client}: writes a typed client for one Thing. */
public final class Client implements Subcommand {
    @Override
    public String synopsis() {
        return "--lang java|typescript|python URL|FILE";
    }

    @Override
    public String summary() {
        return "Writes a typed client for the Thing at a URL";
    }

    @Override
    public String details() {
        return "URL is that of any Thing Description, http://localhost:5000/camera/ for instance;"
                + " FILE holds one. The program text goes to the standard output, or with --out"
                + " to a file or folder. Java needs org.labthings.client on its class path,"
                + " TypeScript and Python nothing.";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("--lang", "LANGUAGE", "java, typescript or python"),
                new Option("--name", "CLASS", "name of the class (default: from the title)"),
                new Option("--package", "NAME", "package of a Java class (default: none)"),
                new Option("--out", "PATH", "write to this file, or into this folder"));
    }

    @Override
    public int least() {
        return 1;
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public int run(Call call) throws CommandException, IOException {
        Language language = language(call);
        String source = call.arguments().word(0);
        JsonNode td = description(call, source);
        if (!td.has("properties") && !td.has("actions") && !td.has("events")) {
            throw new CommandException(
                    ExitStatus.FAILED,
                    source + " is no Thing Description: it has no properties, actions or events");
        }
        String name = className(call, td);
        String text = language.write(Model.of(td, source, name));
        Optional<String> out = call.arguments().value("--out");
        if (out.isEmpty()) {
            call.out().print(text);
            return ExitStatus.OK;
        }
        Path target = Path.of(out.get());
        if (Files.isDirectory(target)) {
            target = target.resolve(name + language.extension());
        }
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new CommandException(
                    ExitStatus.FAILED, target + " cannot be written: " + e.getMessage());
        }
        call.err().println(target);
        return ExitStatus.OK;
    }

    private static Language language(Call call) throws UsageException {
        String packageName = call.arguments().value("--package").orElse("");
        if (!packageName.matches("([A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*)?")) {
            throw new UsageException("'" + packageName + "' is no name of a Java package");
        }
        String wanted = call.arguments().value("--lang").orElse("");
        return switch (wanted) {
            case "java" -> new JavaLanguage(packageName);
            case "typescript" -> new TypeScriptLanguage();
            case "python" -> new PythonLanguage();
            default -> throw new UsageException("--lang must be java, typescript or python");
        };
    }

    private static String className(Call call, JsonNode td) throws UsageException {
        Optional<String> given = call.arguments().value("--name");
        if (given.isPresent() && !given.get().matches("[A-Za-z][A-Za-z0-9_]*")) {
            throw new UsageException("'" + given.get() + "' is no name of a class");
        }
        return given.orElseGet(() -> Names.type(td.path("title").asText("Thing")));
    }

    private static JsonNode description(Call call, String source)
            throws CommandException, IOException {
        if (source.startsWith("http://") || source.startsWith("https://")) {
            return fetched(call, source);
        }
        Path file = Path.of(source);
        try {
            return Documents.MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new CommandException(
                    ExitStatus.FAILED, file + " is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new CommandException(
                    ExitStatus.FAILED, file + " is no URL, and cannot be read: " + e.getMessage());
        }
    }

    /** The token of a server goes to that server only, unless it is given for this call. */
    private static JsonNode fetched(Call call, String source) throws CommandException, IOException {
        URI url;
        try {
            url = new URI(source);
        } catch (URISyntaxException e) {
            throw new UsageException("'" + source + "' is no URL: " + e.getReason());
        }
        if (url.getHost() == null || url.getUserInfo() != null) {
            throw new UsageException("'" + source + "' is no URL of a Thing; use --token");
        }
        Whereabouts usual = call.whereabouts();
        URI origin = URI.create(url.getScheme() + "://" + url.getRawAuthority());
        boolean same = origin.getRawAuthority().equals(usual.url().getRawAuthority());
        Optional<String> token =
                call.arguments().value("--token").or(() -> same ? usual.token() : Optional.empty());
        Server server =
                new Server(
                        new Whereabouts(origin, token, usual.data()),
                        call.arguments().seconds("--timeout", 60));
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return server.system("GET", path + query, null).orFail(url).json();
    }
}
