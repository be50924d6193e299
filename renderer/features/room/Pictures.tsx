import { useEffect, useState } from 'react';
import type { HostClient } from '../../../core/contract/contract.ts';
import type { KeyImage } from '../../../core/plan/plan.ts';
import { PICTURES_AT_ONCE } from './useRoomCommands.ts';

/** The key images, three at a time. */
export function Pictures({ images, from, imageOf }: {
  readonly images: readonly KeyImage[];
  readonly from: number;
  readonly imageOf: HostClient['plans.image'];
}) {
  const seen = images.slice(from, from + PICTURES_AT_ONCE);
  return (
    <>
      <p className="room-no-pictures">The key images <span className="room-no-ruler">and the ruler </span>have no room beside this step: see the printed plan.</p>
      <section className="room-pictures" aria-label="Key images">
        {seen.length === 0 ? <p className="dim room-none">The plan has no key image.</p> : seen.map((image) => (
          <Picture key={image.id} image={image} imageOf={imageOf} />
        ))}
        {images.length > PICTURES_AT_ONCE ? <span className="room-more"><kbd>I</kbd> {from + 1} to {from + seen.length} of {images.length}</span> : null}
      </section>
    </>
  );
}

function Picture({ image: { sha256, caption, detail }, imageOf }: { readonly image: KeyImage; readonly imageOf: HostClient['plans.image'] }) {
  const [png, setPng] = useState<string | null | undefined>(undefined);
  useEffect(() => {
    let isGone = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await imageOf({ sha256 });
      if (isGone) return;
      if (answer.ok) setPng(answer.value.pngBase64);
      else if (answer.failure.code === 'image/not-found') setPng(null);
      else again = setTimeout(() => void ask(), 3_000);
    };
    void ask();
    return () => {
      isGone = true;
      clearTimeout(again);
    };
  }, [sha256, imageOf]);
  return (
    <figure>
      {png === undefined || png === null ? null : <img src={`data:image/png;base64,${png}`} alt={caption === '' ? 'Key image' : caption} />}
      {png === null ? <p className="dim room-none">This picture is not in the library.</p> : null}
      <figcaption>{caption === '' ? null : <b>{caption}</b>}{detail === '' ? null : <span>{detail}</span>}</figcaption>
    </figure>
  );
}
