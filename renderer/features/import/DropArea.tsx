import { useEffect, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import type { Imports } from './useImports.ts';

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** The whole window takes drops, and never follows one to another page. */
export function DropArea({
  imports,
  isReadOnly,
}: {
  readonly imports: Imports;
  readonly isReadOnly: boolean;
}) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      if (event.dataTransfer !== null)
        event.dataTransfer.dropEffect = carriesFiles(event) && !isReadOnly ? 'copy' : 'none';
      setOver(carriesFiles(event) && !isReadOnly);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setOver(false);
      if (event.dataTransfer !== null && carriesFiles(event) && !isReadOnly) imports.drop(event.dataTransfer);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [imports, isReadOnly]);
  return isOver ? (
    <div className="drop-over">
      <Icon name="drop" />
      <b>Drop to import</b>
      <span>folders, discs, zips or files</span>
    </div>
  ) : null;
}
