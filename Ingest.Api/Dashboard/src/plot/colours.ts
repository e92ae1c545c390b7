/** The page's colours, for what is drawn on a canvas and knows no style sheet. */
export interface Colours {
  ink: string;
  grid: string;
  accent: string;
  fill: string;
  before: string;
  ground: string;
  ranks: string[];
}

export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: of('soft'),
    grid: of('line'),
    accent: of('accent'),
    fill: of('fill'),
    before: of('before'),
    ground: of('panel'),
    ranks: Array.from({ length: 8 }, (_, rank) => of(`rank-${rank}`)),
  };
}

/** Told when the viewer's preference for light or dark changes. */
export const preference = matchMedia('(prefers-color-scheme: dark)');
