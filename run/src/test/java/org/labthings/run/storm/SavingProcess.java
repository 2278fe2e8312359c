package org.labthings.run.storm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.labthings.core.internal.settings.Setting;
import org.labthings.core.internal.settings.ThingSettings;
import org.slf4j.LoggerFactory;

/**
 * A process that saves one setting as fast as it can, until it is killed: it says {@code loaded n}
 * first, then {@code n} for each value that is on disk. With a growth the value gets longer each
 * time, until it cannot be written, of which it says {@code failed: reason}.
 */
final class SavingProcess implements Setting {
    private long number;
    private int length;

    private SavingProcess(int length) {
        this.length = length;
    }

    @Override
    public String name() {
        return "numbered";
    }

    @Override
    public JsonNode save() {
        return TextNode.valueOf(text(number, length));
    }

    @Override
    public void load(JsonNode saved) {
        number = number(saved.textValue());
    }

    /** The value that stands for a number: the longer, the more can be half-written. */
    static String text(long number, int length) {
        String word = number + " ";
        return word.repeat(length / word.length() + 1);
    }

    /** The number that a value stands for; fails when the value is not whole. */
    static long number(String text) {
        long number = Long.parseLong(text.substring(0, text.indexOf(' ')));
        if (!text.replace(number + " ", "").isEmpty()) {
            throw new IllegalStateException("Not what was saved: " + text);
        }
        return number;
    }

    /** Arguments: settings file, length of the text, by how much it grows each time. */
    public static void main(String[] arguments) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        int growth = Integer.parseInt(arguments[2]);
        SavingProcess setting = new SavingProcess(Integer.parseInt(arguments[1]));
        ThingSettings settings =
                new ThingSettings(
                        Path.of(arguments[0]),
                        List.of(setting),
                        LoggerFactory.getLogger("saving"),
                        new ThingSettings.Writers(timer, Runnable::run));
        settings.load();
        System.out.println("loaded " + setting.number);
        try {
            while (true) {
                setting.number++;
                setting.length += growth;
                settings.saveNow();
                System.out.println(setting.number);
            }
        } catch (UncheckedIOException e) {
            System.out.println("failed: " + e.getMessage());
        } finally {
            timer.shutdownNow();
        }
    }
}
