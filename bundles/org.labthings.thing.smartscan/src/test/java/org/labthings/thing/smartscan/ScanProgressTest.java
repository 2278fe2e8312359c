package org.labthings.thing.smartscan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.labthings.api.CancelEvent;
import org.labthings.api.Invocation;
import org.labthings.api.LogRecord;
import org.labthings.hardware.ScanPlanner.Outlook;

class ScanProgressTest {
    private final List<Double> fractions = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    private final Invocation invocation =
            new Invocation() {
                private final CancelEvent cancel = new CancelEvent();

                @Override
                public UUID id() {
                    return new UUID(1, 2);
                }

                @Override
                public CancelEvent cancelEvent() {
                    return cancel;
                }

                @Override
                public List<LogRecord> log() {
                    return List.of();
                }

                @Override
                public void append(LogRecord entry) {}

                @Override
                public void reportProgress(double fraction, String text) {
                    fractions.add(fraction);
                    texts.add(text);
                }
            };

    @Test
    void aPlanThatGrowsNeverGoesBack() throws Exception {
        Invocation.callIn(
                invocation,
                () -> {
                    ScanProgress progress = new ScanProgress();
                    progress.prepare("focusing");
                    progress.site(0, Optional.of(new Outlook(1, false)), 0);
                    progress.site(1, Optional.of(new Outlook(1, false)), 1);
                    progress.site(2, Optional.of(new Outlook(8, false)), 2); // it has grown
                    progress.site(3, Optional.of(new Outlook(1, true)), 3);
                    progress.stitching();
                    progress.done(4);
                    return null;
                });
        assertEquals(fractions.stream().sorted().toList(), fractions);
        assertEquals(
                List.of(
                        "focusing",
                        "site 1 of at least 1, 0 pictures",
                        "site 2 of at least 2, 1 picture",
                        "site 3 of at least 10, 2 pictures",
                        "site 4 of 4, 3 pictures",
                        "stitching",
                        "4 pictures"),
                texts);
        assertEquals(1, fractions.get(6));
    }

    @Test
    void whatPlansWithoutSayingHowMuchIsCounted() throws Exception {
        Invocation.callIn(
                invocation,
                () -> {
                    new ScanProgress().site(4, Optional.empty(), 3);
                    return null;
                });
        assertEquals(List.of("site 5, 3 pictures"), texts);
    }
}
