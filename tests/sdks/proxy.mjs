// What stands between a client and the API, and breaks: it hands a request on, waits until the API has answered it, and then
// cuts the connection, or says 503. The client cannot know that its events were taken, and sends them again.
import http from 'node:http';

export class Proxy {
  #target;
  #server;
  #broken = null;
  /** Every request that brought events, in order: {method, url, headers, status, broken}. */
  taken = [];

  static async start(target) {
    const proxy = new Proxy();
    proxy.#target = new URL(target);
    proxy.#server = http.createServer((request, response) => proxy.#pass(request, response));
    await new Promise((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    proxy.url = `http://127.0.0.1:${proxy.#server.address().port}`;
    return proxy;
  }

  /** The next request that brings events is answered so, once: 'cut' or '503'. */
  breakNext(how) {
    this.#broken = how;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #pass(request, response) {
    const path = new URL(request.url, this.url).pathname;
    const bringsEvents = request.method === 'POST' && !/^\/(flags|decide)\b/.test(path);
    const broken = bringsEvents ? this.#broken : null;
    if (broken) this.#broken = null;
    const options = { host: this.#target.hostname, port: this.#target.port, method: request.method, path: request.url, headers: request.headers };
    const onward = http.request(options, (answer) => {
      if (bringsEvents) this.taken.push({ method: request.method, url: request.url, headers: request.headers, status: answer.statusCode, broken });
      if (!broken) {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
        return;
      }

      answer.resume();
      answer.on('end', () => {
        if (broken === 'cut') {
          request.socket.resetAndDestroy();
          return;
        }

        const cors = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name.startsWith('access-control-')));
        response.writeHead(503, { ...cors, 'retry-after': '1', 'content-type': 'application/problem+json' });
        response.end('{"status":503,"code":"unconfirmed","message":"said by a test"}');
      });
    });
    onward.on('error', () => request.socket.destroy());
    request.pipe(onward);
  }
}
