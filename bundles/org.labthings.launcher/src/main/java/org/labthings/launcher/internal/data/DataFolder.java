package org.labthings.launcher.internal.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;

/**
 * The folder that one running server owns. Opening it locks it against a second server and empties
 * its cache, so that nothing of an earlier run is left but settings, logs and plugins.
 */
public final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Creates, locks and cleans the folder.
     *
     * @throws LaunchException when it cannot be written, or another server uses it
     */
    public static DataFolder open(Path folder, Path plugins) throws LaunchException {
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = lock(folder);
            deleteAll(folder.resolve("cache"));
            for (String name : List.of("cache", "logs")) {
                Files.createDirectories(folder.resolve(name));
            }
            createPlugins(plugins);
            return new DataFolder(folder, channel);
        } catch (IOException | UncheckedIOException e) {
            closeQuietly(channel);
            throw new LaunchException(
                    Exit.SETUP,
                    "The data folder "
                            + folder
                            + " cannot be used: "
                            + reason(e)
                            + ". Give a folder that can be written: --data DIR");
        } catch (LaunchException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException, LaunchException {
        Path file = folder.resolve("lock");
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                byte[] pid =
                        (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
                channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // another server in this process
        }
        String owner = owner(channel);
        channel.close();
        throw new LaunchException(
                Exit.REFUSED,
                "The data folder "
                        + folder
                        + " is in use by another server"
                        + owner
                        + ". Stop that one, or give this one its own: --data DIR");
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).strip();
        return text.isEmpty() ? "" : " (process " + text + ")";
    }

    private static void createPlugins(Path plugins) throws LaunchException {
        try {
            Files.createDirectories(plugins);
        } catch (IOException e) {
            throw new LaunchException(
                    Exit.SETUP,
                    "The plugins folder "
                            + plugins
                            + " cannot be used: "
                            + reason(e)
                            + ". Give another: --plugins DIR");
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** What a person can do something with: the path and what is wrong with it. */
    private static String reason(Exception e) {
        Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
        if (cause instanceof FileSystemException failure) {
            String why = failure.getReason() == null ? name(failure) : failure.getReason();
            return failure.getFile() + ": " + why;
        }
        return String.valueOf(cause.getMessage());
    }

    private static String name(FileSystemException failure) {
        return switch (failure.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "permission denied";
            case "FileAlreadyExistsException" -> "it is a file, not a folder";
            case "NoSuchFileException" -> "it does not exist";
            default -> failure.getClass().getSimpleName();
        };
    }

    /** The bundle cache of this run. */
    public Path cache() {
        return folder.resolve("cache");
    }

    /** Log files. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** Leaves word of where the server is, for commands that are given this folder. */
    public void announce(String url) {
        try {
            Path fresh = folder.resolve("url.tmp");
            Files.writeString(fresh, url + "\n");
            Files.move(
                    fresh,
                    folder.resolve("url"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // then such commands need --url
        }
    }

    /** Lets another server use the folder. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                Files.deleteIfExists(folder.resolve("url"));
            }
        } catch (IOException e) {
            // the next server writes it anew
        }
        closeQuietly(channel);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the lock ends with the process at the latest
        }
    }
}
