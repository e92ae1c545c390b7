import { send } from '../api/api';

export interface Message {
  event: string;
  data: string;
}

/** The API says every 15 s that it lives; a silence as long as this is a broken connection. */
const silenceMs = 40_000;

/**
 * Reads server-sent events. By fetch, since the browser's own EventSource cannot send a key in a header, and in the address it
 * would be logged. Ends, by throwing, when the connection does.
 */
export async function* messages(path: string, ending: AbortSignal): AsyncGenerator<Message> {
  const silence = new AbortController();
  const response = await send(path, { signal: AbortSignal.any([ending, silence.signal]) });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let timer = 0;
  try {
    for (let text = ''; ; ) {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => silence.abort(), silenceMs);
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (text + value).split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const message = parsed(block);
        if (message.data !== '') yield message;
      }
    }
  } finally {
    window.clearTimeout(timer);
    silence.abort();
  }
}

/** A message's fields; comments and fields that are not wanted are left out. */
export function parsed(block: string): Message {
  const message = { event: 'message', data: '' };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const value = line.slice(colon + 1).replace(/^ /, '');
    if (line.startsWith('event:')) message.event = value;
    if (line.startsWith('data:')) message.data += value;
  }

  return message;
}
