package org.labthings.web.internal.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    @ParameterizedTest
    @CsvSource({
        "http://host, /index.html, /index.html",
        "http://host:5000/, /index.html, /index.html",
        "http://host/blog/, /blog/index.html, /blog/index.html",
        "https://host/blog/post, /blog/post, /blog/post.html",
        "http://host/blog/post.html?a=1#b, /blog/post.html, /blog/post.html",
        "http://host/v1.2/post, /v1.2/post, /v1.2/post.html",
        "http://host/a.php, /a.php, /a.html",
        "http://host/%C3%A4, /ä, /ä.html"
    })
    void pagesAndTheirFiles(String url, String path, String file) {
        assertEquals(path, Pages.path(url));
        assertEquals(file, Pages.file(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:///a", "about:blank", "/a", "http:///a", "http://h/%zz"})
    void whatIsNoPage(String url) {
        assertNull(Pages.path(url));
    }
}
