package org.labthings.logging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceException;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

class LogBridgeTest {
    private final List<String> lines = new ArrayList<>();
    private final List<LogEntry> history = new ArrayList<>();
    private LogListener listener;
    private long sequence;

    private final class Recorder extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1L;

        Recorder(String name) {
            this.name = name;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
            lines.add(level + " " + name + ": " + message + (thrown == null ? "" : " | " + thrown));
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }

    private LogReaderService reader() {
        return fake(
                LogReaderService.class,
                (method, arguments) -> {
                    if (method.equals("addLogListener")) {
                        listener = (LogListener) arguments[0];
                    } else if (method.equals("removeLogListener")) {
                        listener = null;
                    }
                    List<LogEntry> newestFirst = new ArrayList<>(history);
                    Collections.reverse(newestFirst);
                    return method.equals("getLog") ? Collections.enumeration(newestFirst) : null;
                });
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }

    private LogEntry entry(LogLevel level, String logger, String message, Throwable thrown) {
        Bundle bundle = fake(Bundle.class, (method, arguments) -> "org.example.lamp");
        Long number = sequence++;
        return fake(
                LogEntry.class,
                (method, arguments) ->
                        switch (method) {
                            case "getLogLevel" -> level;
                            case "getLoggerName" -> logger;
                            case "getMessage" -> message;
                            case "getException" -> thrown;
                            case "getBundle" -> bundle;
                            case "getSequence" -> number;
                            default -> null;
                        });
    }

    private LogBridge bridge() {
        return new LogBridge(reader(), name -> (Logger) new Recorder(name));
    }

    @Test
    void catchesUpInOrderAndOnlyOnce() {
        history.add(entry(LogLevel.WARN, "a", "one", null));
        history.add(entry(LogLevel.WARN, "a", "two", null));
        bridge();
        listener.logged(history.get(1)); // the log's thread was a little late
        listener.logged(entry(LogLevel.WARN, "a", "three", null));
        assertEquals(
                List.of(
                        "WARN org.example.lamp: org.example.lamp one",
                        "WARN org.example.lamp: org.example.lamp two",
                        "WARN org.example.lamp: org.example.lamp three"),
                lines);
    }

    @Test
    void eventsAreSilentUnlessSomethingWasThrown() {
        bridge();
        listener.logged(entry(LogLevel.INFO, "Events.Bundle.x", "BundleEvent STARTED", null));
        listener.logged(entry(LogLevel.INFO, "Events.Service.x", "ServiceEvent REGISTERED", null));
        listener.logged(
                entry(
                        LogLevel.ERROR,
                        "Events.Framework.x",
                        "FrameworkEvent ERROR",
                        new RuntimeException("outer", new IllegalStateException("no space left"))));
        assertEquals(
                List.of(
                        "WARN org.example.lamp: org.example.lamp: java.lang.IllegalStateException:"
                            + " no space left | java.lang.IllegalStateException: no space left"),
                lines);
    }

    @Test
    void aComponentThatThrewIsToldOnceWithItsCause() {
        bridge();
        Exception thrown = new InvocationTargetException(new IllegalStateException("no such port"));
        listener.logged(
                entry(
                        LogLevel.ERROR,
                        "org.apache.felix.scr.x",
                        "bundle org.example.lamp:1.0.0 (7)[Lamp(3)] : Error during instantiation",
                        thrown));
        listener.logged(
                entry(
                        LogLevel.INFO,
                        "Events.Framework.x",
                        "FrameworkEvent WARNING",
                        new ServiceException("Service factory returned null. (Component: Lamp)")));
        assertEquals(
                List.of(
                        "ERROR osgi.components: org.example.lamp [Lamp(3)] : Error during"
                                + " instantiation | java.lang.IllegalStateException: no such port"),
                lines);
    }

    @Test
    void infrastructureIsQuiet() {
        bridge();
        listener.logged(entry(LogLevel.INFO, "org.apache.felix.cm", "listing", null));
        listener.logged(entry(LogLevel.DEBUG, "org.apache.felix.cm", "details", null));
        assertEquals(List.of("DEBUG org.example.lamp: org.example.lamp listing"), lines);
    }

    @Test
    void lettingGoStopsIt() {
        LogBridge bridge = bridge();
        bridge.close();
        assertEquals(null, listener);
    }
}
