import type { HostClient } from '../../../core/contract/contract.ts';
import type { TemplateId } from '../../../core/contract/ids.ts';
import { templateOfFile, type TemplateDraft, type TemplateView } from '../../../core/contract/templates.ts';
import type { PlanTemplate } from '../../../core/plan/planTemplate.ts';
import { newTemplateId } from '../../state/newId.ts';
import { useUndo } from '../../state/undoStore.ts';
import { useView } from '../../state/viewStore.ts';
import { failureWords, type AnyFailure } from '../../words.ts';
import { chooseTemplate } from './planDesk.ts';
import { freeName, templateFileWords } from './planWords.ts';

/** What is kept of a template, by whoever it belongs to. */
type Kept = Pick<TemplateDraft, 'name' | 'isShared' | 'place' | 'content'>;
/** Null: it is done; else why not. */
type Done = Promise<string | null>;

/** The templates of who works now, and what can be done with them; each act can be undone. */
export interface Templates {
  readonly own: readonly TemplateView[];
  readonly shared: readonly TemplateView[];
  /** Keeps a new one after the others. */
  readonly add: (name: string, isShared: boolean, content: PlanTemplate) => Done;
  /** Keeps one of their own with something changed. */
  readonly change: (template: TemplateView, words: string, changed: Partial<Kept>) => Done;
  readonly remove: (template: TemplateView) => Done;
  /** Keeps the template of a file, under a name that is free. */
  readonly take: (file: Pick<File, 'size' | 'text'>) => Done;
}

/** More than any template says, bytes. */
const MOST_FILE_BYTES = 1_000_000;

type Calls = Pick<HostClient, 'templates.list' | 'templates.save' | 'templates.remove'>;

/** Brings a template to a state, whatever it is in now; null where it is to be gone. */
async function restored(host: Calls, id: TemplateId, kept: Kept | null): Promise<AnyFailure | null> {
  const listed = await host['templates.list']({});
  if (!listed.ok) return listed.failure;
  const revision = listed.value.templates.find((one) => one.id === id)?.revision ?? 0;
  if (kept === null && revision === 0) return null;
  const reply = kept === null ? await host['templates.remove']({ id, revision }) : await host['templates.save']({ id, revision, ...kept });
  return reply.ok ? null : reply.failure;
}

/** What can be done with the templates that the host listed. */
export function templatesOver(host: Calls, listed: readonly TemplateView[]): Templates {
  const own = listed.filter(({ isOwn }) => isOwn);
  const back = (id: TemplateId, kept: Kept | null) => (): void => void restored(host, id, kept).then((failure) => {
    if (failure !== null) useView.getState().say(failureWords(failure));
  });
  /** One step of work on a template that was seen in a revision; `before` is undefined where there is no way back. */
  async function step(
    words: string, { id, revision }: Pick<TemplateDraft, 'id' | 'revision'>, before: Kept | null | undefined, after: Kept | null,
  ): Done {
    const reply = after === null ? await host['templates.remove']({ id, revision }) : await host['templates.save']({ id, revision, ...after });
    if (!reply.ok) return failureWords(reply.failure);
    if (before !== undefined) useUndo.getState().did({ words, undo: back(id, before), redo: back(id, after) });
    return null;
  }
  const placeOf = (template: TemplateView): number => own.findIndex(({ id }) => id === template.id);
  const keptOf = (template: TemplateView): Kept | undefined => (template.content === null ? undefined
    : { name: template.name, isShared: template.isShared, content: template.content, place: placeOf(template) });
  const add = async (name: string, isShared: boolean, content: PlanTemplate): Done => {
    const id = newTemplateId();
    const problem = await step(`template ${name}`, { id, revision: 0 }, null, { name, isShared, place: own.length, content });
    if (problem === null) chooseTemplate(id, true);
    return problem;
  };
  return {
    own, shared: listed.filter(({ isOwn }) => !isOwn), add,
    change: async (template, words, changed) => {
      const kept = keptOf(template);
      return kept === undefined ? null : step(words, template, kept, { ...kept, ...changed });
    },
    remove: async (template) => {
      const place = placeOf(template);
      const problem = await step(`remove template ${template.name}`, template, keptOf(template), null);
      if (problem === null) chooseTemplate((own[place + 1] ?? own[place - 1])?.id ?? 'new', true);
      return problem;
    },
    take: async (file) => {
      const read = file.size > MOST_FILE_BYTES ? null : templateOfFile(await file.text());
      if (read?.ok !== true) return templateFileWords(read?.failure.where ?? null);
      return add(freeName(read.value.name, own.map(({ name }) => name)), false, read.value.content);
    },
  };
}
