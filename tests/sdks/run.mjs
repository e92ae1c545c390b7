// Real clients against the running API: `./dev test sdks`. Each sends an event, one whose answer is cut off, and one that is
// answered 503 though it was taken; each of them must be there once, as it was sent. A line a client; 1 when one of them failed.
import assert from 'node:assert/strict';
import { Api } from './api.mjs';
import { Proxy } from './proxy.mjs';

const { ANALYTICS_HTTP, ANALYTICS_ACCOUNT, ANALYTICS_WRITE_KEY, ANALYTICS_READ_KEY } = process.env;
const patience = 90_000;

const clients = ['segment-node', 'rudder-node', 'posthog-node', 'cloudevents', 'segment-browser', 'posthog-browser'];

/** That what was sent so is there once, as it was sent, however often it arrived. */
async function check(api, type, expected) {
  const events = await api.events(type);
  assert.equal(events.length, 1, `${type}: ${events.length} rows`);
  const [event] = events;
  assert.equal(event.user_id, expected.user_id);
  assert.equal(event.path ?? null, expected.path);
  for (const [name, value] of Object.entries(expected.metadata)) assert.deepEqual(event.metadata?.[name], value, `${type}: metadata.${name}`);
  assert.ok(!JSON.stringify(event).includes(ANALYTICS_WRITE_KEY), `${type}: the key is in the row`);
  assert.ok(Math.abs(Date.now() - Date.parse(event.timestamp)) < 10 * 60_000, `${type}: ${event.timestamp}`);
}

async function soon(isIt, what) {
  for (const deadline = Date.now() + patience; !isIt(); ) {
    if (Date.now() > deadline) throw new Error(`not within ${patience / 1000} s: ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function run(client) {
  const api = new Api(ANALYTICS_HTTP, ANALYTICS_ACCOUNT, ANALYTICS_READ_KEY);
  const proxy = await Proxy.start(ANALYTICS_HTTP);
  const before = await api.ledger();
  const running = await client.start({ url: proxy.url, key: ANALYTICS_WRITE_KEY });
  try {
    for (const how of ['plain', 'cut', '503']) {
      const type = `${client.name}: ${how}`;
      const seen = proxy.taken.length;
      if (how !== 'plain') proxy.breakNext(how);
      await running.send(type);

      // What was broken off arrives a second time, or it would not show that it counts once.
      const settled = () => proxy.taken.slice(seen).some((one) => !one.broken && one.status < 300);
      await soon(settled, () => `${type} is sent${how === 'plain' ? '' : ' again'}; seen ${JSON.stringify(proxy.taken.slice(seen))}`);
      await check(api, type, running.expected);
    }
  } finally {
    await running.stop();
    proxy.stop();
  }

  const after = await api.ledger();
  const good = proxy.taken.filter((one) => one.status < 300).length;
  assert.equal(good, proxy.taken.length, JSON.stringify(proxy.taken.filter((one) => one.status >= 300)));
  const twice = after.duplicates - before.duplicates;
  assert.ok(twice >= 2, `${twice} events came twice: nothing was sent again`);
  assert.deepEqual((running.complaints ?? []).filter((text) => !/503|ERR_|Failed to load resource/.test(text)), []);
  return `${after.stored - before.stored} stored once, ${twice} sent twice, to ${[...new Set(proxy.taken.map((one) => new URL(one.url, proxy.url).pathname))].join(' ')}`;
}

await new Api(ANALYTICS_HTTP, ANALYTICS_ACCOUNT, ANALYTICS_READ_KEY).keyCounts();
let failed = 0;
for (const file of clients) {
  const client = await import(`./clients/${file}.mjs`);
  try {
    console.log(`ok   ${client.name}: ${await run(client)}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${client.name}: ${error?.stack ?? error}`);
  }
}

console.log(`${clients.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
