package dev.sangja.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while a learner is in the middle of a lesson, and started again. */
class RestartBrowserIT {
    @Test
    void workAndPlaceAreThereAfterTheServerWasKilled(@TempDir Path data) throws Exception {
        int port = RunningServer.freePort();
        RunningServer first = RunningServer.start(data, port);
        try (Browser browser = Browser.open(first.address(), false)) {
            browser.go("/?lang=ko");
            StepPage done = StepPage.open(browser, "namespaces", 2);
            done.predict();
            done.run("uts-box");
            assertThat(done.check()).isEqualTo("passed");

            StepPage open = StepPage.open(browser, "namespaces", 4);
            open.write("mnt-tmpfs", "echo half-done");
            browser.awaitTrue(
                    "the draft to be saved",
                    () -> String.valueOf(
                                    browser.script("return localStorage.getItem('draft:namespaces/mnt/mnt-tmpfs')"))
                            .matches(".*\"saved\":[1-9].*"));
            open.run("mnt-tmpfs");
            assertThat(open.output("mnt-tmpfs")).contains("half-done");

            first.kill();
            open.write("mnt-tmpfs", "echo written while the server was away");
            browser.await(".strip:not([hidden])");
            browser.screenshot("server-gone");

            try (RunningServer second = first.again()) {
                browser.awaitTrue(
                        "the page to find the server again",
                        () -> browser.all(".strip:not([hidden])").isEmpty());
                assertThat(second.address()).isEqualTo(first.address());
                seeEverything(browser);
            }
        } finally {
            first.kill();
        }
    }

    private static void seeEverything(Browser browser) {
        browser.go("/");
        assertThat(browser.text(".resume h1")).contains("6.4");
        assertThat(browser.all(".toc .ticks i.f")).hasSize(1);
        browser.click(".resume .btn.go");

        StepPage back = StepPage.shown(browser);
        assertThat(browser.path()).isEqualTo("/lessons/namespaces/4");
        assertThat(back.ticked(2)).isTrue();
        assertThat(back.code("mnt-tmpfs")).isEqualTo("echo written while the server was away");
        assertThat(back.output("mnt-tmpfs")).contains("half-done");
        assertThat(back.state("mnt-tmpfs")).isEqualTo("stale");
        back.run("mnt-tmpfs");
        assertThat(back.output("mnt-tmpfs")).contains("written while the server was away");
    }
}
