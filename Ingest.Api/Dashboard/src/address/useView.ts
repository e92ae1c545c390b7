import { useCallback, useEffect, useState } from 'preact/hooks';
import { addressOf, viewOf, type View } from './view';

/** Changes a part of the view; `quietly` leaves no step for the back button. */
export type Change = (part: Partial<View>, quietly?: boolean) => void;

/** The view of the page's address; a change of it is a step in the browser's history. */
export function useView(): [View, Change] {
  const [view, setView] = useState(() => viewOf(location.search));

  useEffect(() => {
    const read = () => setView(viewOf(location.search));
    window.addEventListener('popstate', read);
    return () => window.removeEventListener('popstate', read);
  }, []);

  const change = useCallback<Change>((part, quietly = false) => {
    // A place in the list is a place among these events only.
    const next = { ...viewOf(location.search), cursor: null, ...part };
    const address = addressOf(next);
    if (address === location.pathname + location.search) return;
    history[quietly ? 'replaceState' : 'pushState'](null, '', address);
    setView(next);
  }, []);

  return [view, change];
}
