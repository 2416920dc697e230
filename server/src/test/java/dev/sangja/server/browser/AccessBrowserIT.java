package dev.sangja.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What axe-core finds on the pages: nothing that it calls serious or critical. */
@ExtendWith(RunningServer.Shared.class)
class AccessBrowserIT {
    private static final Path AXE = Path.of("..", "web", "node_modules", "axe-core", "axe.min.js");

    private static final String ASK = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(
              found => done(found.violations
                .filter(one => one.impact === 'serious' || one.impact === 'critical')
                .map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ') + ' ' + node.failureSummary).join('; '))
                .join('\\n')),
              failure => done('axe failed: ' + failure));
            """;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingSeriousStandsInTheWayOnAnyPage(boolean dark, RunningServer server) throws IOException {
        try (Browser browser = Browser.open(server.address(), dark)) {
            String theme = dark ? "dark" : "light";
            browser.go("/?lang=ko");
            browser.await(".toc");
            inspect(browser, "home-" + theme);

            StepPage step = StepPage.open(browser, "namespaces", 2);
            step.predict();
            step.run("uts-box");
            browser.await("#cell-uts-box .receipt[open]");
            step.check();
            inspect(browser, "step-" + theme);

            browser.go("/lessons/nowhere?lang=en");
            browser.await(".links");
            inspect(browser, "missing-" + theme);

            browser.go("/doctor");
            browser.await("main");
            inspect(browser, "doctor-" + theme);
        }
    }

    private static void inspect(Browser browser, String name) throws IOException {
        browser.screenshot(name);
        browser.script(Files.readString(AXE));
        assertThat(browser.asyncScript(ASK)).as(name).isEqualTo("");
    }
}
