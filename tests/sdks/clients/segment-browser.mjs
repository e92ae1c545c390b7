import { createRequire } from 'node:module';
import { openPage } from '../browser.mjs';

export const name = '@segment/analytics-next in Chromium';

export async function start({ url, key }) {
  const opened = await openPage(createRequire(import.meta.url).resolve('@segment/analytics-next/dist/umd/index.js'));
  await opened.page.evaluate(async ([host, writeKey]) => {
    const [analytics] = await AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL: host });
    window.analytics = analytics;
    await analytics.identify('user_1', {});
  }, [url, key]);
  return {
    send: (type) => opened.page.evaluate((event) => window.analytics.track(event, { plan: 'pro' }).then(() => undefined), type),
    expected: { user_id: 'user_1', path: '/shop/cart', metadata: { plan: 'pro' } },
    complaints: opened.complaints,
    stop: () => opened.close(),
  };
}
