package org.labthings.run.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and tokens, made and taken away in a real browser. */
class AccessPageIT {
    @TempDir static Path folder;
    private static ConsoleBrowser console;

    @BeforeAll
    static void start() throws Exception {
        Path config = Files.writeString(folder.resolve("lab.json"), "{\"things\": {}}");
        console = ConsoleBrowser.open(folder, config);
    }

    @AfterAll
    static void stop() {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void tokensAreMadeUsedAndRevoked() throws Exception {
        Page page = console.page("access");
        page.await("#lab-status", "nobody has to log in");
        page.click("#lab-token");
        page.type("#lab-form-name", "camera bot");
        ConsoleBrowser.dialog(page, "lab-form", "Make");
        page.await("#lab-form-errors", "The name of a token has");
        page.type("#lab-form-name", "camera-bot");
        page.choose("#lab-form-role", "viewer");
        page.type("#lab-form-expires", "yesterday");
        page.screenshot("access-make");
        ConsoleBrowser.dialog(page, "lab-form", "Make");
        page.await("#lab-form-errors", "expires: 90d, 12h or 2027-01-31, not yesterday");
        page.type("#lab-form-expires", "12h");
        ConsoleBrowser.dialog(page, "lab-form", "Make");
        page.await("#lab-secret", "camera-bot");
        String secret = page.eval("$('#lab-secret input').val()").asText();
        page.screenshot("access-made");
        page.click("#lab-secret button:last-of-type");
        page.await("!document.body.innerHTML.includes(" + "'" + secret + "')");
        awaitCaller(secret, 200, "\"name\":\"camera-bot\",\"role\":\"viewer\"");
        page.await("[data-account=camera-bot]", "viewer");

        page.click("[title='Revoke camera-bot']");
        ConsoleBrowser.dialog(page, "lab-confirm", "Revoke");
        page.await("!document.querySelector('[data-account=camera-bot]')");
        awaitCaller(secret, 401, "");
        console.lab().awaitAudit("token.revoked");
        String audit = Files.readString(folder.resolve("data/logs/audit.log"));
        assertTrue(audit.contains("\"account\":\"camera-bot, viewer\""), audit);
        assertFalse(audit.contains(secret));
    }

    @Test
    void aUserIsAddedAndRemoved() throws Exception {
        Page page = console.page("access");
        page.await("#lab-status", "You are local.");
        page.click("#lab-user");
        page.type("#lab-form-name", "ada");
        page.type("#lab-form-password", "a good password");
        page.type("#lab-form-again", "another password");
        ConsoleBrowser.dialog(page, "lab-form", "Add");
        page.await("#lab-form-errors", "are not the same");
        page.type("#lab-form-again", "a good password");
        page.screenshot("access-user");
        ConsoleBrowser.dialog(page, "lab-form", "Add");
        page.await("[data-account=ada]", "operator");
        page.await("#lab-status", "Everybody has to log in.");
        String basic = Base64.getEncoder().encodeToString("ada:a good password".getBytes());
        assertEquals(403, console.status("GET", "things", "Authorization", "Basic " + basic));
        page.click("[title='Change the password of ada']");
        page.type("#lab-form-password", "a better password");
        page.type("#lab-form-again", "a better password");
        ConsoleBrowser.dialog(page, "lab-form", "Change");
        page.await("#lab-message", "The password of ada was changed.");
        page.screenshot("access-users");
        page.click("[title='Remove ada']");
        ConsoleBrowser.dialog(page, "lab-confirm", "Remove");
        page.await("!document.querySelector('[data-account=ada]')");
        page.await("#lab-status", "nobody has to log in");
        assertEquals(List.of(), page.errors());
    }

    private static void awaitCaller(String secret, int status, String text) throws Exception {
        long end = System.nanoTime() + 10_000_000_000L; // the server looks three times a second
        HttpResponse<String> answer;
        do {
            answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(
                                                    console.lab()
                                                            .url()
                                                            .resolve(
                                                                    "/.well-known/labthings/caller"))
                                            .header("Authorization", "Bearer " + secret)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
        } while (answer.statusCode() != status && System.nanoTime() < end);
        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains(text), answer.body());
    }
}
