import { useEffect, useRef, useState } from 'preact/hooks';
import type { Ledger } from '../api/answers';

const overMs = 10_000;
const kept = 60;

/** Events a second that came in, as the ledger's count of what was received moved over the last ten seconds; the latest last. */
export function useRates(ledger: Ledger | undefined): number[] {
  const [rates, setRates] = useState<number[]>([]);
  const samples = useRef<{ at: number; received: number }[]>([]);

  useEffect(() => {
    if (ledger === undefined) return;
    const sample = { at: Date.parse(ledger.as_of), received: ledger.received };
    const before = samples.current.filter(({ at }) => at < sample.at && at >= sample.at - overMs - 1_000);
    samples.current = [...before, sample];
    const first = before[0];
    const rate = first === undefined ? 0 : Math.max(0, ((sample.received - first.received) * 1_000) / (sample.at - first.at));
    setRates((last) => [...last, rate].slice(-kept));
  }, [ledger]);

  return rates;
}
