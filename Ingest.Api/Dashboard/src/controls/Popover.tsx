import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface Props {
  label: ComponentChildren;
  name: string;
  isPressed?: boolean;
  class?: string;
  children: (close: () => void) => ComponentChildren;
}

/** A button that opens a small dialog below itself; Escape, or a click elsewhere, closes it, and the focus goes back. */
export function Popover({ label, name, isPressed, class: kind = '', children }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>('[role=dialog] input')?.focus();
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setIsOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [isOpen]);

  function close(): void {
    setIsOpen(false);
    opener.current?.focus();
  }

  return (
    <div ref={root} class={`popover ${kind}`} onKeyDown={(event) => event.key === 'Escape' && isOpen && close()}>
      <button ref={opener} type="button" class="popover-opener" aria-haspopup="dialog" aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} data-pressed={isPressed} onClick={() => setIsOpen(!isOpen)}>
        {label}
      </button>
      {isOpen && (
        <div id={id} role="dialog" aria-label={name} class="popover-body">
          {children(close)}
        </div>
      )}
    </div>
  );
}
