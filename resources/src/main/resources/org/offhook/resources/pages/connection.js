// Offhook: the connection between a page and the phone on this machine. docs/protocols.md is its contract.
// Put in front of page.js and host.js by the bridge; nothing here touches the page.
class OffhookConnection {
  // What a page sent while the phone could not be reached is kept this long; a dial that comes late would surprise.
  static KEEP_MILLIS = { click_to_call: 5000, dial: 5000, other: 20000 };
  static MOST_KEPT = 32;
  static UNREACHABLE = 'OH-801';

  /**
   * @param options.addresses WebSocket addresses to try in turn
   * @param options.open makes a socket for an address; a WebSocket unless told otherwise
   * @param options.storageKey where the pairing's token is kept, in this origin's localStorage
   * @param options.onState called with 'connecting', 'pairing', 'connected', 'unreachable'; with the code while pairing
   * @param options.onMessage called with every answer and event of the phone
   */
  constructor(options) {
    this.options = options;
    this.kept = [];
    this.waiting = new Map();
    this.counter = 0;
    this.attempt = 0;
    this.code = this.sameCode();
    this.position = null;
    this.socket = null;
    this.inside = false;
    this.connect();
  }

  /** Sends a message and promises its answer. A message without id gets one of ours, which the answer does not show. */
  send(message) {
    return new Promise(resolve => {
      const own = message.id === undefined || message.id === null;
      const id = own ? 'offhook-' + ++this.counter : message.id;
      this.waiting.set(id, { resolve, own });
      const entry = { json: JSON.stringify({ ...message, id }), id };
      if (this.inside) {
        this.socket.send(entry.json);
        return;
      }
      const keep = OffhookConnection.KEEP_MILLIS[message.action] || OffhookConnection.KEEP_MILLIS.other;
      entry.timer = setTimeout(() => this.giveUp(entry), keep);
      this.kept.push(entry);
      if (this.kept.length > OffhookConnection.MOST_KEPT) {
        this.giveUp(this.kept[0]);
      }
    });
  }

  giveUp(entry) {
    clearTimeout(entry.timer);
    this.kept = this.kept.filter(one => one !== entry);
    this.answered(entry.id, {
      status: 'false', message: 'Offhook is not running.',
      data: { code: OffhookConnection.UNREACHABLE, name: 'NOT_RUNNING' },
    });
  }

  answered(id, answer) {
    const asked = this.waiting.get(id);
    this.waiting.delete(id);
    if (!asked) {
      return answer;
    }
    const shown = { ...answer };
    if (asked.own) {
      delete shown.id;
    } else {
      shown.id = id;
    }
    asked.resolve(shown);
    return shown;
  }

  connect() {
    this.options.onState('connecting');
    const address = this.options.addresses[this.attempt % this.options.addresses.length];
    const resume = this.position
      ? '?stream=' + encodeURIComponent(this.position.stream) + '&seq=' + this.position.seq : '';
    let socket;
    try {
      socket = this.options.open ? this.options.open(address + resume) : new WebSocket(address + resume);
    } catch (refused) {
      this.again();
      return;
    }
    let opened = false;
    socket.onopen = () => {
      opened = true;
      socket.send(JSON.stringify({
        action: 'hello', code: this.code, token: this.token() || undefined, scopes: this.options.scopes,
      }));
      // Who is known is welcomed at once; silence means that a person is being asked.
      setTimeout(() => {
        if (!this.inside && this.socket === socket) {
          this.options.onState('pairing', this.code);
        }
      }, 700);
    };
    socket.onmessage = event => this.received(event.data);
    socket.onclose = () => {
      if (this.socket === socket) {
        this.lost(opened);
      }
    };
    this.socket = socket;
  }

  received(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch (broken) {
      return;
    }
    if (message.event === 'paired') {
      if (message.token) {
        this.remember(message.token);
      }
      delete message.token;
    }
    if (message.event === 'welcome' || message.event === 'paired') {
      this.entered();
    }
    if (message.stream && typeof message.seq === 'number') {
      const known = this.position && this.position.stream === message.stream ? this.position.seq : -1;
      if (message.event !== 'snapshot' && message.seq <= known) {
        return;
      }
      this.position = { stream: message.stream, seq: message.seq };
    }
    const isAnswer = message.status !== undefined && message.data !== undefined;
    this.options.onMessage(isAnswer ? this.answered(message.id, message) : message);
  }

  entered() {
    this.inside = true;
    this.failures = 0;
    this.options.onState('connected');
    const kept = this.kept;
    this.kept = [];
    for (const entry of kept) {
      clearTimeout(entry.timer);
      this.socket.send(entry.json);
    }
  }

  lost(opened) {
    const wasInside = this.inside;
    this.inside = false;
    this.socket = null;
    // Answers that were on their way are lost with the connection: nobody may wait for them for ever.
    if (wasInside) {
      for (const id of [...this.waiting.keys()]) {
        if (!this.kept.some(entry => entry.id === id)) {
          this.answered(id, {
            status: 'false', message: 'The connection to Offhook was lost before it answered.',
            data: { code: OffhookConnection.UNREACHABLE, name: 'NOT_RUNNING' },
          });
        }
      }
    }
    if (!opened) {
      this.attempt++;
    }
    this.again(opened && !wasInside);
  }

  /** For good: nothing is tried again. */
  end() {
    this.ended = true;
    if (this.socket) {
      this.socket.close();
    }
  }

  /** Every address once, quickly; then slower and slower, with jitter so that a floor of pages does not come back at once. */
  again(turnedAway) {
    if (this.ended) {
      return;
    }
    this.failures = (this.failures || 0) + 1;
    const round = Math.floor(this.failures / this.options.addresses.length);
    if (round > 0 || turnedAway) {
      this.options.onState('unreachable');
    }
    const seconds = turnedAway ? 30 : round === 0 ? 0.05 : Math.min(30, 2 ** Math.min(round, 5));
    setTimeout(() => this.connect(), seconds * 1000 * (0.75 + Math.random() / 2));
  }

  /** Four digits for the person to compare; a page that is reloaded meanwhile still shows the same. */
  sameCode() {
    const key = this.options.storageKey + '.code';
    try {
      const before = sessionStorage.getItem(key);
      if (/^[0-9]{4}$/.test(before)) {
        return before;
      }
    } catch (blocked) {
      // a new code every time, then
    }
    const code = String(1000 + crypto.getRandomValues(new Uint16Array(1))[0] % 9000);
    try {
      sessionStorage.setItem(key, code);
    } catch (blocked) {
      // the same
    }
    return code;
  }

  token() {
    try {
      return localStorage.getItem(this.options.storageKey);
    } catch (blocked) {
      return null;
    }
  }

  remember(token) {
    try {
      localStorage.setItem(this.options.storageKey, token);
    } catch (blocked) {
      // Without storage the page is asked about again next time.
    }
  }
}
