// Offhook: one script tag makes a CRM page drive the phone on this machine.
//   parent.postMessage({'action': 'click_to_call', 'phone_code': '1', 'phone_number': number}, '*');
// works unchanged in a page that is not framed, because its parent is itself. What the phone says comes back as
//   window.addEventListener('offhook', event => event.detail);
// and offhook.send({action: 'pause', reason: 'LUNCH'}) promises the answer.
(() => {
  'use strict';
  if (window.offhook || window.parent !== window) {
    return; // already here, or framed: then the page that frames us is the one that listens
  }
  const PORTS = Array.from({ length: 10 }, (_, i) => 47800 + i);
  const script = document.currentScript;
  // Served by the phone itself: its port is known. A copy on the CRM's own server tries all ten.
  const served = script && /^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):(\d+)\/offhook\.js$/.exec(script.src);
  const chosen = script && script.dataset.port;
  const first = Number(chosen || (served && served[2]) || PORTS[0]);
  const ports = [first, ...PORTS.filter(port => port !== first)];

  const tell = detail => window.dispatchEvent(new CustomEvent('offhook', { detail }));

  const notice = (() => {
    let host = null;
    const remove = () => {
      if (host) {
        host.remove();
        host = null;
      }
    };
    const show = code => {
      remove();
      host = document.createElement('div');
      // A closed shadow root: the page's styles cannot disguise the code.
      const root = host.attachShadow({ mode: 'closed' });
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
      document.documentElement.append(host);
    };
    return { show, remove };
  })();

  const connection = new OffhookConnection({
    addresses: ports.map(port => 'ws://127.0.0.1:' + port + '/bridge'),
    storageKey: 'offhook.token',
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

  window.offhook = Object.freeze({ send: message => connection.send(message) });

  const ownWindow = source => {
    if (source === window) {
      return true;
    }
    try {
      return source !== null && source.top === window; // a frame of this page, of this origin
    } catch (foreign) {
      return false;
    }
  };

  window.addEventListener('message', event => {
    if (event.origin !== location.origin || !ownWindow(event.source)) {
      return;
    }
    const message = event.data;
    if (message === null || typeof message !== 'object' || Array.isArray(message) || typeof message.action !== 'string') {
      return; // other software's messages share this channel
    }
    connection.send(message).then(answer => {
      if (answer.data.code === OffhookConnection.UNREACHABLE) {
        tell(answer);
      }
    });
  });
})();
