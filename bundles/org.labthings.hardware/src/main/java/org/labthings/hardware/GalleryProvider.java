package org.labthings.hardware;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.hardware.ui.ActionButton;
import org.osgi.annotation.versioning.ConsumerType;

/** A Thing that stores what a gallery shows: pictures, scans. */
@ConsumerType
public interface GalleryProvider {
    /**
     * What its items are called: {@code Capture}, {@code Scan}.
     *
     * @return one for all of its items
     */
    String cardType();

    /**
     * The folder of its data; it exists while the Thing is open.
     *
     * @return absolute
     */
    Path galleryFolder();

    /**
     * What there is, as the disk has it now; blocks while it is read.
     *
     * @return in any order
     * @throws IOException when the folder cannot be read
     */
    List<GalleryItem> galleryItems() throws IOException;

    /**
     * Deletes all items; blocks. What cannot be deleted stays, and the others go all the same.
     *
     * @throws IOException naming what could not be deleted
     */
    void deleteAllGalleryItems() throws IOException;

    /**
     * Buttons for what can be done with all items at once.
     *
     * @return by default none
     */
    default List<ActionButton> bulkActions() {
        return List.of();
    }

    /**
     * One item.
     *
     * @param name for people
     * @param path relative to {@link #galleryFolder()}, with slashes
     * @param deleteEndpoint relative to the provider's path: {@code capture/x.jpeg}
     * @param created seconds since 1970
     * @param modified seconds since 1970
     * @param galleryInfo what the web app wants to know of this type of item; JDK values
     * @param thumbnailSource a picture, relative to {@link #galleryFolder()}
     */
    record GalleryItem(
            String name,
            String path,
            String deleteEndpoint,
            double created,
            double modified,
            Map<String, Object> galleryInfo,
            Optional<String> thumbnailSource) {}
}
