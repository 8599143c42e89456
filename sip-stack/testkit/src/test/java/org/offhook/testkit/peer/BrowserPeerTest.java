package org.offhook.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
class BrowserPeerTest {

    @Test
    void runsAPageInARealChromium(@TempDir Path folder) throws Exception {
        Path script = folder.resolve("page.js");
        Files.writeString(script, """
                const { chromium } = require("playwright-core");
                (async () => {
                  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
                  const page = await browser.newPage();
                  await page.setContent("<script>document.title = 'six times seven is ' + 6 * 7</script>");
                  console.log(process.env.GREETING + " " + await page.title());
                  await browser.close();
                })();
                """);
        try (BrowserPeer browser = BrowserPeer.run(script, Map.of("GREETING", "told:"))) {
            browser.awaitDone(Duration.ofSeconds(60));
            assertThat(browser.log()
                            .await(Pattern.compile("told: (.*)"), Duration.ZERO)
                            .group(1))
                    .isEqualTo("six times seven is 42");
        }
    }
}
