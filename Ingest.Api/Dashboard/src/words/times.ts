/** Instants in words, in the viewer's time zone and on a 24-hour clock. */
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

type Instant = string | number | Date;

const of = (instant: Instant): Date => (instant instanceof Date ? instant : new Date(instant));

/** 14:03:09 */
export const clock = (instant: Instant): string => time.format(of(instant));

/** 14:03 */
export const hour = (instant: Instant): string => minute.format(of(instant));

/** 21 Nov 2026 */
export const day = (instant: Instant): string => date.format(of(instant));

/** 21 Nov */
export const shortDay = (instant: Instant): string => shortDate.format(of(instant));

/** Nov 2026 */
export const monthAndYear = (instant: Instant): string => month.format(of(instant));

/** 21 Nov 2026, 14:03:09 */
export const moment = (instant: Instant): string => `${day(instant)}, ${clock(instant)}`;

/** The time alone when it was today, else the date before it. */
export const recent = (instant: Instant, now = new Date()): string =>
  of(instant).toDateString() === now.toDateString() ? clock(instant) : `${shortDay(instant)}${of(instant).getFullYear() === now.getFullYear() ? '' : ` ${of(instant).getFullYear()}`}, ${hour(instant)}`;

/** What a point of a series stands for: 21 Nov 2026, 14:00; Sat 21 Nov 2026; week of …; Nov 2026 */
export function bucket(instant: Instant, interval: string): string {
  switch (interval) {
    case 'hour':
      return `${weekday.format(of(instant))}, ${hour(instant)}`;
    case 'week':
      return `week of ${day(instant)}`;
    case 'month':
      return monthAndYear(instant);
    default:
      return weekday.format(of(instant));
  }
}

/** 0.4 s, 12 s, 3 min, 5 h, 2 days */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
