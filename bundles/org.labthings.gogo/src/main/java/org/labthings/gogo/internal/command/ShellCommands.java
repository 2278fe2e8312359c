package org.labthings.gogo.internal.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.labthings.gogo.internal.guide.Guide;
import org.labthings.gogo.internal.guide.Guides;
import org.labthings.gogo.internal.output.Rows;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What belongs to any shell. Called by Gogo, on a session's thread. */
@Component(
        service = ShellCommands.class,
        property = {
            CommandProcessor.COMMAND_SCOPE + "=" + Guides.SCOPE,
            CommandProcessor.COMMAND_FUNCTION + "=help",
            CommandProcessor.COMMAND_FUNCTION + "=grep",
            CommandProcessor.COMMAND_FUNCTION + "=each",
            CommandProcessor.COMMAND_FUNCTION + "=echo",
            CommandProcessor.COMMAND_FUNCTION + "=shutdown"
        })
public final class ShellCommands {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.shell");
    private final BundleContext context;

    /** Called by Declarative Services. */
    @Activate
    public ShellCommands(BundleContext context) {
        this.context = context;
    }

    /** All commands, or one. */
    public Object help(Object... given) throws ShellException {
        Words words = Words.of(Guides.of("help"), given);
        if (words.count() > 0) {
            String name = words.text(0);
            return Guides.find(name)
                    .orElseThrow(
                            () ->
                                    Laboratory.unknown(
                                            "command",
                                            name,
                                            Guides.all().stream().map(Guide::name).toList()))
                    .page();
        }
        Process.Utils.current()
                .out()
                .println(
                        "Tab completes. Values are JSON. Pipes: things | grep waiting. Variables:"
                                + " x = (get counter step).\n"
                                + "Beside these there are the commands of the scope felix: lb,"
                                + " headers, inspect and so on.\n");
        return Rows.of(List.copyOf(Guides.all()))
                .column("COMMAND", Guide::usage)
                .column("", Guide::summary);
    }

    /** Filters lines. */
    public void grep(Object... given) throws ShellException, IOException {
        Words words = Words.of(Guides.of("grep"), given);
        Pattern pattern;
        try {
            pattern =
                    Pattern.compile(
                            words.text(0),
                            words.has("--ignore-case") ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new ShellException("'" + words.text(0) + "': " + e.getDescription());
        }
        Process process = Process.Utils.current();
        PrintStream out = process.out();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(process.in(), StandardCharsets.UTF_8));
        boolean found = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (pattern.matcher(line).find() != words.has("--invert")) {
                found = true;
                out.println(line);
            }
        }
        if (!found) {
            process.error(1);
        }
    }

    /** Runs a function for each element. */
    public List<Object> each(CommandSession session, Object... given) throws Exception {
        Words words = Words.of(Guides.of("each"), given);
        if (!(words.value(1) instanceof Function function)) {
            throw new ShellException("each needs a command in braces: each (things) { $it name }");
        }
        List<Object> results = new ArrayList<>();
        for (Object element : elements(words.value(0))) {
            Object before = session.get("it");
            try {
                session.put("it", element);
                Object result = function.execute(session, Arrays.asList(element));
                if (result != null) {
                    results.add(result);
                }
            } finally {
                session.put("it", before);
            }
        }
        return results;
    }

    private static Collection<?> elements(Object list) throws ShellException {
        if (list instanceof Collection<?> collection) {
            return collection;
        }
        if (list instanceof Map<?, ?> map) {
            return map.entrySet();
        }
        if (list instanceof Object[] array) {
            return Arrays.asList(array);
        }
        if (list instanceof Iterable<?> iterable) {
            List<Object> all = new ArrayList<>();
            iterable.forEach(all::add);
            return all;
        }
        throw new ShellException("each needs a list, not " + list);
    }

    /** Prints. */
    public String echo(Object... given) {
        return String.join(" ", Arrays.stream(given).map(String::valueOf).toList());
    }

    /** Stops the framework; in a while, so that whoever asked gets the answer. */
    public String shutdown(CommandSession session, Object... given) throws ShellException {
        Words.of(Guides.of("shutdown"), given);
        Thread stop =
                new Thread(
                        () -> {
                            try {
                                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).stop();
                            } catch (BundleException e) {
                                LOG.error("The server does not stop: {}", e.getMessage());
                            }
                        },
                        "labthings-shutdown");
        stop.setDaemon(true);
        stop.start();
        return "The server stops.";
    }
}
