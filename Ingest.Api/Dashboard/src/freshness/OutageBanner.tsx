import { useEffect, useState } from 'preact/hooks';
import { clock } from '../words/times';
import { outages } from './outages';

/** Says what is not up to date, since when, and why; nothing while all is. */
export function OutageBanner() {
  const [all, setAll] = useState(outages.all);
  useEffect(() => {
    const look = () => setAll(outages.all);
    outages.addEventListener('change', look);
    look();
    return () => outages.removeEventListener('change', look);
  }, []);

  const reasons = [...new Set(all.map((outage) => outage.reason))];
  return (
    <div role="status" aria-live="polite" class="outages">
      {reasons.map((reason) => (
        <p key={reason} class="outage">
          <strong>{reason}</strong>{' '}
          Not up to date: {all.filter((outage) => outage.reason === reason).map(told).join(', ')}.
        </p>
      ))}
    </div>
  );
}

const told = ({ what, since }: { what: string; since: string | undefined }): string =>
  since === undefined ? `${what} (nothing yet)` : `${what} (since ${clock(since)})`;
