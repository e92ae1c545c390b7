/**
 * Words that strangers sent: shown as text whatever is in them, apart from the text around it, so that marks for the direction of
 * writing turn nothing else around. An empty one is shown as such.
 */
export function Foreign({ text }: { text: string | null | undefined }) {
  if (text === null || text === undefined) return <span class="nothing">–</span>;
  return text === '' ? <span class="nothing">(empty)</span> : <bdi>{text}</bdi>;
}
