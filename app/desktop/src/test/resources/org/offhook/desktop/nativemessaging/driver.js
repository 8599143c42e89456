// One page in a Chromium with the extension: {"do": "goto" | "run", …} by lines on standard input; prints what the page says.
const { chromium } = require('playwright-core');
const readline = require('readline');

(async () => {
  const extension = process.env.EXTENSION;
  const context = await chromium.launchPersistentContext(process.env.PROFILE, {
    executablePath: process.env.CHROMIUM,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: ['--no-sandbox', '--disable-extensions-except=' + extension, '--load-extension=' + extension,
      '--host-resolver-rules=' + process.env.HOSTS, '--disable-features=DisableLoadExtensionCommandLineSwitch'],
  });
  const page = await context.newPage();
  page.on('console', message => console.log('console ' + message.text()));
  page.on('pageerror', error => console.log('pageerror ' + error.message));
  const worker = context.serviceWorkers()[0]
    || await context.waitForEvent('serviceworker', { timeout: 20000 });
  worker.on('console', message => console.log('worker ' + message.text()));
  console.log('extension ' + worker.url());
  console.log('ready ' + context.browser()?.version());
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const step = JSON.parse(line);
    try {
      if (step.do === 'goto') {
        await page.goto(step.url);
        console.log('went ' + step.url);
      } else if (step.do === 'run') {
        await page.evaluate(step.code);
      }
    } catch (failure) {
      console.log('failed ' + step.do + ' ' + failure.message.split('\n')[0]);
    }
  }
  await context.close();
})();
