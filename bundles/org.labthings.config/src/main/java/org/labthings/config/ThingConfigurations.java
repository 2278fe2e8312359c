package org.labthings.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The configured Things, as people change them without touching a file. One service. From any
 * thread; each call may block for as long as ConfigAdmin and the components' reactivation take,
 * bounded by half a minute, so never call it on a thread that serves requests without blocking.
 *
 * <p>The running set is the configuration file with the edits that were made here laid over it,
 * Thing by Thing. Edits are checked by the rules of the file, all or nothing; they take effect at
 * once, and are lost at the next start unless {@link #save} wrote them to the file. When somebody
 * edits the file meanwhile, edits made here stay, except of those Things whose entry in the file
 * was changed: there the later edit counts, which is the file's.
 *
 * <pre>{@code
 * configurations.create(ThingDefinition.of("camera", "org.example.Camera"), requester);
 * configurations.connect("scanner", "camera", TextNode.valueOf("camera"), requester);
 * configurations.save(requester);
 * }</pre>
 */
@ProviderType
public interface ThingConfigurations {
    /** The installed driver types, by name. */
    List<DriverType> types();

    /** The configured Things now. */
    RunningSet running();

    /**
     * Adds a Thing, after all others. Returns when its configuration is written; whether it runs is
     * for {@code ThingServer} to say.
     *
     * @throws ConfigurationRefusedException when the name is taken or not allowed, no installed
     *     bundle provides the class, or the arguments do not fit
     */
    void create(ThingDefinition thing, Requester by) throws ConfigurationRefusedException;

    /**
     * Replaces class, arguments and slots of a Thing; it restarts when that changes anything.
     *
     * @throws ConfigurationRefusedException when there is no such Thing, or as {@link #create}; a
     *     class that nobody provides may stay as it is
     */
    void change(ThingDefinition thing, Requester by) throws ConfigurationRefusedException;

    /**
     * Connects one slot of a Thing, which restarts if that changes anything.
     *
     * @param target name of a Thing as text, names as an array of texts, a JSON null for none; a
     *     Java null returns the slot to its default
     * @throws ConfigurationRefusedException when there is no such Thing, it is known not to have
     *     such a slot, or no Thing has the name
     */
    void connect(String thing, String slot, JsonNode target, Requester by)
            throws ConfigurationRefusedException;

    /**
     * Removes a Thing. Slots of others that name it are left as they are.
     *
     * @throws ConfigurationRefusedException when there is no such Thing
     */
    void remove(String thing, Requester by) throws ConfigurationRefusedException;

    /**
     * Writes the running set to the configuration file, in one move: entries of other Things and
     * members that nobody here knows stay as they are. Where the file names a base file, the patch
     * is changed and the base is not.
     *
     * @return what was written
     * @throws ConfigurationRefusedException when there is no file that can be written, or the file
     *     holds something that cannot be used
     */
    SavedSet save(Requester by) throws ConfigurationRefusedException;

    /**
     * Forgets all edits that were not saved: the Things are as the file says.
     *
     * @throws ConfigurationRefusedException when the file cannot be used at present
     */
    void discard(Requester by) throws ConfigurationRefusedException;

    /**
     * The configuration file as {@link #save} would write it now, also where it could not.
     *
     * @throws ConfigurationRefusedException when the file cannot be used at present
     */
    String text() throws ConfigurationRefusedException;
}
