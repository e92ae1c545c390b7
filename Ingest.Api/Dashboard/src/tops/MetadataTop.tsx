import { useEffect, useId, useState } from 'preact/hooks';
import type { Change } from '../address/useView';
import { withFilter, type View } from '../address/view';
import { Foreign } from '../words/Foreign';
import { TopList } from './TopList';

interface Props {
  view: View;
  change: Change;
  keys: string[];
  pathOf: (key: string) => string;
}

/** Metadata is not rolled up: each answer reads events, so it is asked for less often. */
const everyMs = 60_000;

/** The values of any metadata key. */
export function MetadataTop({ view, change, keys, pathOf }: Props) {
  const key = view.metadataKey;
  const [text, setText] = useState(key ?? '');
  const list = useId();
  useEffect(() => setText(key ?? ''), [key]);
  const choose = (chosen: string) => change({ metadataKey: chosen.trim() || null }, true);
  return (
    <TopList
      title="Metadata"
      what="top metadata"
      path={key === null ? null : pathOf(key)}
      everyMs={everyMs}
      revision={0}
      onChoose={(value) => key !== null && change(withFilter(view, { name: `metadata.${key}`, value }))}
      tools={
        <form
          class="key-form"
          onSubmit={(event) => {
            event.preventDefault();
            choose(text);
          }}
        >
          <input class="control" list={list} aria-label="Metadata key" placeholder="key" value={text} autocomplete="off" spellcheck={false} onInput={(event) => setText(event.currentTarget.value)} onChange={() => choose(text)} />
          <datalist id={list}>
            {keys.map((known) => (
              <option key={known} value={known} />
            ))}
          </datalist>
        </form>
      }
      instead={
        <div class="key-choices">
          <p class="hint">{keys.length === 0 ? 'Name a key of the events’ metadata to see its values.' : 'Which key of the events’ metadata?'}</p>
          {keys.map((known) => (
            <button key={known} type="button" class="key-choice" onClick={() => choose(known)}>
              <Foreign text={known} />
            </button>
          ))}
        </div>
      }
    />
  );
}
