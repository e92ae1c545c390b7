import Analytics from '@rudderstack/rudder-sdk-node';

export const name = '@rudderstack/rudder-sdk-node';

export async function start({ url, key }) {
  const analytics = new Analytics(key, { dataPlaneUrl: url, flushAt: 1, flushInterval: 100, logLevel: 'none', errorHandler: () => {} });
  return {
    send: (type) => new Promise((resolve, reject) => analytics.track(
      { userId: 'user_1', event: type, properties: { plan: 'pro' }, context: { page: { url: 'https://shop.example/cart?x=1' } } },
      (error) => (error ? reject(error) : resolve()))),
    expected: { user_id: 'user_1', path: '/cart', metadata: { plan: 'pro' } },
    stop: () => analytics.flush(),
  };
}
