import { useEffect, useRef, useState } from 'preact/hooks';

/** Grows when something changed, though not more often than every so often: the last change is never left out. */
export function useRevision(changes: number, everyMs: number): number {
  const [revision, setRevision] = useState(0);
  const movedAt = useRef(0);

  useEffect(() => {
    if (changes <= 1) return; // the first is how things stand, and that was just asked
    const wait = Math.max(0, movedAt.current + everyMs - performance.now());
    const timer = window.setTimeout(() => {
      movedAt.current = performance.now();
      setRevision((last) => last + 1);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [changes, everyMs]);

  return revision;
}
