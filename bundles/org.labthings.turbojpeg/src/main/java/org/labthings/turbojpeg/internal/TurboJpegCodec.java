package org.labthings.turbojpeg.internal;

import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.labthings.hardware.image.JpegCodec;
import org.labthings.hardware.image.RgbImage;
import org.slf4j.Logger;

/**
 * Decodes with libjpeg-turbo. It is loaded, and tried, when the first picture is decoded: a server
 * that decodes none pays nothing. When it is not there, or fails in a way that is not the picture's
 * fault, it is given up for good. Any thread may use it.
 */
final class TurboJpegCodec implements JpegCodec {
    private static final String NAME = "libjpeg-turbo";
    private static final byte[] ICC = "ICC_PROFILE".getBytes(StandardCharsets.US_ASCII);
    private static final int CHANNELS = 3;
    private static final int APP2 = 0xE2;
    private static final int START_OF_SCAN = 0xDA;

    /** How the native library is found; tests bring their own. */
    interface Loader {
        /**
         * Binds it.
         *
         * @return the file
         */
        String load();
    }

    private enum State {
        UNTRIED,
        WORKS,
        GIVEN_UP
    }

    private final Loader loader;
    private final Logger log;
    private final ReadWriteLock closing = new ReentrantReadWriteLock();
    private volatile State state = State.UNTRIED;
    private volatile String about = "no picture was decoded yet";

    TurboJpegCodec(Loader loader, Logger log) {
        this.loader = loader;
        this.log = log;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Which codec decodes, in a few words for a person. */
    String about() {
        return about;
    }

    @Override
    public Optional<RgbImage> decode(byte[] jpeg) {
        if (state == State.UNTRIED) {
            load();
        }
        if (state == State.GIVEN_UP || hasColourProfile(jpeg)) {
            return Optional.empty();
        }
        closing.readLock().lock(); // the library does not go while it is at work
        try {
            return state == State.WORKS ? decoded(jpeg) : Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            giveUp("it failed: " + e);
            return Optional.empty();
        } finally {
            closing.readLock().unlock();
        }
    }

    private synchronized void load() {
        if (state != State.UNTRIED) {
            return;
        }
        try {
            String file = loader.load();
            if (!Probe.passes(this::decoded)) {
                giveUp(file + " does not decode as it should");
                return;
            }
            about = "JPEG pictures are decoded by libjpeg-turbo (" + file + ")";
            log.info("{}", about);
            state = State.WORKS;
        } catch (RuntimeException | LinkageError e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            giveUp(why + " On Debian it is there after: apt install libturbojpeg0");
        }
    }

    private void giveUp(String why) {
        if (state != State.GIVEN_UP) {
            state = State.GIVEN_UP;
            about = "JPEG pictures are decoded by Java's ImageIO, not by libjpeg-turbo: " + why;
            log.info("{}", about);
        }
    }

    /** Empty when it is damaged, or of a kind that ImageIO knows better. */
    private Optional<RgbImage> decoded(byte[] jpeg) {
        Pointer handle = TurboJpegLibrary.tjInitDecompress();
        if (handle == null) {
            throw new IllegalStateException("tjInitDecompress gives no handle");
        }
        try {
            NativeLong length = new NativeLong(jpeg.length, true);
            int[] width = new int[1];
            int[] height = new int[1];
            int[] subsampling = new int[1];
            int[] colours = new int[1];
            int header =
                    TurboJpegLibrary.tjDecompressHeader3(
                            handle, jpeg, length, width, height, subsampling, colours);
            boolean known =
                    colours[0] == TurboJpegLibrary.YCBCR || colours[0] == TurboJpegLibrary.GREY;
            long size = (long) width[0] * height[0] * CHANNELS;
            if (header != 0 || !known || size < 1 || size > Integer.MAX_VALUE - 8) {
                return Optional.empty();
            }
            byte[] pixels = new byte[(int) size];
            int result =
                    TurboJpegLibrary.tjDecompress2(
                            handle,
                            jpeg,
                            length,
                            pixels,
                            width[0],
                            width[0] * CHANNELS,
                            height[0],
                            TurboJpegLibrary.RGB,
                            0);
            return result == 0
                    ? Optional.of(new RgbImage(width[0], height[0], pixels))
                    : Optional.empty();
        } finally {
            TurboJpegLibrary.tjDestroy(handle);
        }
    }

    /** Whether colours are not sRGB, but as a profile says: ImageIO converts them. */
    private static boolean hasColourProfile(byte[] jpeg) {
        for (int i = 2; i + 4 + ICC.length < jpeg.length && (jpeg[i] & 0xFF) == 0xFF; ) {
            int marker = jpeg[i + 1] & 0xFF;
            if (marker == START_OF_SCAN) {
                return false;
            }
            if (marker == APP2
                    && Arrays.equals(jpeg, i + 4, i + 4 + ICC.length, ICC, 0, ICC.length)) {
                return true;
            }
            i += 2 + ((jpeg[i + 2] & 0xFF) << 8 | jpeg[i + 3] & 0xFF);
        }
        return false;
    }

    /** Lets the library go; blocks while pictures are being decoded. */
    void close() {
        closing.writeLock().lock();
        try {
            state = State.GIVEN_UP;
            TurboJpegLibrary.unload();
        } finally {
            closing.writeLock().unlock();
        }
    }
}
