import { useState } from 'react';
import type { HuGrid, HuLook, HuView } from '../../viewer/huLaying.ts';
import type { CanvasSize } from '../../viewer/viewTransform.ts';

type Look = HuLook | ((grid: HuGrid, size: CanvasSize) => HuView);

/** How a picture is looked at: as it is fitted, until somebody moves or magnifies it. `key` of another picture fits anew. */
export function usePictureLook(fitted: Look, key: unknown): { readonly look: Look; readonly setLook: (look: HuView | null) => void } {
  const [own, setOwn] = useState<{ readonly key: unknown; readonly look: HuView } | null>(null);
  return {
    look: own !== null && own.key === key ? own.look : fitted,
    setLook: (look) => setOwn(look === null ? null : { key, look }),
  };
}
