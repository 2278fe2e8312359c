package org.labthings.thing.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;

/**
 * The index of the gallery: a database in one file, which survives a crash. What is in it can be
 * read again from the folders of the Things, but for what people noted. Any thread may use it; one
 * at a time does.
 */
final class GalleryIndex implements AutoCloseable {
    /** Of the tables; an index of another version is not touched. */
    static final int VERSION = 1;

    /** No thread, no shut-down hook and little memory is left behind by it. */
    private static final String OPTIONS =
            ";DB_CLOSE_ON_EXIT=FALSE;FILE_LOCK=FS;CACHE_SIZE=2048;TRACE_LEVEL_FILE=0";

    private static final String COLUMNS =
            "name, path, thing, delete_endpoint, created, modified, card_type, info, thumbnail";

    private final Connection database;

    private GalleryIndex(Connection database) {
        this.database = database;
    }

    /**
     * Opens the index, and makes it when there is none. One that is damaged is put aside.
     *
     * @param folder where it is
     * @throws IOException when it cannot be opened, or is of another version
     */
    static GalleryIndex open(Path folder, Logger logger) throws IOException {
        try {
            return connect(folder);
        } catch (SQLException e) {
            Path file = folder.resolve("index.mv.db");
            if (e.getErrorCode() != ErrorCode.FILE_CORRUPTED_1 || !Files.exists(file)) {
                throw new IOException("The index of the gallery cannot be opened: " + e, e);
            }
            Path aside = folder.resolve("index-damaged-" + System.currentTimeMillis() + ".mv.db");
            Files.move(file, aside);
            logger.warn(
                    "The index of the gallery was damaged and is made anew; it is kept as {}",
                    aside);
            try {
                return connect(folder);
            } catch (SQLException again) {
                throw new IOException("The index of the gallery cannot be made: " + again, again);
            }
        }
    }

    private static GalleryIndex connect(Path folder) throws SQLException, IOException {
        String url = "jdbc:h2:file:" + folder.resolve("index").toAbsolutePath() + OPTIONS;
        Connection connection = new Driver().connect(url, new Properties());
        try {
            GalleryIndex index = new GalleryIndex(connection);
            index.prepare();
            return index;
        } catch (SQLException | IOException e) {
            connection.close();
            throw e;
        }
    }

    private void prepare() throws SQLException, IOException {
        try (Statement s = database.createStatement()) {
            s.execute("CREATE TABLE IF NOT EXISTS schema_version (version INT)");
            try (ResultSet r = s.executeQuery("SELECT version FROM schema_version")) {
                if (r.next() && r.getInt(1) != VERSION) {
                    throw new IOException(
                            "The index of the gallery has version "
                                    + r.getInt(1)
                                    + "; this server knows version "
                                    + VERSION
                                    + ". Use the server that made it, or move the index away.");
                }
            }
            s.execute(
                    "INSERT INTO schema_version SELECT "
                            + VERSION
                            + " WHERE NOT EXISTS (SELECT * FROM schema_version)");
            s.execute(
                    "CREATE TABLE IF NOT EXISTS item (name VARCHAR, path VARCHAR PRIMARY KEY, thing"
                        + " VARCHAR, delete_endpoint VARCHAR, created DOUBLE PRECISION, modified"
                        + " DOUBLE PRECISION, card_type VARCHAR, info VARCHAR, thumbnail VARCHAR,"
                        + " added VARCHAR DEFAULT '{}')");
            s.execute("CREATE INDEX IF NOT EXISTS by_thing ON item (thing, created)");
        }
    }

    /**
     * Makes the index say about a Thing what is so.
     *
     * @param entries all of that Thing
     * @return how many rows were written or deleted
     */
    synchronized int synchronise(String thing, Collection<GalleryEntry> entries)
            throws SQLException {
        Map<String, GalleryEntry> before = new HashMap<>();
        for (GalleryEntry e : list(List.of(thing))) {
            before.put(e.path(), e);
        }
        int changes = 0;
        database.setAutoCommit(false);
        try (PreparedStatement merge =
                        database.prepareStatement(
                                "MERGE INTO item ("
                                        + COLUMNS
                                        + ") KEY (path) VALUES"
                                        + " (?, ?, ?, ?, ?, ?, ?, ?, ?)");
                PreparedStatement delete =
                        database.prepareStatement("DELETE FROM item WHERE path = ?")) {
            for (GalleryEntry e : entries) {
                GalleryEntry old = before.remove(e.path());
                if (old == null || !Row.of(old).equals(Row.of(e))) {
                    Row.of(e).fill(merge);
                    changes += merge.executeUpdate();
                }
            }
            for (String vanished : before.keySet()) {
                delete.setString(1, vanished);
                changes += delete.executeUpdate();
            }
            database.commit();
        } catch (SQLException e) {
            database.rollback();
            throw e;
        } finally {
            database.setAutoCommit(true);
        }
        return changes;
    }

