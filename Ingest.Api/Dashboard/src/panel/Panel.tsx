import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Fresh } from '../api/answers';
import type { Asked } from '../api/useAnswer';
import { Freshness } from '../freshness/Freshness';

interface Props {
  title: ComponentChildren;
  class?: string;
  /** Beside the title. */
  tools?: ComponentChildren;
  asked?: Asked<Partial<Fresh>>;
  children: ComponentChildren;
}

/** A part of the page, with its name, its tools, and of when its figures are. */
export function Panel({ title, class: kind = '', tools, asked, children }: Props) {
  const id = useId();
  return (
    <section class={`panel ${kind} ${asked?.isSettling ? 'is-settling' : ''}`} aria-labelledby={id} aria-busy={asked !== undefined && (asked.isSettling || (!asked.answer && !asked.refused))}>
      <header class="panel-head">
        <h2 id={id}>{title}</h2>
        {tools && <div class="panel-tools">{tools}</div>}
      </header>
      {children}
      {asked && (
        <footer class="panel-foot">
          <Freshness of={asked.answer} isAway={asked.refused?.isPassing} />
        </footer>
      )}
    </section>
  );
}
