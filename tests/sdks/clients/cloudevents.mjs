import { CloudEvent, emitterFor, httpTransport, HTTP, Mode } from 'cloudevents';

export const name = 'cloudevents';

// The client sends once; sending again, with the same id, is its user's part, as here.
export async function start({ url, key }) {
  const emit = (mode) => emitterFor(httpTransport(`${url}/cloudevents`), { binding: HTTP, mode });
  const modes = [emit(Mode.BINARY), emit(Mode.STRUCTURED)];
  let sent = 0;
  return {
    async send(type) {
      const event = new CloudEvent({ source: '/shop/orders', type, subject: 'user_1', time: new Date().toISOString(), data: { plan: 'pro' } });
      const sender = modes[sent++ % modes.length];
      for (let attempt = 0; ; attempt++) {
        try {
          const answer = await sender(event, { headers: { Authorization: `Bearer ${key}` } });
          if (JSON.parse(answer.body).accepted === 1) return;
          throw new Error(answer.body);
        } catch (failed) {
          if (attempt === 3) throw failed;
        }
      }
    },
    expected: { user_id: 'user_1', path: null, metadata: { plan: 'pro', source: '/shop/orders' } },
    stop: async () => {},
  };
}
