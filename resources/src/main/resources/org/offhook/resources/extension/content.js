// Offhook: in the pages. It waits for one of the CRM document's three messages and does nothing at all before; then it relays that
// page's messages as the script of docs/protocols.md would, and tells what the phone says by the same 'offhook' event.
(() => {
  'use strict';
  const api = globalThis.browser || globalThis.chrome;
  const text = value => typeof value === 'string';
  const number = value => text(value) || Number.isSafeInteger(value);

  // That this tab has used the phone outlives a page: the next page of the same CRM hears of the call that goes on.
  const USED = 'offhook.extension.used';
  const used = () => {
    try {
      return sessionStorage.getItem(USED) === 'yes';
    } catch (blocked) {
      return false;
    }
  };
  const remember = () => {
    try {
      sessionStorage.setItem(USED, 'yes');
    } catch (blocked) {
      // then every page begins anew
    }
  };

  /** The three messages, as they stand in the document. */
  const BEGINNINGS = {
    login: message => text(message.username) && text(message.password),
    click_to_call: message => number(message.phone_number),
    logout: () => used(), // whoever has neither logged in nor dialled has nothing to log out of
  };

  let connection = null;
  let quiet = false;

  // The page has the script itself: one of us is enough, and the script can do more.
  window.addEventListener('offhook-script', () => {
    quiet = true;
    if (connection) {
      connection.end();
    }
  });

  // Firefox shows the page an object of ours only when it is made for it.
  const forPage = detail => typeof cloneInto === 'function' ? cloneInto(detail, window) : detail;
  const tell = detail => window.dispatchEvent(new CustomEvent('offhook', { detail: forPage(detail) }));

  /** Looks to the connection like a WebSocket. */
  class RelayedSocket {
    constructor(address) {
      this.port = api.runtime.connect({ name: 'page' });
      this.port.onMessage.addListener(message => {
        if (message.opened) {
          this.onopen();
        } else if (message.closed) {
          this.close();
        } else {
          this.onmessage({ data: message.text });
        }
      });
      this.port.onDisconnect.addListener(() => this.close());
      this.ended = false;
      this.port.postMessage({ resume: address });
    }

    send(json) {
      if (!this.ended) {
        this.port.postMessage({ text: json });
      }
    }

    close() {
      if (!this.ended) {
        this.ended = true;
        this.port.disconnect();
        this.onclose();
      }
    }
  }

  const begin = () => {
    const notice = new OffhookNotice();
    connection = new OffhookConnection({
      addresses: [''],
      open: address => new RelayedSocket(address),
      storageKey: 'offhook.extension',
      scopes: ['READ', 'STATE', 'DIAL'],
      onState: (state, code) => {
        if (state === 'pairing') {
          notice.show(code);
        } else {
          notice.remove();
        }
        tell({ event: 'connection', state, ...(code ? { code } : {}) });
      },
      onMessage: tell,
    });
  };

  document.addEventListener('DOMContentLoaded', () => {
    if (!quiet && !connection && used()) {
      begin();
    }
  });

  window.addEventListener('message', event => {
    if (quiet || event.source !== window || event.origin !== location.origin) {
      return;
    }
    const message = event.data;
    if (message === null || typeof message !== 'object' || Array.isArray(message) || !text(message.action)) {
      return;
    }
    if (!connection) {
      const fits = Object.hasOwn(BEGINNINGS, message.action) && BEGINNINGS[message.action](message);
      if (!fits) {
        return; // other software's messages share this channel
      }
      remember();
      begin();
    }
    connection.send(message).then(answer => {
      if (answer.data.code === OffhookConnection.UNREACHABLE) {
        tell(answer);
      }
    });
  });
})();
