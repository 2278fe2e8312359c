package org.labthings.hardware.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.labthings.api.InvocationError;
import org.labthings.api.ThingContext;

/**
 * A Thing's folder for data: {@code <data_folder>/<thing name>}, where {@code data_folder} is in
 * the configuration's {@code application_config}; without it a folder {@code data} beside the
 * Thing's settings. Any thread may use it; everything blocks as the disk does.
 */
public final class DataFolder {
    /** What a relative path looks like that stays within its folder: for {@code @Pattern}. */
    public static final String RELATIVE =
            "^(?![/\\\\])(?![A-Za-z]:)(?!(?:.*[/\\\\])?\\.\\.(?:[/\\\\]|$))[^\\x00]+$";

    /** How much room there should be before something is stored, in bytes. */
    public static final long ENOUGH = 500_000_000;

    private final Path folder;

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes the folder of a Thing, if it is not there; called from {@code open}.
     *
     * @param context of the Thing
     * @return its folder, which exists now
     * @throws IOException when it cannot be made
     */
    public static DataFolder of(ThingContext context) throws IOException {
        Path base =
                context.applicationConfig()
                        .map(c -> c.get("data_folder"))
                        .filter(String.class::isInstance)
                        .map(f -> Path.of((String) f))
                        .orElse(null);
        Path folder =
                base == null
                        ? context.settingsFolder().resolve("data")
                        : base.resolve(context.name());
        return at(folder);
    }

    /**
     * Makes a folder, if it is not there.
     *
     * @param folder with its parents; a relative one is below the working directory
     * @return that folder, which exists now
     * @throws IOException when it cannot be made
     */
    public static DataFolder at(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new DataFolder(folder.toAbsolutePath().normalize());
    }

    /** {@return the folder, absolute} */
    public Path path() {
        return folder;
    }

    /**
     * A place within the folder.
     *
     * @param relative with slashes
     * @return absolute; whether there is anything is not looked at
     * @throws IllegalArgumentException when it leads outside, also through a link
     */
    public Path resolve(String relative) {
        Path target = folder.resolve(relative).normalize();
        if (!relative.matches(RELATIVE) || !target.startsWith(folder) || leadsOutside(target)) {
            throw new IllegalArgumentException(
                    "'"
                            + relative
                            + "' is no path within the data folder. Give a relative one without"
                            + " '..'.");
        }
        return target;
    }

    private boolean leadsOutside(Path target) {
        Path existing = target;
        while (!existing.equals(folder) && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return !existing.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Checks that there is room for more data.
     *
     * @param minimum bytes; {@link #ENOUGH} as a rule
     * @throws NotEnoughFreeSpaceError when there is less
     * @throws InvocationError when the folder is not there any more
     */
    public void requireFreeSpace(long minimum) {
        long free;
        try {
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new InvocationError("The data folder " + folder + " cannot be looked at: " + e);
        }
        if (free < minimum) {
            throw new NotEnoughFreeSpaceError(minimum, free);
        }
    }
}
