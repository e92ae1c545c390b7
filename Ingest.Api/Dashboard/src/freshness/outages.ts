/** What the page shows and could not bring up to date: since when, and why. */
export interface Outage {
  what: string;
  /** Of when the last good figures are; undefined when there were none. */
  since: string | undefined;
  reason: string;
}

class Outages extends EventTarget {
  private readonly byName = new Map<string, Outage>();

  get all(): Outage[] {
    return [...this.byName.values()];
  }

  begin(what: string, since: string | undefined, reason: string): void {
    const known = this.byName.get(what);
    if (known && known.reason === reason && known.since === since) return;
    this.byName.set(what, { what, since, reason });
    this.dispatchEvent(new Event('change'));
  }

  end(what: string): void {
    if (this.byName.delete(what)) this.dispatchEvent(new Event('change'));
  }
}

export const outages = new Outages();
