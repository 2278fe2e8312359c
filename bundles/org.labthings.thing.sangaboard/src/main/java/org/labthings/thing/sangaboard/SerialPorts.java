package org.labthings.thing.sangaboard;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The serial ports of this machine, through jSerialComm. */
final class SerialPorts {
    private static final String RANDOM_NAMES = "jSerialComm.library.randomizeNativeName";
    private static final int NO_ENTRY = 2;
    private static final int NO_DEVICE = 6;
    private static final int AGAIN = 11;
    private static final int ACCESS = 13;
    private static final int BUSY = 16;
    private static final long CLOSE_MILLIS = 2000;

    static {
        // A native library can be loaded by one class loader only, and an upgraded driver has
        // another one.
        if (System.getProperty(RANDOM_NAMES) == null) {
            System.setProperty(RANDOM_NAMES, "true");
        }
    }

    private SerialPorts() {}

    /** The ports that the system knows, as paths or names. */
    static List<String> all() {
        List<String> names = new ArrayList<>();
        for (SerialPort port : SerialPort.getCommPorts()) {
            names.add(port.getSystemPortPath());
        }
        return names;
    }

    /**
     * Opens a port with 8 bits, no parity, one stop bit.
     *
     * @throws IOException saying why not, as the end of a sentence
     */
    static SerialLine open(String name, int baud) throws IOException {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(name);
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(
                    "is not there. Is it plugged in? The ports of this machine are " + all(), e);
        }
        port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
        if (!port.openPort(0)) {
            throw new IOException(reason(port.getLastErrorCode()));
        }
        return new Line(port);
    }

    private static String reason(int error) {
        return switch (error) {
            case NO_ENTRY, NO_DEVICE -> "is not there. Is it plugged in?";
            case AGAIN, BUSY -> "is used by another program. Close that, or name another port";
            case ACCESS ->
                    "may not be opened by this user. On Linux, add the user to the group dialout";
            default -> "cannot be opened (error " + error + " of the system)";
        };
    }

    private static final class Line implements SerialLine {
        private static final long LOOK_MILLIS = 2;

        private final SerialPort port;

        Line(SerialPort port) {
            this.port = port;
        }

        @Override
        public int read(byte[] buffer, int millis) throws IOException {
            long end = System.nanoTime() + millis * 1_000_000L;
            while (true) {
                int n = port.readBytes(buffer, buffer.length);
                if (n < 0 || n == 0 && port.bytesAvailable() < 0) {
                    throw new IOException("was unplugged");
                }
                if (n > 0 || System.nanoTime() > end) {
                    return n;
                }
                try {
                    Thread.sleep(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // who reads looks at that
                    return 0;
                }
            }
        }

        @Override
        public void write(byte[] data) throws IOException {
            int written = 0;
            while (written < data.length) {
                int n = port.writeBytes(data, data.length - written, written);
                if (n <= 0) {
                    throw new IOException("was unplugged, or takes nothing more");
                }
                written += n;
            }
        }

        @Override
        public void discard() throws IOException {
            byte[] rest = new byte[1024];
            while (read(rest, 0) > 0) {
                // whatever it is, nobody asked for it
            }
        }

        @Override
        public void close() {
            Thread closing = new Thread(port::closePort, "serial-port-close");
            closing.setDaemon(true);
            closing.start();
            try {
                closing.join(CLOSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
