/** Numbers in words. */
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const one = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const two = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const percent = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const manyPercent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** 12,345 */
export const count = (number: number): string => whole.format(number);

/** 12.3K */
export const compact = (number: number): string => short.format(number);

/** 3.14, 31.4, 314: three digits say enough. */
export const ratio = (number: number): string => (number >= 100 ? whole : number >= 10 ? one : two).format(number);

/** 12.3%; without the part of one from a hundred on. */
export const share = (fraction: number): string => (fraction >= 0.9995 ? manyPercent : percent).format(fraction);
