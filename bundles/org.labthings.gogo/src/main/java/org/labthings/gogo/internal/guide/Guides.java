package org.labthings.gogo.internal.guide;

import static org.labthings.gogo.internal.guide.Guide.Count.MANY;
import static org.labthings.gogo.internal.guide.Guide.Count.OPTIONAL;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.labthings.gogo.internal.guide.Guide.Kind;

/** The commands of the scope {@value #SCOPE}, in the order of the help. */
public final class Guides {
    /** The scope of all of them. */
    public static final String SCOPE = "lab";

    private static final Map<String, Guide> ALL = new LinkedHashMap<>();

    static {
        add(Guide.of("things", "All configured Things, with state and reason"));
        add(
                Guide.of("thing", "All about one Thing: state, driver, affordances, slots, history")
                        .takes("NAME", Kind.ANY_THING)
                        .example("thing camera"));
        add(
                Guide.of("why", "Why a Thing is in the state it is in, and what would help")
                        .takes("NAME", Kind.ANY_THING)
                        .example("why camera"));
        add(
                Guide.of("get", "The value of a property")
                        .takes("NAME", Kind.THING)
                        .takes("PROPERTY", Kind.PROPERTY)
                        .example("get counter step"));
        add(
                Guide.of("set", "Sets a property to a JSON value")
                        .takes("NAME", Kind.THING)
                        .takes("PROPERTY", Kind.WRITABLE)
                        .takes("VALUE", Kind.VALUE)
                        .example("set counter step 5"));
        add(
                Guide.of("reset", "Resets a property to its default")
                        .takes("NAME", Kind.THING)
                        .takes("PROPERTY", Kind.RESETTABLE)
                        .example("reset counter step"));
        add(
                Guide.of("observe", "Prints a property whenever it changes, until Ctrl-C")
                        .takes("NAME", Kind.THING)
                        .takes("PROPERTY", Kind.PROPERTY)
                        .option("--count", "N", "end after so many values")
                        .example("observe stage position"));
        add(
                Guide.of("invoke", "Starts an action; arguments are a JSON object or name=value")
                        .takes("NAME", Kind.THING)
                        .takes("ACTION", Kind.ACTION)
                        .takes("ARGUMENTS", Kind.ARGUMENTS, MANY)
                        .option("--wait", null, "wait for its result, showing its log")
                        .example("invoke stage move_relative {\"x\": 2000} --wait")
                        .example("invoke counter slowly_increase increments=3"));
        add(Guide.of("invocations", "Runs of actions, the newest last"));
        add(
                Guide.of("log", "The log of an invocation")
                        .takes("ID", Kind.INVOCATION)
                        .option("--follow", null, "go on until it is over")
                        .example("log 3f2a --follow"));
        add(
                Guide.of("cancel", "Asks an invocation to end")
                        .takes("ID", Kind.RUNNING_INVOCATION)
                        .example("cancel 3f2a"));
        add(
                Guide.of("slots", "Slots: what fills them, and what could")
                        .takes("NAME", Kind.ANY_THING, OPTIONAL));
        add(
                Guide.of("connect", "Connects a slot to a Thing, to several, or to none (null)")
                        .takes("THING", Kind.ANY_THING)
                        .takes("SLOT", Kind.SLOT)
                        .takes("NAME", Kind.FILLER)
                        .example("connect camera stage stage")
                        .example("connect camera stage null"));
        add(
                Guide.of("types", "Installed driver types; of one, its attributes")
                        .takes("TYPE", Kind.TYPE, OPTIONAL));
        add(
                Guide.of("create", "Adds a Thing of a driver type")
                        .takes("NAME", Kind.FREE)
                        .takes("TYPE", Kind.TYPE)
                        .takes("ATTRIBUTES", Kind.ATTRIBUTES, MANY)
                        .example("create second org.labthings.thing.counter.Counter"));
        add(Guide.of("remove", "Removes a Thing").takes("NAME", Kind.ANY_THING));
        add(
                Guide.of(
                        "save",
                        "Writes what create, connect and remove did to the configuration file"));
        add(Guide.of("plugins", "Plugins: their version, state, and the version before"));
        add(
                Guide.of("install", "Installs a driver bundle, or replaces the one of its name")
                        .takes("FILE", Kind.FILE)
                        .example("install target/org.example.lamp-1.0.0.jar"));
        add(
                Guide.of("upgrade", "Replaces a plugin that is installed by another version")
                        .takes("FILE", Kind.FILE));
        add(
                Guide.of("rollback", "Brings back the version before, to stay")
                        .takes("PLUGIN", Kind.PLUGIN));
        add(Guide.of("uninstall", "Removes a plugin").takes("PLUGIN", Kind.PLUGIN));
        add(Guide.of("lock", "Who holds the global lock, and since when"));
        add(
                Guide.of("snapshot", "Saves one frame of a stream as a JPEG file")
                        .takes("FILE", Kind.FILE)
                        .takes("NAME", Kind.STREAMING_THING, OPTIONAL)
                        .takes("STREAM", Kind.STREAM, OPTIONAL)
                        .option("--force", null, "replace a file that is there")
                        .example("snapshot slide.jpg camera"));
        add(
                Guide.of("grep", "Lines of a pipe that match a regular expression")
                        .takes("PATTERN", Kind.FREE)
                        .option("--ignore-case", null, "capital or not")
                        .option("--invert", null, "lines that do not match")
                        .example("things | grep waiting"));
        add(
                Guide.of("each", "Does something with each element, $it, of a list")
                        .takes("LIST", Kind.FREE)
                        .takes("{COMMAND}", Kind.FREE)
                        .example("each (things) { why ($it name) }"));
        add(Guide.of("echo", "Prints its arguments").takes("TEXT", Kind.FREE, MANY));
        add(
                Guide.of("help", "The commands; of one, how it is used")
                        .takes("COMMAND", Kind.COMMAND, OPTIONAL));
        add(Guide.of("shutdown", "Stops the server, in order"));
    }

    private Guides() {}

    private static void add(Guide guide) {
        ALL.put(guide.name(), guide);
    }

    /** All of them. */
    public static Collection<Guide> all() {
        return ALL.values();
    }

    /** The one of that name. */
    public static Optional<Guide> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The one of that name, which is one of them. */
    public static Guide of(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name));
    }
}
