// The API as its reader sees it.
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export class Api {
  constructor(url, account, key) {
    Object.assign(this, { url, account, key });
  }

  #ask(path) {
    return fetch(`${this.url}/accounts/${encodeURIComponent(this.account)}/${path}`, { headers: { 'X-Api-Key': this.key } });
  }

  /** A new key counts within seconds, and those that were made before it. */
  async keyCounts() {
    await this.#until(async () => (await this.#ask('pipeline')).status, (status) => status !== 401, 'the key counts');
  }

  async #get(path) {
    const answer = await this.#ask(path);
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** The account's ledger, once nothing is on its way any more. */
  async ledger() {
    return this.#until(() => this.#get('pipeline'), (ledger) => ledger.closed, 'the ledger closes');
  }

  /** The events of a type, once there is one. */
  async events(type) {
    const list = await this.#until(() => this.#get(`events?type=${encodeURIComponent(type)}`), (found) => found.events.length > 0, `an event of type ${type} is stored`);
    return list.events;
  }

  async #until(ask, isIt, what) {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const answer = await ask();
      if (isIt(answer)) return answer;
      if (Date.now() > deadline) throw new Error(`not within 60 s: ${what}; last seen: ${JSON.stringify(answer)}`);
      await pause(100);
    }
  }
}
