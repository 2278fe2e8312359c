package org.labthings.http.internal.openapi;

import java.util.function.Function;
import org.labthings.core.Things;
import org.labthings.http.internal.openapi.page.Content;

/**
 * The document of the present view, written when somebody asks for it first. It holds the view, and
 * so the Things, no longer than the view lasts. Thread-safe; only {@link #get} blocks.
 */
final class LiveDocument {
    private final Function<Things, Content> compiler;
    private volatile OfView current;

    LiveDocument(Function<Things, Content> compiler, Things view) {
        this.compiler = compiler;
        this.current = new OfView(view);
    }

    void thingsChanged(Things view) {
        current = new OfView(view);
    }

    /** The document, or null if it has to be written first. */
    Content ready() {
        return current.content;
    }

    /** The document; takes a while the first time. */
    Content get() {
        return current.get();
    }

    private final class OfView {
        private Things view;
        private volatile Content content;

        OfView(Things view) {
            this.view = view;
        }

        synchronized Content get() {
            if (content == null) {
                content = compiler.apply(view);
                view = null;
            }
            return content;
        }
    }
}
