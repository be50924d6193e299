import { useEffect, useState } from 'react';
import type { RoomBook } from './roomBook.ts';

/** The host's clock as an instant, anew each second. */
export function useNow({ now }: Pick<RoomBook, 'now'>): string {
  const [instant, setInstant] = useState(() => new Date(now()).toISOString());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const at = now();
      setInstant(new Date(at).toISOString());
      // Shortly after each full second of it: no second is left out or shown twice.
      timer = setTimeout(tick, 1020 - (at % 1000));
    };
    tick();
    return () => clearTimeout(timer);
  }, [now]);
  return instant;
}
