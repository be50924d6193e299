import { Button } from '@mantine/core';
import { Sheet } from '../../ui/Sheet.tsx';
import { FRAME_COMMANDS } from '../frame/commands.ts';
import { ANNOTATION_COMMANDS } from '../annotations/commands.ts';
import { IMAGES_COMMANDS, PLANES_COMMANDS, SLICES_COMMANDS } from '../images/commands.ts';
import { ANGIOGRAM_COMMANDS, PICKING_COMMANDS, RUN_COMMANDS } from '../angiography/commands.ts';
import { AREA_COMMANDS, BRUSH_COMMANDS, CALCIUM_COMMANDS, HANDLE_COMMANDS, THRESHOLD_COMMANDS } from '../calcium/commands.ts';
import { CAPTURE_COMMANDS } from '../capture/commands.ts';
import { RENDERING_COMMANDS } from '../rendering/commands.ts';
import { OUTCOME_COMMANDS } from '../outcomes/commands.ts';
import { LESION_COMMANDS } from '../lesion/commands.ts';
import { KEY_IMAGE_COMMANDS, PLAN_COMMANDS, TEMPLATE_COMMANDS } from '../plan/commands.ts';
import { PLAN_LIST_COMMANDS } from '../planList/commands.ts';
import { ROOM_COMMANDS } from '../room/commands.ts';
import { PATH_POINT_COMMANDS, VESSEL_COMMANDS } from '../vessel/commands.ts';
import { FOLDER_COMMANDS, WORKLIST_COMMANDS } from '../worklist/commands.ts';
import { keyRows } from './keyRows.ts';
import './about.css';

const TABLES = [
  FRAME_COMMANDS, WORKLIST_COMMANDS, PLAN_LIST_COMMANDS, IMAGES_COMMANDS, CAPTURE_COMMANDS, PLANES_COMMANDS, ANNOTATION_COMMANDS,
  VESSEL_COMMANDS, PATH_POINT_COMMANDS,
  CALCIUM_COMMANDS, HANDLE_COMMANDS, AREA_COMMANDS, BRUSH_COMMANDS, THRESHOLD_COMMANDS, LESION_COMMANDS,
  PLAN_COMMANDS, TEMPLATE_COMMANDS, OUTCOME_COMMANDS, KEY_IMAGE_COMMANDS,
  RENDERING_COMMANDS, SLICES_COMMANDS, RUN_COMMANDS, ANGIOGRAM_COMMANDS, PICKING_COMMANDS,
  FOLDER_COMMANDS, ROOM_COMMANDS,
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
        {TABLES.map((table) => (
          <section key={table.title}>
            <h3>{table.title}</h3>
            <dl>
              {keyRows(table).map(([keys, does]) => (
                <Row key={does} keys={keys} does={does} />
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
