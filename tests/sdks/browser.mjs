// A page of another origin than the API's, in Chromium, with a client's script in it.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { chromium } from 'playwright-core';

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export async function openPage(script) {
  const server = http.createServer((request, response) => {
    const file = path.join(path.dirname(script), path.basename(request.url));
    if (request.url.endsWith('.js') && fs.existsSync(file)) {
      response.writeHead(200, { 'content-type': 'text/javascript' });
      fs.createReadStream(file).pipe(response);
      return;
    }

    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(`<!doctype html><title>Shop</title><script src="/${path.basename(script)}"></script>`);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags });
  const page = await browser.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/shop/cart?x=1`);
  return {
    page,
    complaints,
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
