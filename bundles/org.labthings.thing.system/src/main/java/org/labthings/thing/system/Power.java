package org.labthings.thing.system;

import java.time.Duration;
import java.util.List;
import org.labthings.api.Invocation;
import org.slf4j.Logger;

/** Switches the machine off, or, where that is not the microscope's own, ends the server. */
final class Power {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final String ONLY_PI = "Restart is only available on Raspberry Pi.";

    private final boolean raspberryPi;
    private final OsCommands commands;
    private final List<String> off;
    private final List<String> restart;

    /**
     * For one machine.
     *
     * @param raspberryPi whether it is the microscope's own
     * @param off command that switches it off; empty: only the server ends
     * @param restart command that restarts it; empty: that is refused
     */
    Power(boolean raspberryPi, OsCommands commands, List<String> off, List<String> restart) {
        this.raspberryPi = raspberryPi;
        this.commands = commands;
        this.off = off;
        this.restart = restart;
    }

    /** This machine, with the commands that a configuration names. */
    static Power of(Machine machine, String[] off, String[] restart) {
        boolean pi = machine.isRaspberryPi();
        List<String> usualOff = pi ? List.of("sudo", "shutdown", "-h", "now") : List.of();
        List<String> usualRestart = pi ? List.of("sudo", "shutdown", "-r", "now") : List.of();
        return new Power(
                pi,
                new OsCommands(Duration.ofSeconds(10)),
                off.length == 0 ? usualOff : List.of(off),
                restart.length == 0 ? usualRestart : List.of(restart));
    }

    boolean isRaspberryPi() {
        return raspberryPi;
    }

    CommandResult shutdown(Logger log) throws InterruptedException {
        if (!off.isEmpty()) {
            log.warn("The machine is switched off: somebody asked for it");
            return commands.run(off);
        }
        log.warn("The server ends: somebody asked for it");
        String self = String.valueOf(ProcessHandle.current().pid());
        CommandResult sent = commands.run(List.of("kill", "-TERM", self));
        if (!sent.error().isEmpty()) {
            return sent;
        }
        Invocation.sleep(PATIENCE); // ends when the server cancels what runs
        return new CommandResult("", "The server was told to end, and still runs");
    }

    CommandResult reboot(Logger log) throws InterruptedException {
        if (restart.isEmpty()) {
            return new CommandResult("", ONLY_PI);
        }
        log.warn("The machine is restarted: somebody asked for it");
        return commands.run(restart);
    }
}
