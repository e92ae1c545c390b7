/** An answer that is none: what the API refused, or, with status 0, that nobody answered. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string | null,
    message: string,
  ) {
    super(message);
  }

  /** Whether asking again may help: nobody there, too busy, a dependency away. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static nobody(): Refused {
    return new Refused(0, null, 'The API cannot be reached.');
  }

  static async from(response: Response): Promise<Refused> {
    try {
      const problem = (await response.json()) as { title?: string; detail?: string; code?: string };
      return new Refused(response.status, problem.code ?? null, problem.detail ?? problem.title ?? `The API answered ${response.status}.`);
    } catch {
      return new Refused(response.status, null, `The API answered ${response.status}.`);
    }
  }
}
