import { useMemo } from 'react';
import { templateFile, type TemplateView } from '../../../core/contract/templates.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { saveFile } from '../../state/saveFile.ts';
import { templatesOver, type Templates } from './templateBook.ts';

/** The templates of who works now. */
export function useTemplates(): Templates {
  const host = useHost();
  const answer = useAnswer('templates.list', {});
  return useMemo(() => templatesOver(host, answer?.ok === true ? answer.value.templates : []), [host, answer]);
}

/** Gives a template to the browser as a file that another Fullmoon imports. */
export const exportTemplate = ({ name, content }: Pick<TemplateView, 'name' | 'content'>): void => {
  if (content === null) return;
  const file = `${name.replaceAll(/[^\p{L}\p{N}. -]+/gu, '-')}.template.json`;
  saveFile(new Blob([templateFile({ name, content })], { type: 'application/json' }), file);
};
