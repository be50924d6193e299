import { Button } from '@mantine/core';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Sign.tsx';
import { FetchSheet } from './FetchSheet.tsx';
import { FolderSheet } from './FolderSheet.tsx';
import { useImportStore } from './importStore.ts';
import { ImportReportSheet } from './ImportReportSheet.tsx';
import type { Imports } from './useImports.ts';
import './import.css';

/** The ways in: a folder, a zip or file, an archive, a drop. */
export function ImportPanel({
  imports,
  isFirst,
  isReadOnly,
}: {
  readonly imports: Imports;
  readonly isFirst: boolean;
  readonly isReadOnly: boolean;
}) {
  const { problem, refuse, isBrowsing, browse, isLooking, lookInArchive, report, showReport } = useImportStore();
  return (
    <section className="panel import-panel" aria-label="Import">
      <header className="panel-head">
        <h2>Import</h2>
        <span className="gap" />
        <small>or drop it anywhere here</small>
      </header>
      <div className="panel-body stack">
        <div className="import-buttons">
          <Button
            variant={isFirst ? 'filled' : 'default'}
            disabled={isReadOnly}
            leftSection={<Icon name="folder" />}
            onClick={() => imports.choose('folder')}
          >
            Open folder…<kbd>O</kbd>
          </Button>
          <Button
            variant="default"
            disabled={isReadOnly}
            leftSection={<Icon name="zip" />}
            onClick={() => imports.choose('file')}
          >
            Open zip or file…<kbd>Z</kbd>
          </Button>
          <Button
            variant="default"
            disabled={isReadOnly}
            leftSection={<Icon name="search" />}
            onClick={() => lookInArchive(true)}
          >
            From an archive…<kbd>F</kbd>
          </Button>
        </div>
        {problem === null ? null : (
          <Notice
            tone="refused"
            actions={
              <Button variant="default" size="compact-xs" onClick={() => refuse(null)}>
                Understood
              </Button>
            }
          >
            {problem}
          </Notice>
        )}
      </div>
      {isBrowsing ? (
        <FolderSheet
          onImport={(ref) => {
            browse(false);
            imports.start(ref);
          }}
          onClose={() => browse(false)}
        />
      ) : null}
      {isLooking ? <FetchSheet onClose={() => lookInArchive(false)} /> : null}
      {report === null ? null : <ImportReportSheet job={report} onClose={() => showReport(null)} />}
    </section>
  );
}
