/** Holds the place of what is still being asked for. */
export function Skeleton({ lines = 5, class: kind = '' }: { lines?: number; class?: string }) {
  return (
    <div class={`skeleton ${kind}`} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} class="skeleton-line" />
      ))}
    </div>
  );
}
