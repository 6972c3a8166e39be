package omega.genomics.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import omega.genomics.testing.Needs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser: headless Chromium, Debian's {@code chromium} and {@code chromium-driver}. Screenshots go to target. */
class PageTest {
    private static final Path PICTURES = Path.of("target", "screenshots");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RunningService service;
    private static ChromeDriver browser;

    @BeforeAll
    static void start() throws Exception {
        Needs.program("chromium");
        Needs.program("chromedriver");
        service = RunningService.shared();
        Files.createDirectories(PICTURES);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking");
        options.setBinary("/usr/bin/chromium");
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .build(),
                options);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** Anything on the console is an error, a request that failed among them. */
    @AfterEach
    void saysNothingOnTheConsole() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private static void open(String address) {
        browser.get(service.uri(address).toString());
    }

    private static WebElement id(String id) {
        return browser.findElement(By.id(id));
    }

    private static void awaitText(String id, String text) {
        await(() -> id(id).getText().contains(text));
    }

    /** Asks again and again, for as long as a slow machine may take. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for %s", PATIENCE).isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<String> variants() {
        return browser.findElements(By.cssSelector("#variants tbody th")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private static boolean isDrawn() {
        return Boolean.TRUE.equals(browser.executeScript(
                "const track = document.getElementById('track'); return track.complete && track.naturalWidth > 0"));
    }

    @Test
    void findsAGeneFiltersPagesAndFollowsASimilarOne() {
        open("/");
        id("query").sendKeys("BRCA2" + Keys.ENTER);
        awaitText("name", "BRCA2");
        awaitText("status", "20 variants, more follow");
        await(() -> isDrawn());
        assertThat(id("track").getAttribute("alt")).contains("BRCA2", "13:32,315,086");
        assertThat(variants()).hasSize(20).first().isEqualTo("13-32315186-T-C");
        assertThat(browser.switchTo().activeElement()).isEqualTo(id("name"));
        assertThat(browser.findElements(By.cssSelector("#expression tbody tr"))).hasSize(12);

        id("next").click();
        awaitText("status", "20 variants.");
        assertThat(variants()).hasSize(20).last().isEqualTo("13-32400190-T-C");
        assertThat(id("next").isDisplayed()).isFalse();
        String second = browser.getCurrentUrl();

        browser.findElement(By.cssSelector("[name=impact] [value=HIGH]")).click();
        awaitText("status", "15 variants.");
        assertThat(browser.getCurrentUrl())
                .contains("gene=BRCA2", "impact=HIGH")
                .doesNotContain("after=");
        browser.navigate().back();
        awaitText("status", "20 variants.");
        assertThat(browser.getCurrentUrl()).isEqualTo(second);
        assertThat(variants()).last().isEqualTo("13-32400190-T-C");

        WebElement similar = browser.findElement(By.cssSelector("#similar a"));
        String name = similar.getText();
        similar.click();
        awaitText("name", name);
        assertThat(browser.getCurrentUrl()).endsWith("?gene=" + name);
        assertThat(browser.getTitle()).startsWith(name);
    }

    /** An address is all that there is to share. */
    @Test
    void showsWhatAnAddressSays() {
        open("/?gene=ENSG00000139618&impact=HIGH&maxFrequency=0.001&limit=50");
        awaitText("name", "BRCA2");
        awaitText("status", "variants");
        assertThat(browser.findElement(By.cssSelector("[name=maxFrequency] :checked"))
                        .getText())
                .isEqualTo("below 0.1 %");
        assertThat(variants()).isNotEmpty().hasSizeLessThan(15);
    }

    /** A request for a name that nothing has is one that failed: the browser itself notes that, and nothing else. */
    @Test
    void suggestsNamesAndShowsTextAsText() {
        open("/?gene=brca1");
        awaitText("status", "BRCA1");
        browser.manage().logs().get(LogType.BROWSER);
        browser.findElement(By.cssSelector("#status a")).click();
        awaitText("name", "BRCA1");
        open("/?gene=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
        awaitText("status", "<img src=x onerror=alert(1)>");
        assertThat(browser.findElements(By.cssSelector("#status img"))).isEmpty();
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .allSatisfy(entry -> assertThat(entry.getMessage()).contains("status of 404"));
    }

    /** Every control can be reached and used by keyboard alone, and has a name. */
    @Test
    void canBeUsedByKeyboard() {
        open("/?gene=TP53");
        awaitText("status", "variants");
        browser.executeScript("document.activeElement.blur(); window.getSelection().removeAllRanges()");
        Object unnamed = browser.executeScript(
                "return [...document.querySelectorAll('input,select,button,a[href]')]"
                        + ".filter(e => e.offsetParent && !(e.labels?.length || e.textContent.trim() || e.ariaLabel)).map(e => e.outerHTML)");
        assertThat((List<?>) unnamed).isEmpty();
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            browser.switchTo().activeElement().sendKeys(Keys.TAB);
            WebElement active = browser.switchTo().activeElement();
            reached.add(active.getTagName() + " " + active.getAttribute("name"));
        }
        assertThat(reached).contains("input gene", "select impact", "select maxFrequency", "select significance");
    }

    @ParameterizedTest
    @CsvSource({"360,light", "360,dark", "1280,light", "1280,dark"})
    void fitsTheScreen(int width, String scheme) throws Exception {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        try {
            open("/?gene=BRCA2");
            awaitText("status", "more follow");
            await(() -> isDrawn());
            assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(width);
            Object shot = browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                    .get("data");
            Files.write(
                    PICTURES.resolve("gene-" + width + "-" + scheme + ".png"),
                    Base64.getDecoder().decode(String.valueOf(shot)));
        } finally {
            browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }
}
