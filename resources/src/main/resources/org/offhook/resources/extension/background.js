// Offhook: between the pages' content scripts and the program on this computer. It changes nothing on the way but one thing: each
// page's origin is taken from the browser, never from what the page says.
'use strict';

const HOST = 'org.offhook.phone';
const NOT_RUNNING = 'OH-801';
const api = globalThis.browser || globalThis.chrome;

const channels = new Map();
let lastChannel = 0;
let host = null;

function hostPort() {
  if (host) {
    return host;
  }
  const opened = api.runtime.connectNative(HOST);
  host = opened;
  opened.onMessage.addListener(fromHost);
  opened.onDisconnect.addListener(() => {
    void api.runtime.lastError; // read, or the browser complains; the pages are told below
    if (host !== opened) {
      return;
    }
    host = null;
    for (const channel of [...channels.keys()]) {
      closed(channel, NOT_RUNNING);
    }
  });
  return opened;
}

function fromHost(frame) {
  const page = channels.get(frame.channel);
  if (!page) {
    return;
  }
  if (frame.closed) {
    closed(frame.channel, frame.code);
  } else {
    page.postMessage(frame.opened ? { opened: true } : { text: frame.text });
  }
}

function closed(channel, code) {
  const page = channels.get(channel);
  channels.delete(channel);
  if (page) {
    page.postMessage({ closed: true, code });
    page.disconnect();
  }
  rest();
}

/** The program is not kept running for nobody. */
function rest() {
  if (channels.size === 0 && host) {
    const idle = host;
    host = null;
    idle.disconnect();
  }
}

/** What the browser knows about the sender. A sandboxed or local page has no origin that could be paired. */
function originOf(sender) {
  const origin = sender.origin || (sender.url ? new URL(sender.url).origin : '');
  return /^https?:\/\//.test(origin) ? origin : null;
}

api.runtime.onConnect.addListener(page => {
  const origin = originOf(page.sender);
  if (page.name !== 'page' || page.sender.id !== api.runtime.id || page.sender.frameId !== 0 || !origin) {
    page.disconnect();
    return;
  }
  const channel = ++lastChannel;
  channels.set(channel, page);
  page.onMessage.addListener(message => {
    if (!channels.has(channel)) {
      return;
    }
    if (typeof message.resume === 'string') {
      hostPort().postMessage({ channel, open: { origin, resume: message.resume } });
    } else if (typeof message.text === 'string') {
      hostPort().postMessage({ channel, text: message.text });
    }
  });
  page.onDisconnect.addListener(() => {
    if (channels.delete(channel)) {
      if (host) {
        host.postMessage({ channel, close: true });
      }
      rest();
    }
  });
});
