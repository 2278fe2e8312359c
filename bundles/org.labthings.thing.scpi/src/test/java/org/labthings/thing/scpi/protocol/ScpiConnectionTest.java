package org.labthings.thing.scpi.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.InvocationThread;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.Deadline;
import org.labthings.driver.link.InstrumentAwayError;
import org.labthings.driver.link.Link;
import org.labthings.testing.instruments.Fault;
import org.labthings.testing.instruments.ScpiSimulator;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ScpiConnectionTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(10), Duration.ofMillis(50));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ME = "ACME,METER,1,2.0";

    private ScpiSimulator instrument;
    private ScpiConnection line;
    private Thread thread;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        instrument = new ScpiSimulator(ME);
        instrument.answer("VOLT?", () -> "+1.500000E+00").variable("RANG", "10");
    }

    private void connect() throws Exception {
        connect(options(0.3));
        line.await(PATIENCE);
        assertEquals(ME, told());
    }

    private ScpiOptions options(double timeout) {
        return ScpiOptions.of("127.0.0.1", instrument.port(), timeout, "^ACME");
    }

    private void connect(ScpiOptions options) {
        line =
                new ScpiConnection(
                        options,
                        QUICK,
                        LoggerFactory.getLogger("test"),
                        new Link.Listener<>() {
                            @Override
                            public void connected(ScpiConnection.Identity identity) {
                                told.add(identity.text());
                            }

                            @Override
                            public void waiting(String sentence) {
                                told.add(sentence);
                            }
                        });
        thread = new Thread(line);
        thread.start();
    }

    private String told() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    private String tells(String part) throws InterruptedException {
        String sentence;
        do {
            sentence = told();
            assertTrue(sentence != null, "nobody says " + part);
        } while (!sentence.contains(part));
        return sentence;
    }

    @AfterEach
    void stop() throws Exception {
        if (thread != null) {
            line.close();
            thread.interrupt();
            thread.join();
        }
        instrument.close();
    }

    private double volts() throws InterruptedException {
        return line.ask("VOLT?", ScpiText::number);
    }

    private static void assertSays(Throwable e, String... parts) {
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    @Test
    void asksAndTells() throws Exception {
        connect();
        assertEquals(1.5, volts());
        line.tell("RANG 100");
        assertEquals("100", line.ask("RANG?"));
        assertEquals("1", line.ask("*OPC?"));
    }

    @Test
    void saysWhatTheInstrumentHasAgainstACommand() throws Exception {
        connect();
        InvocationError e = assertThrows(InvocationError.class, () -> line.tell("RANGE 3"));
        assertSays(e, "refuses 'RANGE 3'", "-113,\"Undefined header\"");
        assertEquals(List.of(), line.errors());
        instrument.error("-310,\"System error\"");
        instrument.error("-311,\"Memory error\"");
        assertEquals(List.of("-310,\"System error\"", "-311,\"Memory error\""), line.errors());
    }

    @Test
    void aQueueThatOverflowedIsReadToItsEnd() throws Exception {
        for (int i = 0; i < 12; i++) {
            instrument.error("-102,\"Syntax error\"");
        }
        connect(); // what was in it before belongs to nobody
        assertEquals(List.of(), line.errors());
        for (int i = 0; i < 12; i++) {
            instrument.error("-102,\"Syntax error\"");
        }
        List<String> errors = line.errors();
        assertEquals(10, errors.size());
        assertEquals("-350,\"Queue overflow\"", errors.get(9));
    }

    @Test
    void aQueueWithoutEndIsClearedInTheEnd() throws Exception {
        connect();
        instrument.answer("ERR?", () -> "-100,\"Command error\"");
        line.close();
        thread.join();
        connect(options(5).with(List.of(), "ERR?"));
        line.await(PATIENCE);
        List<String> errors = line.errors();
        assertEquals(65, errors.size());
        assertSays(new Exception(errors.get(64)), "*CLS");
        assertTrue(instrument.received().contains("*CLS"));
    }

    @Test
    void noAnswerEndsAtTheDeadlineAndTheErrorQueueSaysWhy() throws Exception {
        connect();
        InvocationError e = assertThrows(InvocationError.class, () -> line.ask("NONSENSE?"));
        assertSays(e, "does not answer within 300 ms", "NONSENSE?", "-113,\"Undefined header\"");
        assertEquals(1.5, volts());
    }

    @Test
    void aLateAnswerIsNotTakenForTheNextOne() throws Exception {
        connect();
        instrument.fault(Fault.LATE);
        InvocationError e = assertThrows(InvocationError.class, () -> line.ask("RANG?"));
        assertSays(e, "does not answer", "Check the command");
        assertEquals(1.5, volts());
        assertTrue(line.ask("RANG?").equals("10"));
    }

    @Test
    void halfALineIsNoAnswer() throws Exception {
        connect();
        instrument.fault(Fault.PARTIAL);
        InvocationError e = assertThrows(InvocationError.class, this::volts);
        assertSays(e, "answers only '+1.5000'", "within 300 ms");
        assertEquals(1.5, volts());
    }

    @Test
    void anAnswerInPiecesIsPutTogether() throws Exception {
        connect();
        instrument.fault(Fault.DRIBBLE);
        assertEquals(1.5, volts());
    }

    @Test
    void garbageIsShownAndLeftBehind() throws Exception {
        connect();
        instrument.fault(Fault.GARBAGE);
        InvocationError e = assertThrows(InvocationError.class, this::volts);
        assertSays(e, "bytes ff 00 07 9c 1b 01", "which is no text", "'VOLT?'");
        assertEquals(1.5, volts());
        instrument.answer("TEXT?", () -> "hello");
        e = assertThrows(InvocationError.class, () -> line.ask("TEXT?", ScpiText::number));
        assertSays(e, "answers 'hello', which is no number");
        assertEquals(1.5, volts());
    }

    @Test
    void anEndlessAnswerEndsTheConnectionNotTheMemory() throws Exception {
        ScpiOptions o = options(5);
        connect(
                new ScpiOptions(
                        o.host(), o.port(), o.timeout(), null, List.of(), o.errorQuery(), 10_000));
        line.await(PATIENCE);
        instrument.fault(Fault.FLOOD);
        InstrumentAwayError e = assertThrows(InstrumentAwayError.class, this::volts);
        assertSays(e, "more than 10000 bytes");
        line.await(PATIENCE);
        assertEquals(1.5, volts());
    }

    @Test
    void hangingUpIsSaidAndConnectedAnew() throws Exception {
        connect();
        instrument.fault(Fault.HANG_UP);
        InstrumentAwayError e = assertThrows(InstrumentAwayError.class, this::volts);
        assertSays(e, "The instrument at 127.0.0.1:" + instrument.port(), "VOLT?");
        line.await(PATIENCE);
        assertEquals(1.5, volts());
    }

    @Test
    void oneThatIsSwitchedOffIsWaitedForAndFound() throws Exception {
        connect();
        instrument.switchOff();
        assertThrows(InstrumentAwayError.class, this::volts);
        tells("refuses the connection");
        InstrumentAwayError e = assertThrows(InstrumentAwayError.class, this::volts);
        assertSays(e, "refuses the connection", "Next attempt after");
        instrument.switchOn();
        line.await(PATIENCE);
        assertEquals(1.5, volts());
    }

    @Test
    void anotherInstrumentAtThatAddressIsRefused() throws Exception {
        connect(ScpiOptions.of("127.0.0.1", instrument.port(), 1, "KEYSIGHT"));
        assertSays(new Exception(told()), "is 'ACME,METER,1,2.0'", "'KEYSIGHT'");
    }

    @Test
    void anUnknownHostIsSaid() throws Exception {
        connect(ScpiOptions.of("no.such.host.invalid", 5025, 1, ""));
        assertSays(new Exception(told()), "no.such.host.invalid:5025", "not known");
    }

    @Test
    void blocksOfDataAreRead() throws Exception {
        connect();
        byte[] data = new byte[70_000];
        data[5] = '\n';
        byte[] head = "#570000".getBytes(StandardCharsets.US_ASCII);
        byte[] block = new byte[head.length + data.length];
        System.arraycopy(head, 0, block, 0, head.length);
        System.arraycopy(data, 0, block, head.length, data.length);
        instrument.answer("CURV?", () -> block);
        instrument.answer("SHORT?", () -> "#0abc");
        Deadline end = Deadline.in(PATIENCE);
        assertArrayEquals(data, line.askBlock("CURV?", end));
        assertArrayEquals("abc".getBytes(StandardCharsets.US_ASCII), line.askBlock("SHORT?", end));
        InvocationError e = assertThrows(InvocationError.class, () -> line.askBlock("VOLT?", end));
        assertSays(e, "'+1.500000E+00'", "no block of data");
        assertEquals(1.5, volts());
    }

    @Test
    void aCancelledQuestionDoesNotDisturbTheNextOne() throws Exception {
        connect();
        CountDownLatch asked = new CountDownLatch(1);
        instrument.answer(
                "LONG?",
                () -> {
                    asked.countDown();
                    return "late"; // never sent before the next message: see the fault
                });
        instrument.fault(Fault.LATE);
        InvocationThread<String> action =
                new InvocationThread<>(() -> line.ask("LONG?", Deadline.cancellable(PATIENCE)));
        action.start();
        asked.await();
        InvocationError busy = assertThrows(InvocationError.class, this::volts);
        assertSays(busy, "is busy with 'LONG?'");
        action.cancel();
        action.joinAndPropagateCancel(Duration.ofMillis(5));
        assertInstanceOf(InvocationCancelledError.class, action.exception());
        assertEquals(1.5, volts());
    }

    @Test
    void aMessageOfTwoLinesIsRefused() throws Exception {
        connect();
        assertThrows(IllegalArgumentException.class, () -> line.tell("RANG 1\n*RST"));
        assertThrows(IllegalArgumentException.class, () -> line.ask(" "));
    }
}
