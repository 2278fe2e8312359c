package org.labthings.thing.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

class SystemTest {
    private static final Logger LOG = NOPLogger.NOP_LOGGER;
    private static final String[] NONE = {};

    @TempDir Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private OpenFlexureSystem system() {
        return new OpenFlexureSystem(new Machine(root), NONE, NONE);
    }

    @Test
    void whatLinuxSays() throws IOException {
        write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        write(
                "etc/os-release",
                "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n");
        write("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
        write("proc/device-tree/serial-number", "10000000abcd\0");
        OpenFlexureSystem system = system();
        assertEquals(Optional.of("01234567-89ab-cdef-0123-456789abcdef"), system.microscopeId());
        assertEquals(Optional.of("Debian GNU/Linux 12"), system.osVersion());
        assertEquals(Optional.of("10000000abcd"), system.hardwareId());
        assertTrue(system.isRaspberrypi());
        assertFalse(system.hostname().isEmpty());
        assertEquals("01234567-89ab-cdef-0123-456789abcdef", system.state().get("microscope-uuid"));
        assertEquals("10000000abcd", system.state().get("hardware_id"));
    }

    @Test
    void anotherOperatingSystemSaysNothing() throws IOException {
        write("etc/machine-id", "uninitialized\n");
        OpenFlexureSystem system = system();
        assertEquals(Optional.empty(), system.microscopeId());
        assertEquals(Optional.empty(), system.osVersion());
        assertEquals(Optional.empty(), system.hardwareId());
        assertFalse(system.isRaspberrypi());
        assertFalse(system.state().containsKey("hardware_id"));
    }

    @Test
    void restartIsForARaspberryPi() throws InterruptedException {
        CommandResult result = Power.of(new Machine(root), NONE, NONE).reboot(LOG);
        assertEquals("Restart is only available on Raspberry Pi.", result.error());
    }

    @Test
    void aConfiguredCommandIsRun() throws InterruptedException {
        Power power =
                Power.of(
                        new Machine(root),
                        new String[] {"echo", "off"},
                        new String[] {"sh", "-c", "echo no >&2; exit 3"});
        assertEquals(new CommandResult("off", ""), power.shutdown(LOG));
        assertEquals(new CommandResult("", "no"), power.reboot(LOG));
    }

    @Test
    void aCommandThatDoesNotWorkSaysWhy() throws InterruptedException {
        OsCommands commands = new OsCommands(Duration.ofSeconds(20));
        assertTrue(commands.run(List.of("/no/such/command")).error().contains("cannot be run"));
        assertEquals("false ended with status 1", commands.run(List.of("false")).error());
        CommandResult late = new OsCommands(Duration.ofMillis(1)).run(List.of("sleep", "60"));
        assertEquals("sleep did not end within 0 s", late.error());
    }

    @Test
    void theVersionIsThatOfTheBundle() {
        assertTrue(VersionData.own().version().matches("v\\d+\\.\\d+\\.\\d+"));
    }
}
