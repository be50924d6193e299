import { Said, Sign } from './Sign.tsx';

/** How many things one should know of what is shown, and on a press which: they stand where figures are read. */
export function Cautions({ messages }: { readonly messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <details className="cautions">
      <summary title={messages.join('\n')}><Sign tone="warning" />{messages.length === 1 ? '1 caution' : `${messages.length} cautions`}</summary>
      <ul>{messages.map((message) => <li key={message}><Said tone="warning">{message}</Said></li>)}</ul>
    </details>
  );
}
