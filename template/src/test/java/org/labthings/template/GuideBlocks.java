package org.labthings.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shell blocks of the driver guide; a comment before one, {@code <!-- try: KIND -->}, sorts.
 */
final class GuideBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- try: (\\w+) -->\n)?```sh\n(.*?)```\n", Pattern.DOTALL);

    private GuideBlocks() {}

    /**
     * A script of all blocks of a kind.
     *
     * @param kind or null for those without a comment
     */
    static String script(Path guide, String kind) throws IOException {
        StringBuilder script = new StringBuilder("set -e\n");
        Matcher block = BLOCK.matcher(Files.readString(guide));
        while (block.find()) {
            if (kind == null ? block.group(1) == null : kind.equals(block.group(1))) {
                script.append(block.group(2)).append("echo\n");
            }
        }
        return script.toString();
    }
}
