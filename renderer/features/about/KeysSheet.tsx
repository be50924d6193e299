import { Button } from '@mantine/core';
import { Sheet } from '../../ui/Sheet.tsx';
import './about.css';

type Group = { readonly title: string; readonly keys: readonly (readonly [keys: string, does: string])[] };

const GROUPS: readonly Group[] = [
  {
    title: 'Everywhere',
    keys: [
      ['1 to 7', 'the seven stations'],
      ['/', 'search in the worklist'],
      [',', 'settings'],
      ['?', 'this page'],
      ['Esc', 'close what is open, step out of a field'],
      ['Ctrl Z', 'take back'],
      ['Ctrl Shift Z', 'do again'],
      ['Tab', 'next part: rail, tools, views, side'],
    ],
  },
  {
    title: 'Worklist',
    keys: [
      ['↑ ↓', 'choose a case'],
      ['Home End', 'first, last'],
      ['Enter', 'open it'],
      ['R', 'its import report'],
      ['Delete', 'remove it; asks first'],
      ['O', 'import a folder'],
      ['Z', 'import a zip or file'],
    ],
  },
  {
    title: 'Images',
    keys: [
      ['Wheel', 'scroll slices or frames'],
      ['PgUp PgDn', 'one slice, one frame'],
      ['Space', 'centre the crosshair here; play a run'],
      ['← → ↑ ↓', 'move the cursor 0.5 mm, with Shift 5 mm'],
      ['F1 to F6', 'window presets'],
      ['+ −', 'magnify, shrink the picture'],
      ['L', 'three planes or axial'],
      ['R', 'reset the views'],
      ['I', 'the import report of the case'],
      ['Home End', 'first, last frame or slice'],
    ],
  },
  {
    title: 'Folder window',
    keys: [
      ['↑ ↓', 'choose'],
      ['Enter', 'open a folder, import a file'],
      ['Backspace', 'one folder up'],
      ['Ctrl Enter', 'import'],
    ],
  },
];

/** All keys on one page. */
export function KeysSheet({
  onAbout,
  onClose,
}: {
  readonly onAbout: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Sheet
      label="Keys"
      width="760px"
      onClose={onClose}
      foot={
        <>
          <span className="second">Not for primary diagnosis.</span>
          <span className="gap" />
          <Button variant="default" onClick={onAbout}>
            About Fullmoon
          </Button>
        </>
      }
    >
      <div className="key-groups">
        {GROUPS.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <Row key={key} keys={key} does={does} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}

const Row = ({ keys, does }: { readonly keys: string; readonly does: string }) => (
  <>
    <dt>
      <kbd>{keys}</kbd>
    </dt>
    <dd>{does}</dd>
  </>
);
