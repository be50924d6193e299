import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { CaseId } from '../../../core/contract/ids.ts';
import { MOST, type KeyImage } from '../../../core/plan/plan.ts';
import { useAnswer } from '../../api/useHost.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Words } from './Fields.tsx';
import { thumbOf } from './keyImagePng.ts';
import { useOffered, type OfferedPicture } from './offeredPictures.ts';
import { usePlanDesk } from './planDesk.ts';
import type { PlanActions } from './usePlanActions.ts';

/** The pictures that go into the room. `onKeep` puts one of those offered into the plan. */
export function KeyImages({ caseId, images, actions, onKeep }: {
  readonly caseId: CaseId; readonly images: readonly KeyImage[]; readonly actions: PlanActions | null;
  readonly onKeep: (picture: OfferedPicture) => Promise<void>;
}) {
  const isAdding = usePlanDesk((desk) => desk.isAddingImage) && actions !== null;
  return (
    <section className="panel plan-images" aria-label="Key images">
      <div className="panel-head">
        <h2>Key images</h2><small>{images.length} of {MOST.keyImages}</small><span className="gap" />
        {actions === null ? null : (
          <Button
            variant="default" size="compact-xs" title="Add a key image (I)" aria-expanded={isAdding}
            onClick={() => usePlanDesk.setState({ isAddingImage: !isAdding })}
          >{isAdding ? 'Done' : '+ Add'}</Button>
        )}
      </div>
      {isAdding ? <Offered caseId={caseId} onKeep={onKeep} /> : null}
      {images.length === 0 && !isAdding ? (
        <p className="plan-none">No key image yet. At any station <kbd>Ctrl P</kbd> adds the picture in use; + Add offers those of the station you came from.</p>
      ) : null}
      <ul className="plan-pictures" data-count={images.length}>
        {images.map((image, n) => <KeyPicture key={image.id} image={image} place={n + 1} actions={actions} />)}
      </ul>
    </section>
  );
}

function KeyPicture({ image, place, actions }: { readonly image: KeyImage; readonly place: number; readonly actions: PlanActions | null }) {
  const answer = useAnswer('plans.image', { sha256: image.sha256 });
  const [isWide, setWide] = useState(false);
  const isReadOnly = actions === null;
  const name = `Key image ${place}`;
  return (
    <li className="plan-picture" data-wide={isWide} data-home={name} tabIndex={-1}>
      {answer?.ok === true ? (
        <img
          src={`data:image/png;base64,${answer.value.pngBase64}`} alt={`${image.caption}. ${image.detail}`}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setWide(naturalWidth > 1.9 * naturalHeight)}
        />
      ) : <span className="plan-none">{answer === undefined ? '' : 'This picture is not in the library. Remove it and add it again.'}</span>}
      <div className="plan-caption">
        <Words className="strong" label={`Caption of key image ${place}`} value={image.caption} most={MOST.name} isReadOnly={isReadOnly} placeholder="caption" onWrite={(caption, gesture) => actions?.setImage(image.id, { caption }, gesture)} />
        {isReadOnly && image.detail === '' ? null : (
          <Words label={`Detail of key image ${place}`} value={image.detail} most={MOST.name} isReadOnly={isReadOnly} placeholder="detail" onWrite={(detail, gesture) => actions?.setImage(image.id, { detail }, gesture)} />
        )}
      </div>
      {isReadOnly ? null : (
        <button type="button" className="icon-button" aria-label={`Remove key image ${place}`} title="Remove" onClick={() => actions.removeImage(image.id)}><Icon name="close" /></button>
      )}
    </li>
  );
}

/** What can be added: the pictures of the station that was in front before. */
function Offered({ caseId, onKeep }: { readonly caseId: CaseId; readonly onKeep: (picture: OfferedPicture) => Promise<void> }) {
  const offered = useOffered();
  if (offered.caseId !== caseId || offered.pictures.length === 0) {
    return <p className="plan-none">Go to the station that shows the picture and press <kbd>Ctrl P</kbd> there, or come back here from it: its pictures are then offered.</p>;
  }
  return (
    <div className="plan-offered" role="group" aria-label={`Pictures of station ${offered.from}`}>
      <p className="second">As they were at station {offered.from}; click one to add it.</p>
      <div>{offered.pictures.map((picture) => <OfferedThumb key={`${picture.caption} ${picture.detail}`} picture={picture} onKeep={onKeep} />)}</div>
    </div>
  );
}

function OfferedThumb({ picture, onKeep }: { readonly picture: OfferedPicture; readonly onKeep: (picture: OfferedPicture) => Promise<void> }) {
  const [thumb, setThumb] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    let isGone = false;
    void thumbOf(picture.taken).then((made) => { if (!isGone) setThumb(made); });
    return () => { isGone = true; };
  }, [picture]);
  return (
    <button
      type="button" disabled={isBusy} title={`Add ${picture.caption}`}
      onClick={() => {
        setBusy(true);
        void onKeep(picture).finally(() => setBusy(false));
      }}
    >
      {thumb === null ? null : <img src={thumb} alt="" />}
      <span>{picture.caption}</span>
    </button>
  );
}
