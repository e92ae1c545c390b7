interface Props<T extends string> {
  label: string;
  options: readonly (readonly [value: T, label: string])[];
  value: T | null;
  onChoose: (value: T) => void;
}

/** A few choices in a row, of which one is taken, or none. */
export function Segmented<T extends string>({ label, options, value, onChoose }: Props<T>) {
  return (
    <div class="segmented" role="group" aria-label={label}>
      {options.map(([option, words]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChoose(option)}>
          {words}
        </button>
      ))}
    </div>
  );
}