    /** All entries of some Things, the newest first. */
    synchronized List<GalleryEntry> list(Collection<String> things) throws SQLException {
        return page(things, Optional.empty(), Optional.empty(), Integer.MAX_VALUE, 0);
    }

    /**
     * A part of the entries of some Things, the newest first.
     *
     * @param cardType only of this kind
     * @param search only with this in their name, whatever the case
     */
    synchronized List<GalleryEntry> page(
            Collection<String> things,
            Optional<String> cardType,
            Optional<String> search,
            int limit,
            int offset)
            throws SQLException {
        try (PreparedStatement s =
                database.prepareStatement(
                        "SELECT "
                                + COLUMNS
                                + ", added"
                                + FILTER
                                + " ORDER BY created DESC, path LIMIT ? OFFSET ?")) {
            filter(s, things, cardType, search);
            s.setInt(6, limit);
            s.setInt(7, offset);
            List<GalleryEntry> entries = new ArrayList<>();
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    entries.add(entry(r));
                }
            }
            return entries;
        }
    }

    /** How many entries {@link #page} would give without limit. */
    synchronized int count(
            Collection<String> things, Optional<String> cardType, Optional<String> search)
            throws SQLException {
        try (PreparedStatement s = database.prepareStatement("SELECT COUNT(*)" + FILTER)) {
            filter(s, things, cardType, search);
            try (ResultSet r = s.executeQuery()) {
                r.next();
                return r.getInt(1);
            }
        }
    }

    private static final String FILTER =
            " FROM item WHERE ARRAY_CONTAINS(CAST(? AS VARCHAR ARRAY), thing)"
                    + " AND (CAST(? AS VARCHAR) IS NULL OR card_type = ?)"
                    + " AND (CAST(? AS VARCHAR) IS NULL OR LOCATE(LOWER(?), LOWER(name)) > 0)";

    private static void filter(
            PreparedStatement s,
            Collection<String> things,
            Optional<String> cardType,
            Optional<String> search)
            throws SQLException {
        s.setObject(1, things.toArray(String[]::new));
        s.setString(2, cardType.orElse(null));
        s.setString(3, cardType.orElse(null));
        s.setString(4, search.orElse(null));
        s.setString(5, search.orElse(null));
    }

    /**
     * Notes something about an entry.
     *
     * @return whether there is such an entry
     */
    synchronized boolean note(String path, Map<String, Object> added) throws SQLException {
        try (PreparedStatement s =
                database.prepareStatement("UPDATE item SET added = ? WHERE path = ?")) {
            s.setString(1, Json.text(added));
            s.setString(2, path);
            return s.executeUpdate() > 0;
        }
    }

    private static GalleryEntry entry(ResultSet r) throws SQLException {
        return new GalleryEntry(
                r.getString(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                r.getDouble(5),
                r.getDouble(6),
                r.getString(7),
                Json.map(r.getString(8)),
                Optional.ofNullable(r.getString(9)),
                Json.map(r.getString(10)));
    }

    @Override
    public synchronized void close() throws SQLException {
        database.close();
    }

    /** An entry as it is stored: what is equal here needs not be written. */
    private record Row(GalleryEntry entry, String info) {
        static Row of(GalleryEntry e) {
            return new Row(
                    new GalleryEntry(
                            e.name(),
                            e.path(),
                            e.thing(),
                            e.deleteEndpoint(),
                            e.created(),
                            e.modified(),
                            e.cardType(),
                            Map.of(),
                            e.thumbnailSource(),
                            Map.of()),
                    Json.text(e.galleryInfo()));
        }

        void fill(PreparedStatement s) throws SQLException {
            s.setString(1, entry.name());
            s.setString(2, entry.path());
            s.setString(3, entry.thing());
            s.setString(4, entry.deleteEndpoint());
            s.setDouble(5, entry.created());
            s.setDouble(6, entry.modified());
            s.setString(7, entry.cardType());
            s.setString(8, info);
            s.setString(9, entry.thumbnailSource().orElse(null));
        }
    }
}
