package org.labthings.turbojpeg.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * The functions of libjpeg-turbo's TurboJPEG API that are used (turbojpeg.h of version 2, which 3
 * still has). Loading this class does nothing; {@link #load} binds the functions.
 */
final class TurboJpegLibrary {
    static final int RGB = 0; // TJPF_RGB
    static final int YCBCR = 1; // TJCS_YCbCr
    static final int GREY = 2; // TJCS_GRAY

    /** Debian's run-time package has the second only. */
    private static final List<String> NAMES = List.of("turbojpeg", "libturbojpeg.so.0");

    private static NativeLibrary library;

    private TurboJpegLibrary() {}

    static native Pointer tjInitDecompress();

    static native int tjDecompressHeader3(
            Pointer handle,
            byte[] jpeg,
            NativeLong size,
            int[] width,
            int[] height,
            int[] subsampling,
            int[] colourSpace);

    static native int tjDecompress2(
            Pointer handle,
            byte[] jpeg,
            NativeLong size,
            byte[] pixels,
            int width,
            int pitch,
            int height,
            int format,
            int flags);

    static native int tjDestroy(Pointer handle);

    /**
     * Finds the library and binds it.
     *
     * @return the file
     * @throws UnsatisfiedLinkError when there is none, or not one of this kind
     */
    static String load() {
        UnsatisfiedLinkError first = null;
        for (String name : NAMES) {
            try {
                NativeLibrary found = NativeLibrary.getInstance(name);
                Native.register(TurboJpegLibrary.class, found);
                library = found;
                return found.getFile() == null ? name : found.getFile().getPath();
            } catch (UnsatisfiedLinkError e) {
                first = first == null ? e : first;
            }
        }
        throw first;
    }

    /** Lets it go, so that nothing holds on to this bundle's classes. */
    static void unload() {
        if (library != null) {
            Native.unregister(TurboJpegLibrary.class);
            library.close();
            library = null;
        }
    }
}
