package org.labthings.cli.generate;

/** A language in which clients are written. */
interface Language {
    /** The whole program text. */
    String write(Model model);

    /** What its files end with. */
    String extension();
}
