package org.labthings.gogo.internal.command;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.Blob;
import org.labthings.core.InvocationRecord;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedThing;
import org.labthings.core.ThingServer;
import org.labthings.core.ThingStatus;
import org.labthings.schema.BlobLinks;

/** What is there by name, or a sentence that says what there is instead. */
final class Laboratory {
    private static final int MOST_NAMES = 20;
    private final ThingServer server;

    Laboratory(ThingServer server) {
        this.server = server;
    }

    ThingServer server() {
        return server;
    }

    ServedThing running(String name) throws ShellException {
        ServedThing thing = server.things().served().get(name);
        if (thing != null) {
            return thing;
        }
        ThingStatus status = status(name);
        throw new ShellException(name + " is " + status.state() + ". " + status.reason());
    }

    ThingStatus status(String name) throws ShellException {
        Map<String, ThingStatus> all = server.things().statuses();
        ThingStatus status = all.get(name);
        if (status == null) {
            throw unknown("Thing", name, all.keySet());
        }
        return status;
    }

    ServedProperty property(String thing, String name) throws ShellException {
        return find(running(thing).properties(), "property", thing, name);
    }

    ServedAction action(String thing, String name) throws ShellException {
        return find(running(thing).actions(), "action", thing, name);
    }

    static <T> T find(Map<String, T> members, String what, String thing, String name)
            throws ShellException {
        T member = members.get(name);
        if (member == null) {
            throw unknown(what + " of " + thing, name, members.keySet());
        }
        return member;
    }

    static ShellException unknown(String what, String name, Collection<String> there) {
        List<String> names = there.stream().limit(MOST_NAMES).toList();
        String more = there.size() > MOST_NAMES ? ", ..." : "";
        return new ShellException(
                "There is no "
                        + what
                        + " called '"
                        + name
                        + "'. There "
                        + (names.isEmpty()
                                ? "is none"
                                : "are: " + String.join(", ", names) + more));
    }

    /** The invocation whose id begins like this. */
    InvocationRecord invocation(String id) throws ShellException {
        List<InvocationRecord> found =
                server.invocations().list().stream()
                        .filter(r -> r.id().toString().startsWith(id.toLowerCase(Locale.ROOT)))
                        .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ShellException(
                found.isEmpty()
                        ? "There is no invocation " + id + ". It may have expired; see invocations"
                        : "Several invocations begin with " + id + ". Type more of it");
    }

    /** Blobs as paths on this server. */
    BlobLinks links() {
        return new BlobLinks() {
            @Override
            public String href(Blob blob) {
                if (blob.remote().isPresent()) {
                    return blob.remote().get().toString();
                }
                server.blobs().register(blob);
                return server.apiPrefix() + "/blob/" + blob.id();
            }

            @Override
            public Optional<Blob> find(UUID id) {
                return server.blobs().find(id);
            }
        };
    }
}
