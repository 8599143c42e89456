// Offhook: the four digits of a pairing, shown over the page. Put in front of page.js by the bridge; also part of the extension.
class OffhookNotice {
  constructor() {
    this.host = null;
  }

  remove() {
    if (this.host) {
      this.host.remove();
      this.host = null;
    }
  }

  show(code) {
    this.remove();
    this.host = document.createElement('div');
    // A closed shadow root: the page's styles cannot disguise the code.
    const root = this.host.attachShadow({ mode: 'closed' });
    const box = document.createElement('div');
    box.setAttribute('role', 'status');
    box.style.cssText = 'position:fixed;right:16px;bottom:16px;z-index:2147483647;max-width:320px;padding:16px;'
      + 'background:#FFFFFF;color:#15202B;border:1px solid #74808D;border-radius:8px;font:13px/18px system-ui,sans-serif;'
      + 'box-shadow:0 4px 14px rgba(16,24,32,.18)';
    const words = document.createElement('div');
    words.textContent = 'Offhook asks whether this page may use your phone. Allow it there if it shows this code:';
    const digits = document.createElement('div');
    digits.style.cssText = 'font-size:28px;line-height:36px;font-weight:600;letter-spacing:2px;margin-top:8px;direction:ltr';
    digits.textContent = code.slice(0, 2) + ' ' + code.slice(2);
    box.append(words, digits);
    root.append(box);
    document.documentElement.append(this.host);
  }
}
