package dev.sangja.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** Pictures of layers: drawn from the machine, and open to the files of each layer. */
@ExtendWith(RunningServer.Shared.class)
class LayersBrowserIT {
    private Browser browser;

    @BeforeEach
    void open(RunningServer server) {
        browser = Browser.open(server.address(), false);
        browser.go("/?lang=ko");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void drawsALearnersOwnMountAndOpensItsLayersToFilesAndTheirContent() {
        StepPage page = StepPage.open(browser, "layers", 2);
        String cell = browser.attribute(".cell", "data-cell");
        page.write(cell, """
                mkdir -p /lab/o/l1 /lab/o/l2 /lab/o/up /lab/o/work /lab/o/m
                echo bottom > /lab/o/l1/f1; echo bottom > /lab/o/l1/f2; echo top > /lab/o/l2/f2
                mount -t overlay overlay -o lowerdir=/lab/o/l2:/lab/o/l1,upperdir=/lab/o/up,workdir=/lab/o/work,userxattr /lab/o/m
                rm /lab/o/m/f1
                """);
        page.run(cell);
        browser.awaitTrue("the layers", () -> browser.all(".floors > li").size() == 3);
        assertThat(browser.text("figure.live svg desc")).contains("/f1", "/f2");
        assertThat(browser.text(".floors > li:first-child summary")).contains("upperdir", "/lab/o/up", "D 1");

        browser.click(".floors > li:nth-child(2) summary");
        browser.awaitTrue(
                "its files",
                () -> browser.text(".floors > li:nth-child(2) .tree").contains("f2"));
        assertThat(browser.text(".floors > li:nth-child(2) .textdiff")).contains("- bottom", "+ top");
        browser.screenshot("layers-mount");
    }

    @Test
    void opensALayerFromTheDrawingAndByTheKeyboard() {
        StepPage.open(browser, "layers", 1);
        browser.await(".floors > li");
        browser.click("figure.live svg [data-floor='0'] rect.layer");
        browser.awaitTrue(
                "the topmost layer's files",
                () -> !browser.text(".floors > li:first-child .tree").isEmpty());
        browser.type(Keys.ENTER);
        browser.awaitTrue(
                "it to be closed again",
                () -> browser.all(".floors > li:first-child details[open]").isEmpty());
    }
}
