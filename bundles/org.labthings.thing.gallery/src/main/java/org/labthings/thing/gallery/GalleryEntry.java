package org.labthings.thing.gallery;

import java.util.Map;
import java.util.Optional;
import org.labthings.hardware.GalleryProvider.GalleryItem;

/**
 * One item of the gallery.
 *
 * @param name for people
 * @param path relative to the server's data
 * @param thing name of the Thing that has it
 * @param deleteEndpoint relative to the API: a DELETE there deletes it
 * @param created seconds since 1970
 * @param modified seconds since 1970
 * @param cardType what kind of item it is
 * @param galleryInfo what there is to know of an item of this kind
 * @param thumbnailSource a picture, relative to the server's data
 * @param galleryAddedData what people noted about it
 */
public record GalleryEntry(
        String name,
        String path,
        String thing,
        String deleteEndpoint,
        double created,
        double modified,
        String cardType,
        Map<String, Object> galleryInfo,
        Optional<String> thumbnailSource,
        Map<String, Object> galleryAddedData) {

    /** An item of a Thing, about which nobody noted anything. */
    static GalleryEntry of(String thing, String cardType, GalleryItem item) {
        String prefix = thing + "/";
        return new GalleryEntry(
                item.name(),
                prefix + item.path(),
                thing,
                prefix + item.deleteEndpoint(),
                item.created(),
                item.modified(),
                cardType,
                item.galleryInfo(),
                item.thumbnailSource().map(prefix::concat),
                Map.of());
    }
}
