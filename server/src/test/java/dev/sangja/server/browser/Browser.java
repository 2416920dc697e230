package dev.sangja.server.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A browser of this computer, driven as a learner drives it. Belongs to one thread; whoever opens it closes it. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCREENS = Path.of("target", "screens");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;
    private final String server;

    private Browser(ChromeDriver driver, String server) {
        this.driver = driver;
        this.server = server;
    }

    /** Opens a browser with an empty profile. */
    static Browser open(String server, boolean dark) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1280,1000");
        if (dark) {
            options.addArguments("--blink-settings=preferredColorScheme=0");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), server);
    }

    void go(String path) {
        driver.get(server + path);
    }

    void reload() {
        driver.navigate().refresh();
    }

    String path() {
        URI address = URI.create(driver.getCurrentUrl());
        return address.getPath();
    }

    /** Waits until the question is answered with something; says what was waited for if it never is. */
    <T> T await(String what, Supplier<Optional<T>> question) {
        try {
            return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
                    .ignoring(StaleElementReferenceException.class)
                    .until(waiting -> question.get().orElse(null));
        } catch (TimeoutException late) {
            screenshot("late");
            throw new AssertionError(
                    "waited in vain for " + what + " at " + driver.getCurrentUrl() + "; "
                            + find("main").map(WebElement::getText).orElse("an empty page"),
                    late);
        }
    }

    void awaitTrue(String what, Supplier<Boolean> question) {
        await(what, () -> question.get() ? Optional.of(true) : Optional.empty());
    }

    WebElement await(String selector) {
        return await(selector, () -> find(selector));
    }

    Optional<WebElement> find(String selector) {
        return all(selector).stream().findFirst();
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The text of an element as it is in the page, shown or not; empty if there is none. */
    String text(String selector) {
        Object text = script("return document.querySelector(arguments[0])?.textContent ?? ''", selector);
        return String.valueOf(text);
    }

    /** An attribute of an element; empty if either is not there. */
    String attribute(String selector, String name) {
        Object value =
                script("return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? ''", selector, name);
        return String.valueOf(value);
    }

    Object script(String code, Object... arguments) {
        return Optional.ofNullable(driver.executeScript(code, arguments)).orElse("");
    }

    Object asyncScript(String code, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return Optional.ofNullable(driver.executeAsyncScript(code, arguments)).orElse("");
    }

    void click(String selector) {
        WebElement element = await(selector);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    /** Replaces what is written in the editor, as pasting does, and leaves the focus there. */
    void write(String editor, String text) {
        click(editor);
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .perform();
        driver.executeCdpCommand("Input.insertText", Map.of("text", text));
    }

    /** Types text where the focus is. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while others are held. */
    void press(CharSequence key, Keys... held) {
        Actions actions = new Actions(driver);
        for (Keys one : held) {
            actions.keyDown(one);
        }
        actions.sendKeys(key);
        for (Keys one : held) {
            actions.keyUp(one);
        }
        actions.perform();
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** Keeps a picture of the whole page under target/screens. */
    void screenshot(String name) {
        script("scrollTo(0, 0)");
        Object height = script("return Math.min(8000, document.documentElement.scrollHeight)");
        Object width = script("return innerWidth");
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip));
        try {
            Files.createDirectories(SCREENS);
            Files.write(
                    SCREENS.resolve(name + ".png"), Base64.getDecoder().decode(String.valueOf(picture.get("data"))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The hosts that the browser asked for anything since this was last asked. */
    Set<String> hostsAsked() {
        Set<String> hosts = new TreeSet<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = parse(entry.getMessage()).path("message");
            String address = switch (message.path("method").asText()) {
                case "Network.requestWillBeSent" ->
                    message.path("params").path("request").path("url").asText();
                case "Network.webSocketCreated" ->
                    message.path("params").path("url").asText();
                default -> "";
            };
            if (address.startsWith("http") || address.startsWith("ws")) {
                hosts.add(String.valueOf(URI.create(address).getHost()));
            }
        }
        return hosts;
    }

    /** What went wrong in the page's scripts, and which requests failed, since this was last asked. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
