import { Button } from '@mantine/core';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { TemplateView } from '../../../core/contract/templates.ts';
import type { PlanContent, RungLetter } from '../../../core/plan/plan.ts';
import { isEmptyTemplate, MOST_TEMPLATES, templateOf, type PlanTemplate } from '../../../core/plan/planTemplate.ts';
import { useCommands } from '../../state/commands.ts';
import { instantWords, localDate } from '../../ui/dateWords.ts';
import { Notice } from '../../ui/Sign.tsx';
import { TEMPLATE_COMMANDS } from './commands.ts';
import { chooseTemplate, usePlanDesk, type TemplateChoice } from './planDesk.ts';
import { templateWords } from './planWords.ts';
import { TemplateContents } from './TemplateContents.tsx';
import type { Templates } from './templateBook.ts';
import { exportTemplate, useTemplates } from './useTemplates.ts';
import type { PlanActions } from './usePlanActions.ts';

/** Templates in the place of the ladder: the list on the left, what one brings beside it. */
export function TemplatesPanel({ chosen, isRenaming, content, onUse }: {
  readonly chosen: TemplateChoice; readonly isRenaming: boolean; readonly content: PlanContent; readonly onUse: PlanActions['applyTemplate'];
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const templates = useTemplates();
  const { own, shared } = templates;
  const present = useMemo(() => templateOf(content), [content]);
  const template = [...own, ...shared].find(({ id }) => id === chosen) ?? null;
  const file = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const close = (): void => usePlanDesk.setState({ templates: null });
  const acts = useTemplateActs(template, templates, present, setProblem, onUse);
  const order: readonly TemplateChoice[] = ['new', ...own.map(({ id }) => id), ...shared.map(({ id }) => id)];
  const go = (by: 1 | -1) => (): void => {
    const next = order[Math.max(0, order.indexOf(template?.id ?? 'new') + by)];
    if (next !== undefined) chooseTemplate(next, true);
  };
  useCommands(TEMPLATE_COMMANDS, {
    next: go(1), previous: go(-1), close, import: () => file.current?.click(),
    new: () => {
      chooseTemplate('new');
      usePlanDesk.setState({ wanted: '[data-field="template-name"]' });
    },
    ...acts, use: template === null ? () => name.current?.focus() : acts.use,
  });
  const row = (one: TemplateView) => (
    <Option key={one.id} choice={one.id} isChosen={one.id === template?.id} title={one.name}>
      {[templateWords(one.content), ...(one.isOwn ? one.isShared ? ['shared'] : [] : [one.owner])].join(', ')}
    </Option>
  );
  return (
    <section className="panel plan-templates" aria-label="Templates">
      <div className="panel-head">
        <h2>Templates</h2><small>{own.length === 0 ? 'none of yours yet' : `${own.length} of yours`}</small>
        <span className="gap" />
        <input
          ref={file} type="file" accept=".json,application/json" hidden aria-label="Template as a file"
          onChange={({ target }) => {
            const [taken] = target.files ?? [];
            // The same file, corrected, can be chosen again.
            if (taken !== undefined) void templates.take(taken).then(setProblem).then(() => { target.value = ''; });
          }}
        />
        <Button variant="default" size="compact-xs" title="Import a template from a file (I)" onClick={() => file.current?.click()}>Import</Button>
        <button type="button" className="link" title="Esc" onClick={close}>Back to the draft</button>
      </div>
      {problem === null ? null : <Notice tone="refused" actions={<button type="button" className="link" onClick={() => setProblem(null)}>Close</button>}>{problem}</Notice>}
      <div className="plan-template-columns">
        <div className="plan-template-list" role="listbox" aria-label="Templates of plans">
          <Option choice="new" isChosen={template === null} title="This plan">as a new template</Option>
          {own.length === 0 ? null : <div role="group" aria-label="Yours"><p aria-hidden="true">Yours</p>{own.map(row)}</div>}
          {shared.length === 0 ? null : <div role="group" aria-label="Of others here"><p aria-hidden="true">Of others here</p>{shared.map(row)}</div>}
        </div>
        <div className="plan-template-shown">
          {template === null ? <NewTemplate ref={name} present={present} templates={templates} onProblem={setProblem} />
            : <Chosen key={template.id} template={template} isRenaming={isRenaming} acts={acts} templates={templates} onProblem={setProblem} />}
        </div>
      </div>
    </section>
  );
}

function Option({ choice, isChosen, title, children }: {
  readonly choice: TemplateChoice; readonly isChosen: boolean; readonly title: string; readonly children: ReactNode;
}) {
  return (
    <div
      // Also where the row of one that was just kept comes with a later answer.
      ref={isChosen ? focusedRow : null}
      role="option" aria-selected={isChosen} className="plan-template-row" data-template={choice} tabIndex={isChosen ? 0 : -1}
      onClick={() => chooseTemplate(choice, true)}
    >
      <b>{title}</b><span>{children}</span>
    </div>
  );
}

/** What can be done with a template now; what is left out cannot. */
interface Acts {
  readonly use?: () => void;
  readonly A?: () => void;
  readonly B?: () => void;
  readonly C?: () => void;
  readonly over?: () => void;
  readonly rename?: () => void;
  readonly up?: () => void;
  readonly down?: () => void;
  readonly share?: () => void;
  readonly export?: () => void;
  readonly remove?: () => void;
}

function useTemplateActs(
  template: TemplateView | null, { own, change, remove }: Templates, present: PlanTemplate, onProblem: (words: string | null) => void,
  onUse: PlanActions['applyTemplate'],
): Acts {
  if (template === null) return {};
  const { name, content, isOwn, isShared, id } = template;
  const changed = (words: string, to: Parameters<Templates['change']>[2]) => (): void => void change(template, words, to).then(onProblem);
  const rung = (letter: RungLetter): Acts => (content?.rungs.some((one) => one.letter === letter && one.steps.length > 0) === true
    ? { [letter]: () => onUse(name, content, letter) } : {});
  const place = own.findIndex((one) => one.id === id);
  return {
    ...(content === null ? {} : {
      use: () => onUse(name, content, 'all'), ...rung('A'), ...rung('B'), ...rung('C'), export: () => exportTemplate(template),
    }),
    ...(!isOwn ? {} : { remove: () => void remove(template).then(onProblem) }),
    ...(!isOwn || content === null ? {} : {
      rename: () => usePlanDesk.setState({ templates: { chosen: id, isRenaming: true } }),
      share: changed(isShared ? `keep template ${name} to yourself` : `share template ${name}`, { isShared: !isShared }),
      ...(place > 0 ? { up: changed(`move template ${name}`, { place: place - 1 }) } : {}),
      ...(place < own.length - 1 ? { down: changed(`move template ${name}`, { place: place + 1 }) } : {}),
      ...(isEmptyTemplate(present) ? {} : { over: changed(`save over template ${name}`, { content: present }) }),
    }),
  };
}

function Chosen({ template, isRenaming, acts, templates, onProblem }: {
  readonly template: TemplateView; readonly isRenaming: boolean; readonly acts: Acts; readonly templates: Templates;
  readonly onProblem: (words: string | null) => void;
}) {
  const { id, name, owner, isOwn, isShared, savedAt, content } = template;
  const done = (): void => chooseTemplate(id, true);
  const small = (words: string, title: string, act: (() => void) | undefined) => (act === undefined ? null
    : <button type="button" className="plan-small" title={title} onClick={act}>{words}</button>);
  return (
    <>
      <header className="plan-template-head">
        {isRenaming ? (
          <NameField
            label="Name of the template" value={name} onLeave={done}
            onName={(next) => void templates.change(template, `rename template ${name}`, { name: next }).then((words) => {
              onProblem(words);
              if (words === null) done();
            })}
          />
        ) : <h3>{name}</h3>}
        <p className="second">{owner}, {instantWords(savedAt, localDate(new Date()))}, {isShared ? 'shared with all who work here' : 'only yours'}</p>
        <div className="row">
          <Button size="compact-sm" disabled={acts.use === undefined} title="Enter" onClick={acts.use}>Use it as the ladder<kbd>Enter</kbd></Button>
          {(['A', 'B', 'C'] as const).map((letter) => (
            <Button key={letter} variant="default" size="compact-sm" disabled={acts[letter] === undefined} title={`Add the steps of its rung ${letter} to that of the plan (${letter})`} onClick={acts[letter]}>+ Rung {letter}</Button>
          ))}
        </div>
        <div className="row">
          {small('Rename', 'Rename (F2)', acts.rename)}
          {small('↑', 'Move up (Alt ↑)', acts.up)}
          {small('↓', 'Move down (Alt ↓)', acts.down)}
          {small(isShared ? 'Keep to yourself' : 'Share', 'Shared templates are seen by all who work here (S)', acts.share)}
          {small('Save this plan over it', 'O', acts.over)}
          {small('Export', 'As a file (E)', acts.export)}
          {small('Remove', 'Remove (Delete)', acts.remove)}
        </div>
      </header>
      {content === null ? (
        <Notice tone="refused">This template is not as it was kept, or of another release, so it is not used. {isOwn ? 'Remove it, or import it again.' : `Ask ${owner} to keep it again.`}</Notice>
      ) : <TemplateContents template={content} />}
    </>
  );
}

/** The present plan as a template: what would be kept, and its name. */
function NewTemplate({ ref, present, templates, onProblem }: {
  readonly ref: React.Ref<HTMLInputElement>; readonly present: PlanTemplate; readonly templates: Templates; readonly onProblem: (words: string | null) => void;
}) {
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  if (isEmptyTemplate(present)) {
    return <p className="plan-none">This plan says nothing yet that a template could keep. {templates.own.length + templates.shared.length === 0
      ? 'There is no template yet either: write the ladder first and save it here, or import one.' : 'Choose a template on the left to use it.'}</p>;
  }
  return (
    <>
      <form
        className="plan-template-head"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void templates.add(name.trim(), isShared, present).then(onProblem);
        }}
      >
        <h3>This plan as a template</h3>
        <p className="second">
          Left out: key images, team notes, notes of rungs, places in the lesion, reasons against safety gates, sizes that fit this vessel, and the
          contrast limit, which follows the patient. All other words stay as they are written.
        </p>
        <div className="row">
          <input
            ref={ref} className="plan-template-name" data-field="template-name" aria-label="Name of the new template" placeholder="Name, such as Antegrade, heavy calcium"
            value={name} maxLength={MOST_TEMPLATES.name} onChange={({ target }) => setName(target.value)} onKeyDown={toRow('new')}
          />
          <label className="plan-template-shared"><input type="checkbox" checked={isShared} onChange={({ target }) => setShared(target.checked)} />for all who work here</label>
          <Button type="submit" size="compact-sm" disabled={name.trim() === ''}>Save</Button>
        </div>
      </form>
      <TemplateContents template={present} />
    </>
  );
}

/** A name that Enter keeps and Esc leaves as it was. */
function NameField({ label, value, onName, onLeave }: {
  readonly label: string; readonly value: string; readonly onName: (name: string) => void; readonly onLeave: () => void;
}) {
  const [typed, setTyped] = useState(value);
  return (
    <input
      className="plan-template-name" aria-label={label} value={typed} maxLength={MOST_TEMPLATES.name} ref={focused} onChange={({ target }) => setTyped(target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        const next = typed.trim();
        if (event.key === 'Escape' || next === '' || next === value) onLeave();
        else onName(next);
      }}
    />
  );
}

/** Esc brings the keyboard back to the row. */
const toRow = (choice: TemplateChoice) => (event: React.KeyboardEvent): void => {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  chooseTemplate(choice, true);
};

const focusedRow = (node: HTMLElement | null): void => node?.focus();

const focused = (node: HTMLInputElement | null): void => {
  node?.focus();
  node?.select();
};
