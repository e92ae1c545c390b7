import { PostHog } from 'posthog-node';

export const name = 'posthog-node';

export async function start({ url, key }) {
  const posthog = new PostHog(key, { host: url, flushAt: 1, fetchRetryCount: 5, fetchRetryDelay: 200, disableGeoip: false });
  return {
    async send(type) {
      posthog.capture({ distinctId: 'user_1', event: type, properties: { plan: 'pro', $current_url: 'https://shop.example/cart' } });
      await posthog.flush();
    },
    expected: { user_id: 'user_1', path: '/cart', metadata: { plan: 'pro' } },
    stop: () => posthog.shutdown(),
  };
}
