import { useState } from 'preact/hooks';
import { send } from '../api/api';
import { hasKey } from '../api/key';
import { Refused } from '../api/Refused';

/**
 * The shown events as a file. Without keys the browser downloads it by itself; a key goes in a header, which a link cannot send,
 * and so the file passes through the page.
 */
export function ExportButton({ path }: { path: string }) {
  const [state, setState] = useState<'ready' | 'busy' | string>('ready');
  if (!hasKey()) {
    return (
      <a class="control" href={path} download>
        CSV
      </a>
    );
  }

  async function save(): Promise<void> {
    setState('busy');
    try {
      const response = await send(path);
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = nameOf(response);
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      setState('ready');
    } catch (failure) {
      setState(failure instanceof Refused ? failure.message : 'The download broke off.');
    }
  }

  return (
    <>
      {state !== 'ready' && state !== 'busy' && <span class="refused" role="alert">{state}</span>}
      <button type="button" class="control" disabled={state === 'busy'} onClick={() => void save()}>
        {state === 'busy' ? 'Loading…' : 'CSV'}
      </button>
    </>
  );
}

const nameOf = (response: Response): string => /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'events.csv';
