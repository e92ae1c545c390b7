import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { colours, preference } from './colours';
import { drawing, type Hands } from './drawing';
import type { Drawn } from './layers';

interface Props extends Hands {
  drawn: Drawn;
  label: string;
}

const height = 280;

/** The drawing itself. Arrows walk from point to point, Enter zooms into one; what is there is said beside it. */
export function Plot({ drawn, label, onPoint, onZoom }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const hands = useRef<Hands>({ onPoint, onZoom });
  const at = useRef<number | null>(null);
  const [isDark, setIsDark] = useState(preference.matches);
  hands.current = { onPoint, onZoom };

  useEffect(() => {
    const look = () => setIsDark(preference.matches);
    preference.addEventListener('change', look);
    return () => preference.removeEventListener('change', look);
  }, []);

  useEffect(() => {
    const place = box.current;
    if (place === null) return;
    const made = new uPlot(
      drawing(drawn, colours(), place.clientWidth, height, {
        onPoint: (index, left) => hands.current.onPoint((at.current = index), left),
        onZoom: (first, last) => hands.current.onZoom(first, last),
      }),
      [drawn.x, ...drawn.layers.map(({ values }) => values)],
      place,
    );
    plot.current = made;
    const widths = new ResizeObserver(() => made.setSize({ width: place.clientWidth, height }));
    widths.observe(place);
    return () => {
      widths.disconnect();
      made.destroy();
      hands.current.onPoint(null, 0);
    };
  }, [drawn, isDark]);

  function walk(event: KeyboardEvent): void {
    const [last, here] = [drawn.x.length - 1, at.current];
    const to = { ArrowRight: here === null ? 0 : Math.min(here + 1, last), ArrowLeft: here === null ? last : Math.max(here - 1, 0), Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      plot.current?.setCursor({ left: plot.current.valToPos(drawn.x[to]!, 'x'), top: 1 });
    } else if (event.key === 'Enter' && here !== null) {
      hands.current.onZoom(here, here);
    } else if (event.key === 'Escape') {
      plot.current?.setCursor({ left: -10, top: -10 });
    }
  }

  return <div ref={box} class="plot" role="group" tabIndex={0} aria-label={label} onKeyDown={walk} onBlur={() => plot.current?.setCursor({ left: -10, top: -10 })} />;
}
