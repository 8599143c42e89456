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

  const notice = new OffhookNotice();
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

  // A browser extension of ours leaves the page to the script.
  window.dispatchEvent(new Event('offhook-script'));
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
