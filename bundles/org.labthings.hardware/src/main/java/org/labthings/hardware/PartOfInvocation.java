package org.labthings.hardware;

import java.util.List;
import java.util.UUID;
import org.labthings.api.CancelEvent;
import org.labthings.api.Invocation;
import org.labthings.api.LogRecord;

/** An invocation as a part of it sees it: the same, but for what a sub-class says. */
abstract class PartOfInvocation implements Invocation {
    private final Invocation whole;

    PartOfInvocation(Invocation whole) {
        this.whole = whole;
    }

    @Override
    public UUID id() {
        return whole.id();
    }

    @Override
    public CancelEvent cancelEvent() {
        return whole.cancelEvent();
    }

    @Override
    public List<LogRecord> log() {
        return whole.log();
    }

    @Override
    public void append(LogRecord entry) {
        whole.append(entry);
    }

    @Override
    public void reportProgress(double fraction, String text) {
        whole.reportProgress(fraction, text);
    }
}
