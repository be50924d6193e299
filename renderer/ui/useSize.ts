import { useLayoutEffect, useState, type RefObject } from 'react';

/** The size of an element in whole CSS pixels, known before it is first shown; null until it is on the page. */
export function useSize(ref: RefObject<HTMLElement | null>): readonly [width: number, height: number] | null {
  const [size, setSize] = useState<readonly [number, number] | null>(null);
  useLayoutEffect(() => {
    const node = ref.current;
    if (node === null) return;
    const measure = (): void => setSize((before) => {
      const next = [node.clientWidth, node.clientHeight] as const;
      return before?.[0] === next[0] && before[1] === next[1] ? before : next;
    });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}
