# shellcheck shell=bash
# playwright-core drives Debian's Chromium. 1.60.0 still runs on Debian 12's Node 18; no browser is downloaded.

offhook_playwright_version=1.60.0
offhook_playwright=$offhook_cache/peers/playwright-core-$offhook_playwright_version

provide_playwright() {
  have node || return 1
  [ -f "$offhook_playwright/complete" ] && return 0
  lock "$offhook_playwright.lock" || return 1
  [ -f "$offhook_playwright/complete" ] || fetch_playwright
  unlock "$offhook_playwright.lock"
  [ -f "$offhook_playwright/complete" ]
}

fetch_playwright() {
  have npm || need_packages npm || return 1
  rm -rf "$offhook_playwright" && mkdir -p "$offhook_playwright" || return 1
  (cd "$offhook_playwright" && echo '{"private":true}' >package.json &&
    npm install --no-audit --no-fund --ignore-scripts --loglevel=error "playwright-core@$offhook_playwright_version") >&2 || return 1
  (cd "$offhook_playwright" && node -e 'require("playwright-core").chromium.name()') && touch "$offhook_playwright/complete"
}
