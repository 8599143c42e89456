// Drives one page by lines on standard input: {"do": "goto" | "run" | "shot", …}; prints what the page says.
const { chromium } = require('playwright-core');
const readline = require('readline');

(async () => {
  const overrides = process.env.PUBLIC_ADDRESSES;
  const args = ['--no-sandbox'];
  if (overrides) {
    // Loopback pages may reach loopback without being asked; a CRM's page is public, so say that this one is.
    args.push('--ip-address-space-overrides=' + overrides);
  }
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args });
  const context = await browser.newContext();
  if (process.env.GRANT) {
    for (const permission of process.env.GRANT.split(',')) {
      try {
        await context.grantPermissions([permission]);
        console.log('granted ' + permission);
      } catch (unknown) {
        console.log('no such permission ' + permission);
      }
    }
  }
  const page = await context.newPage();
  page.on('console', message => console.log('console ' + message.text()));
  page.on('pageerror', error => console.log('pageerror ' + error.message));
  console.log('ready ' + browser.version());
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const step = JSON.parse(line);
    try {
      if (step.do === 'goto') {
        await page.goto(step.url);
        console.log('went ' + step.url);
      } else if (step.do === 'run') {
        const where = step.frame ? page.frames().find(frame => frame.url().includes(step.frame)) : page;
        console.log('result ' + step.tag + ' ' + JSON.stringify(await where.evaluate(step.code)));
      } else if (step.do === 'shot') {
        await page.screenshot({ path: step.path });
        console.log('shot ' + step.path);
      } else if (step.do === 'end') {
        break;
      }
    } catch (failure) {
      console.log('failed ' + step.do + ' ' + failure.message.split('\n')[0]);
    }
  }
  await browser.close();
})();
