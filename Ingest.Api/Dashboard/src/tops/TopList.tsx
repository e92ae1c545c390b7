import type { ComponentChildren } from 'preact';
import type { Top } from '../api/answers';
import { useAnswer } from '../api/useAnswer';
import { Body } from '../panel/Body';
import { Panel } from '../panel/Panel';
import { compact, count, share } from '../words/numbers';
import { Foreign } from '../words/Foreign';

interface Props {
  title: ComponentChildren;
  /** What its figures are called where they are missed. */
  what: string;
  tools?: ComponentChildren;
  /** Null asks nothing, and says why. */
  path: string | null;
  instead?: ComponentChildren;
  everyMs: number;
  revision: number;
  onChoose: (value: string) => void;
}

/** The values with the most events and their share; one that is clicked becomes a filter. */
export function TopList({ title, what, tools, path, instead, everyMs, revision, onChoose }: Props) {
  const asked = useAnswer<Top>(what, path, everyMs, revision);
  return (
    <Panel title={title} class="top" tools={tools} {...(path === null ? {} : { asked })}>
      {path === null ? (
        instead
      ) : (
        <Body asked={asked} lines={8}>
          {(top) => (top.items.length === 0 ? <p class="hint">Nothing in this time.</p> : <Items top={top} onChoose={onChoose} />)}
        </Body>
      )}
    </Panel>
  );
}

function Items({ top, onChoose }: { top: Top; onChoose: (value: string) => void }) {
  const most = top.items[0]!.share || 1;
  return (
    <ol class="top-items">
      {top.items.map(({ name, events, share: part }) => (
        <li key={name}>
          <button type="button" title={`${name}\n${count(events)} events, ${share(part)}. Click to show these only.`} onClick={() => onChoose(name)}>
            <span class="top-bar" style={{ width: `${(part / most) * 100}%` }} />
            <span class="top-name">
              <Foreign text={name} />
            </span>
            <span class="top-events">{compact(events)}</span>
            <span class="top-share">{share(part)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
