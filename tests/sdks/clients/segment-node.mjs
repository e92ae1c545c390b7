import { Analytics } from '@segment/analytics-node';

export const name = '@segment/analytics-node';

export async function start({ url, key }) {
  const analytics = new Analytics({ writeKey: key, host: url, flushAt: 1, maxRetries: 5 });
  return {
    // Resolves when the client says that it is delivered, or has given up.
    send: (type) => new Promise((resolve, reject) => analytics.track(
      { userId: 'user_1', event: type, properties: { plan: 'pro', nested: { deep: [1, 2.5, null] } }, context: { page: { path: '/shop' } } },
      (error) => (error ? reject(error) : resolve()))),
    expected: { user_id: 'user_1', path: '/shop', metadata: { plan: 'pro', nested: { deep: [1, 2.5, null] } } },
    stop: () => analytics.closeAndFlush(),
  };
}
