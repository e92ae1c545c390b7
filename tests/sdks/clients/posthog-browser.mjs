import { createRequire } from 'node:module';
import { openPage } from '../browser.mjs';

export const name = 'posthog-js in Chromium';

export async function start({ url, key }) {
  const opened = await openPage(createRequire(import.meta.url).resolve('posthog-js/dist/array.full.no-external.js'));
  await opened.page.evaluate(([host, token]) => new Promise((resolve) => {
    window.posthog.init(token, {
      api_host: host, capture_pageview: false, capture_pageleave: false, autocapture: false, person_profiles: 'always',
      opt_out_useragent_filter: true, // a headless browser counts as a robot
      loaded: resolve,
    });
  }), [url, key]);
  await opened.page.evaluate(() => window.posthog.identify('user_1'));
  return {
    // It does not say when something is delivered: whoever asks the API sees it.
    send: (type) => opened.page.evaluate((event) => void window.posthog.capture(event, { plan: 'pro' }), type),
    expected: { user_id: 'user_1', path: '/shop/cart', metadata: { plan: 'pro', $lib: 'web' } },
    complaints: opened.complaints,
    stop: () => opened.close(),
  };
}
