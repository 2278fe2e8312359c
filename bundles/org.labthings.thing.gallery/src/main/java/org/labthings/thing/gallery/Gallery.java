package org.labthings.thing.gallery;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labthings.api.Action;
import org.labthings.api.Default;
import org.labthings.api.Endpoint;
import org.labthings.api.HttpError;
import org.labthings.api.InvocationError;
import org.labthings.api.Name;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.GalleryProvider;
import org.labthings.hardware.ui.ActionButton;
import org.labthings.hardware.ui.UserInterface;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Shows what other Things have stored: pictures of a camera, scans. */
@ThingType(title = "GalleryThing", settingsName = "GalleryThing")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=openflexure_microscope_server.things.gallery:GalleryThing")
public class Gallery implements Thing {
    private static final int MOST_ITEMS = 1000;

    final ThingSlot<GalleryProvider> providers = ThingSlot.mapping(GalleryProvider.class);

    private volatile ThingContext context;
    private volatile UserInterface ui;
    private volatile GalleryIndex index;
    private volatile Refresh refresh;

    @Override
    public void open(ThingContext newContext) throws IOException {
        context = newContext;
        ui = new UserInterface(newContext);
        index = GalleryIndex.open(newContext.settingsFolder(), newContext.logger());
        refresh = new Refresh(index, newContext.logger());
    }

    @Override
    public void close() throws SQLException {
        index.close();
    }

    /** Kinds of items. */
    @Property
    public List<String> cardTypes() {
        return providers.all().values().stream().map(GalleryProvider::cardType).distinct().toList();
    }

    /** Buttons for what can be done with all items of a kind at once. */
    @Property
    public List<ActionButton> bulkActions() {
        return ui.checked(
                providers.all().values().stream().flatMap(p -> p.bulkActions().stream()).toList());
    }

    /** All items, the newest first. */
    @Property
    public List<GalleryEntry> listData() throws SQLException {
        return index.list(refresh.run(providers.all()));
    }

    /**
     * Some items.
     *
     * @param total how many there are
     * @param items some of them, the newest first
     */
    public record Page(int total, List<GalleryEntry> items) {}

    /**
     * A part of the items.
     *
     * @param cardType only of this kind; empty: all
     * @param search only with this in their name; empty: all
     * @param limit how many at most
     * @param offset how many to leave out first
     */
    @Endpoint
    public Page items(
            @Default("\"\"") @Name("card_type") String cardType,
            @Default("\"\"") String search,
            @Default("100") int limit,
            @Default("0") int offset)
            throws SQLException {
        if (limit < 1 || limit > MOST_ITEMS || offset < 0) {
            throw new HttpError(
                    400, "limit must be within 1 and " + MOST_ITEMS + ", and offset not negative.");
        }
        List<String> things = refresh.run(providers.all());
        Optional<String> kind = Optional.of(cardType).filter(t -> !t.isEmpty());
        Optional<String> part = Optional.of(search).filter(t -> !t.isEmpty());
        return new Page(
                index.count(things, kind, part), index.page(things, kind, part, limit, offset));
    }

    /**
     * Notes something about an item, for whoever looks at it later.
     *
     * @param path as in the list
     * @param data replaces what was noted before
     */
    @Action(globalLock = false)
    public void note(String path, Map<String, Object> data) throws SQLException {
        refresh.run(providers.all());
        if (!index.note(path, data)) {
            throw new InvocationError(
                    "There is nothing at '" + path + "' in the gallery. Use a path of its list.");
        }
    }

    /**
     * Deletes everything of some kinds.
     *
     * @param cardTypes which kinds
     */
    @Action
    public void deleteAllData(List<String> cardTypes) {
        Set<String> wanted = new HashSet<>(cardTypes);
        List<String> problems = new ArrayList<>();
        providers
                .all()
                .forEach(
                        (name, provider) -> {
                            if (cardTypes.contains(provider.cardType())) {
                                wanted.remove(provider.cardType());
                                try {
                                    provider.deleteAllGalleryItems();
                                } catch (IOException | RuntimeException e) {
                                    problems.add(name + ": " + e.getMessage());
                                }
                            }
                        });
        if (!wanted.isEmpty()) {
            context.logger().warn("The gallery has no items of the kinds {}", wanted);
        }
        if (!problems.isEmpty()) {
            throw new InvocationError("Not all is deleted: " + String.join("; ", problems));
        }
    }
}
