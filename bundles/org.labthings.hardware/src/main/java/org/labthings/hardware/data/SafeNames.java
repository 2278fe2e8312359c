package org.labthings.hardware.data;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of files and folders that every system takes. */
public final class SafeNames {
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_.-]");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(?:CON|PRN|AUX|NUL|COM[1-9]|LPT[1-9])");
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9_.\\- ]+");

    private SafeNames() {}

    /**
     * A safe name as like the text as can be; never empty.
     *
     * @param text of people; case is lost
     * @return of letters, digits and {@code _ . -}; different texts may have the same name
     */
    public static String of(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ' ')) {
            end--;
        }
        if (end == 0) {
            return "_";
        }
        String name =
                UNSAFE.matcher(text.substring(0, end)).replaceAll("_").toLowerCase(Locale.ROOT);
        return reserved(name) ? name + "_" : name;
    }

    /**
     * Whether a path, with slashes, is safe as it is: normal (a leading {@code ./} or {@code /} and
     * a slash at the end are allowed), and every component a safe name; blanks are allowed, too.
     *
     * @param path of a file or folder
     * @return false also for the empty path
     */
    public static boolean isSafePath(String path) {
        String rest = path.startsWith("./") ? path.substring(2) : path;
        rest = rest.startsWith("/") ? rest.substring(1) : rest;
        rest = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        for (String component : rest.split("/", -1)) {
            if (component.endsWith(".")
                    || !COMPONENT.matcher(component).matches()
                    || reserved(component)) {
                return false;
            }
        }
        return true;
    }

    private static boolean reserved(String name) {
        int dot = name.indexOf('.');
        return RESERVED.matcher(dot < 0 ? name : name.substring(0, dot)).matches();
    }
}
