package org.labthings.thing.conformance;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.DataProperty;
import org.labthings.api.Doc;
import org.labthings.api.MediaType;
import org.labthings.api.MjpegStream;
import org.labthings.api.Property;
import org.labthings.api.ServerNotRunningError;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@Doc("A fake camera.")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=things:CameraThing")
@Designate(ocd = CameraThing.Config.class, factory = true)
public class CameraThing implements Thing {
    private static final int SMALLEST_FRAME = 20;

    @ObjectClassDefinition(description = "A camera whose frames are numbers between JPEG marks")
    public @interface Config {
        @AttributeDefinition(description = "Frames each second")
        double fps() default 10.0;

        @AttributeDefinition(description = "Bytes of a frame")
        int size() default 1000;
    }

    public final MjpegStream stream = MjpegStream.create();
    public final MjpegStream small = MjpegStream.create(3); // never gets a frame
    public final DataProperty<Double> fps = DataProperty.of(10.0).min(0);
    public final DataProperty<Integer> size = DataProperty.of(1000);

    private final Config config;
    private volatile Thread thread;
    private volatile long produced;

    @Activate
    public CameraThing(Config config) {
        this.config = config;
    }

    @Override
    public void open(ThingContext context) {
        fps.set(config.fps());
        size.set(config.size());
        thread = context.startThread(context.name() + "-frames", this::produce);
    }

    @Override
    public void close() throws InterruptedException {
        stopStream();
        small.stop();
    }

    private void produce() {
        try {
            for (long i = 0; !Thread.currentThread().isInterrupted(); i++) {
                stream.addFrame(fakeJpeg(i, Math.max(size.get(), SMALLEST_FRAME)));
                produced = i + 1;
                double rate = fps.get();
                if (rate > 0) {
                    Thread.sleep(Math.round(1000 / rate));
                } else {
                    Thread.onSpinWait(); // 0 means as fast as it goes
                }
            }
        } catch (InterruptedException | ServerNotRunningError e) {
            // the stream was stopped: so are we
        }
    }

    private static byte[] fakeJpeg(long number, int bytes) {
        ByteBuffer frame = ByteBuffer.allocate(bytes);
        frame.put((byte) 0xFF).put((byte) 0xD8).putLong(number).putLong(System.nanoTime());
        return frame.put(bytes - 2, (byte) 0xFF).put(bytes - 1, (byte) 0xD9).array();
    }

    @Property
    public long framesProduced() {
        return produced;
    }

    @Action
    public @MediaType("image/*") Blob grab() throws InterruptedException, TimeoutException {
        return Blob.fromBytes(stream.grabFrame(), "image/jpeg");
    }

    @Action
    public int nextSize() throws InterruptedException, TimeoutException {
        return stream.grabFrame().length;
    }

    @Action
    public void badFrame() {
        stream.addFrame(new byte[] {'n', 'o', 't', ' ', 'a', ' ', 'j', 'p', 'e', 'g'});
    }

    @Action
    public void stopStream() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join(2000);
        }
        stream.stop();
    }
}
