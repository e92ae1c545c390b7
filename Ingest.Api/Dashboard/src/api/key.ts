/** The key that this tab was given. It ends with the tab, and never stands in an address, where logs and histories would keep it. */
const slot = 'analytics-key';

let key = sessionStorage.getItem(slot);

export const hasKey = (): boolean => key !== null;

export function keepKey(text: string): void {
  key = text;
  sessionStorage.setItem(slot, text);
}

export function forgetKey(): void {
  key = null;
  sessionStorage.removeItem(slot);
}

export const keyHeaders = (): Record<string, string> => (key === null ? {} : { Authorization: `Bearer ${key}` });
