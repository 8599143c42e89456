// Offhook: the host page. It frames the CRM, listens to it alone, and shows how things stand.
(() => {
  'use strict';
  const frame = document.getElementById('crm');
  const crmOrigin = document.querySelector('meta[name="offhook-crm-origin"]').content;
  const bar = document.getElementById('bar');
  const word = document.getElementById('state');
  const more = document.getElementById('more');
  const code = document.getElementById('code');

  const WORDS = {
    connecting: ['Connecting', 'Looking for Offhook on this computer.'],
    pairing: ['Waiting for you', 'Allow ' + crmOrigin + ' in the Offhook window if it shows this code:'],
    connected: ['Connected', ''],
    unreachable: ['Not connected', 'Offhook is not running, or it does not let ' + crmOrigin + ' in. Trying again.'],
  };

  const agent = {
    LOGGED_OUT: 'Logged out', LOGGING_IN: 'Logging in', PAUSED: 'Paused', READY: 'Ready', CALLING: 'Calling',
    ON_CALL: 'On call', WRAP_UP: 'Wrap-up', LOGGING_OUT: 'Logging out',
  };

  let latest = 'connecting';
  const show = (state, digits) => {
    latest = state;
    bar.dataset.state = state;
    word.textContent = WORDS[state][0];
    more.textContent = WORDS[state][1];
    code.hidden = !digits;
    code.textContent = digits ? digits.slice(0, 2) + ' ' + digits.slice(2) : '';
  };

  const tellCrm = message => {
    // Exactly the CRM's origin: if the frame has gone elsewhere, the browser does not deliver.
    frame.contentWindow.postMessage({ offhook: message }, crmOrigin);
  };

  const follow = message => {
    const now = message.event === 'snapshot' ? message.agent : message.event === 'agent' ? message : null;
    if (now) {
      more.textContent = agent[now.state] + (now.user ? ', ' + now.user : '');
    }
  };

  const connection = new OffhookConnection({
    addresses: ['ws://' + location.host + '/host/bridge'],
    storageKey: 'offhook.token.' + crmOrigin,
    scopes: ['READ', 'STATE', 'DIAL'],
    onState: (state, digits) => {
      show(state, digits);
      tellCrm({ event: 'connection', state });
    },
    onMessage: message => {
      follow(message);
      tellCrm(message);
    },
  });

  // A CRM page that was reloaded in the middle of a call learns where things stand.
  frame.addEventListener('load', () => {
    tellCrm({ event: 'connection', state: latest });
    if (latest === 'connected') {
      connection.send({ action: 'snapshot' });
    }
  });

  window.addEventListener('message', event => {
    if (event.origin !== crmOrigin || event.source !== frame.contentWindow) {
      return;
    }
    const message = event.data;
    if (message === null || typeof message !== 'object' || Array.isArray(message) || typeof message.action !== 'string') {
      return;
    }
    connection.send(message).then(answer => {
      if (answer.data.code === OffhookConnection.UNREACHABLE) {
        tellCrm(answer);
      }
    });
  });
})();
