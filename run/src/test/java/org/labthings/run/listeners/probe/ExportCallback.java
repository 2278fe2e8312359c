package org.labthings.run.listeners.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.Frame;
import org.labthings.listeners.RoutedEvent;
import org.osgi.service.component.annotations.Component;

/** A callback that a bundle contributes: it leaves a note beside a file that takes its time. */
@Component(
        property = {
            EventCallback.GROUP + "=export",
            EventCallback.GLOB + "=*.csv",
            EventCallback.DEBOUNCE + ":Long=0",
            EventCallback.CHANGES + "=CREATED"
        })
public class ExportCallback implements EventCallback {
    @Override
    public Object handle(RoutedEvent event, Frame frame) throws Exception {
        if (event.name().startsWith("slow")) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300)); // as work would
            Files.writeString(Path.of(event.endpoint(), event.name() + ".done"), "x");
        }
        return "imported " + event.name();
    }
}
