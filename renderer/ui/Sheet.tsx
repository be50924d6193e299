import { useId, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/**
 * A window over the station: the browser's own modal dialog, which holds the focus, gives it back, closes on Esc.
 * `label` names it; `width` and `height` are CSS lengths.
 */
export function Sheet({
  label,
  width,
  height,
  head,
  foot,
  onClose,
  children,
}: {
  readonly label: string;
  readonly width?: string;
  readonly height?: string;
  readonly head?: ReactNode;
  readonly foot?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Closed before it leaves the page: only then the browser gives the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    // Read from the top: the browser would put the focus on the closing cross.
    dialog?.focus();
    return () => dialog?.close();
  }, []);
  const measures = {
    ...(width === undefined ? {} : { '--sheet-width': width }),
    ...(height === undefined ? {} : { '--sheet-height': height }),
  } as CSSProperties;
  return (
    <dialog
      ref={ref}
      className="sheet"
      tabIndex={-1}
      aria-labelledby={titleId}
      style={measures}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="panel-head">
        <h2 id={titleId}>{label}</h2>
        {head}
        <span className="gap" />
        <button
          type="button"
          className="icon-button"
          aria-label={`Close ${label}`}
          title="Close (Esc)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {/* Reached by Tab: where nothing in it can be focused, the keyboard could not scroll it. */}
      <div className="sheet-body" tabIndex={0}>{children}</div>
      {foot === undefined ? null : <footer className="sheet-foot">{foot}</footer>}
    </dialog>
  );
}
