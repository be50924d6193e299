import type { CarriageFailure, Failure, Method } from '../core/contract/contract.ts';
import { MOST_TEMPLATES } from '../core/plan/planTemplate.ts';
import { assertNever } from '../core/result.ts';
import { byteWords } from './ui/amountWords.ts';

/** Ways in which sending a dropped file can end; the host's upload box names them. */
export type UploadCode =
  | 'upload/not-found'
  | 'upload/bad-name'
  | 'upload/too-large'
  | 'upload/too-many'
  | 'upload/not-written'
  | 'upload/not-read';
/** Everything that a person may have to be told. */
export type AnyFailure = Failure<Method> | CarriageFailure | { readonly code: UploadCode };

/** One plain sentence or two: what is wrong, and what to do. */
export function failureWords(failure: AnyFailure): string {
  switch (failure.code) {
    case 'carriage/unreachable':
      return (
        'Fullmoon’s own service does not answer. Look whether the program still runs,' +
        ' then start it again; nothing is lost.'
      );
    case 'carriage/refused':
      return refusedWords(failure.why);
    case 'carriage/bad-input':
      return `The program refused this input (${failure.issues.join('; ')}). Correct it and try again.`;
    case 'carriage/host-fault':
      return (
        `Something went wrong inside Fullmoon. Try again; if it stays, report incident` +
        ` ${failure.incident}.`
      );
    case 'operator/exists':
      return (
        'An operator of this name is there already. Choose that entry, or add a name' +
        ' that tells the two apart.'
      );
    case 'operator/not-found':
      return 'This operator is no longer in the list. Choose another one.';
    case 'store/read-only':
      return (
        'The library is open for reading only, so this was not kept. Close the other Fullmoon window, or' +
        ' ask for write access to the data folder.'
      );
    case 'store/disk-full':
      return (
        `The disk is full (${byteWords(failure.freeBytes)} free, ${byteWords(failure.neededBytes)} needed), so` +
        ' this was not kept; what was stored before is safe. Free some space and try again.'
      );
    case 'source/not-found':
      return 'This folder or file is no longer there. Insert the disc again, or choose another place.';
    case 'source/not-readable':
      return 'This folder or file may not be read. Ask for access to it, or copy it to a place of your own.';
    case 'shell/no-native-dialog':
      return 'The system’s own file dialog cannot be opened here. Use the folder window of Fullmoon instead.';
    case 'job/not-found':
      return 'This work is no longer known; it ended before the program was started again. Begin it anew.';
    case 'job/still-running':
      return 'This still runs. What comes of it is told when it is finished.';
    case 'case/not-found':
      return 'This case is no longer in the library. Choose another one from the worklist.';
    case 'case/damaged':
      return (
        'This case is damaged in the library and stays locked. Remove it and import its' +
        ' images again; other cases are safe.'
      );
    case 'case/not-stored':
      return (
        'The images of this case are still being imported, so this is not kept yet. It is kept as soon as the' +
        ' import is finished.'
      );
    case 'annotation/point-count':
      return 'This shape has too few or too many points, so it was not kept. Draw it again.';
    case 'annotation/no-extent':
      return 'The points of this shape lie in one place, so there is nothing to measure. Move one of them.';
    case 'annotation/wrong-place':
      return 'This shape cannot be drawn here. A gap lies between two runs, everything else on one picture.';
    case 'annotation/off-plane':
      return 'A region must lie in one plane, and this one does not. Draw it again on one picture.';
    case 'annotation/stale':
      return (
        'Another window changed this annotation meanwhile, so the step here was not carried out. Look at it' +
        ' as it is now, and repeat the step if it is still right.'
      );
    case 'entry/stale':
      return (
        'Another window changed this meanwhile, so the step here was not carried out. Look at it as it is now, and' +
        ' repeat the step if it is still right.'
      );
    case 'entry/no-vessel':
      return 'The vessel that this belongs to was removed meanwhile, so it was not kept. Choose another vessel.';
    case 'entry/already-there':
      return (
        'This was entered in another window meanwhile, so it was not kept a second time. Look at what is there, and' +
        ' change that.'
      );
    case 'plan/not-found':
      return 'This plan is no longer in the library. Go back to the worklist and choose another one.';
    case 'plan/damaged':
      return (
        'This plan is not as it was signed, so nothing of it is shown. Do not use copies of it; restore the library' +
        ' from a backup.'
      );
    case 'plan/stale':
      return (
        'Another window changed this plan meanwhile, so the step here was not kept. Look at it as it is now, and' +
        ' repeat the step if it is still right.'
      );
    case 'plan/no-vessel':
      return 'The vessel of this plan was removed meanwhile, so it was not kept. Trace the vessel again.';
    case 'plan/no-image':
      return 'A key image of this plan is not in the library, so it was not kept. Take the picture again.';
    case 'plan/no-author':
      return 'A plan is signed by somebody. Choose who works at the top of the page, then sign again.';
    case 'plan/not-ready':
      return `This plan cannot be signed yet. ${failure.reasons.join(' ')}`;
    case 'plan/withdrawn':
      return 'This version was withdrawn and is not to be used. Open the plan and sign a new version.';
    case 'outcome/stale':
      return (
        'Another window changed this outcome meanwhile, so the step here was not kept. Look at it as it is now, and' +
        ' repeat the step if it is still right.'
      );
    case 'outcome/not-ready':
      return `This outcome cannot be confirmed yet. ${failure.reasons.join(' ')}`;
    case 'template/stale':
      return (
        'Another window changed or removed this template meanwhile, so the step here was not kept. Look at the list as' +
        ' it is now, and repeat the step if it is still right.'
      );
    case 'template/not-own':
      return 'This template is another operator’s. Use it, then save the plan as a template of your own.';
    case 'template/exists':
      return 'You have a template of this name already. Give this one another name.';
    case 'template/full':
      return `You have ${MOST_TEMPLATES.own} templates, which is the most. Remove one first.`;
    case 'template/no-operator':
      return 'A template belongs to somebody. Choose who works at the top of the page, then save it again.';
    case 'archive/not-found':
      return 'This archive is no longer configured. Choose another one, or add it again in the settings.';
    case 'archive/not-searchable':
      return 'This archive is reached by DIMSE, which only takes plans. Choose one that is reached by DICOMweb.';
    case 'archive/no-answer':
      return failure.message;
    case 'archive/name-taken':
      return 'An archive of this name is there already. Give this one a name that tells the two apart.';
    case 'archive/has-plans':
      return (
        'Plans were sent to this archive where it is now, and a withdrawal must find them there, so its address, AE title' +
        ' and port stay. Add the new place as another archive.'
      );
    case 'archive/has-waiting':
      return 'Something still waits to be sent to this archive, so it stays. Send it, or cancel its sending, then remove the archive.';
    case 'sending/not-found':
      return 'This is not waiting to be sent any more. Look at the versions of the plan as they are now.';
    case 'archive/too-many':
      return 'There are as many archives as can be kept. Remove one that is not used any more, then add this one.';
    case 'plan/received':
      return 'This plan was signed at another workstation: withdraw it, or record its outcome, there. Begin an own draft from it to plan otherwise.';
    case 'shell/no-window':
      return 'Fullmoon runs here without windows. Open the room screen in the Fullmoon that shows this page.';
    case 'room/stale':
      return 'Another screen noted something first, so this was not noted. Look at the room as it is now, and repeat it.';
    case 'image/not-png':
      return 'This picture could not be kept, as it is no PNG. Take it again.';
    case 'image/not-found':
      return 'This key image is no longer in the library, or is not as it was kept. Take it again.';
    case 'series/not-hu':
      return 'This series does not say how its values become HU: nothing can be measured in it. Choose another series.';
    case 'vessel/superseded':
      return 'A newer change of this vessel came in. Its measures come instead of these.';
    case 'vessel/not-traced':
      return failure.message;
    case 'series/not-found':
      return 'This series is no longer in the library. Choose another one.';
    case 'series/not-a-volume':
      return `This series cannot be shown as a volume: ${failure.reasons.join(' ')} Choose another series.`;
    case 'series/pixels-unreadable':
      return (
        `The pictures of this series cannot be read: ${failure.reason} Then import the series again.`
      );
    case 'series/files-changed':
      return (
        `The files of this series are not those that were imported, so nothing of it is shown. ${failure.reason}`
      );
    case 'series/too-large':
      return (
        `This series needs ${byteWords(failure.neededBytes)} of memory, more than the limit of` +
        ` ${byteWords(failure.limitBytes)}. Choose a series with a smaller field or thicker slices.`
      );
    case 'upload/not-found':
      return 'The import that these files belong to has ended. Drop them again.';
    case 'upload/bad-name':
      return 'A dropped file has a name that cannot be taken. Rename it, or open its folder by the button.';
    case 'upload/too-large':
      return 'The dropped files are too large to be sent. Open their folder by the button instead.';
    case 'upload/too-many':
      return 'These are too many files for one drop. Open their folder by the button instead.';
    case 'upload/not-written':
      return 'The dropped files could not be written. Look whether the disk is full, then drop them again.';
    case 'upload/not-read':
      return 'A dropped file could not be read. Look whether the disc is still there, then drop it again.';
    default:
      return assertNever(failure);
  }
}

function refusedWords(why: 'token' | 'origin' | 'version'): string {
  switch (why) {
    case 'token':
      return 'This page has lost its permission. Open the address that Fullmoon printed when it was started.';
    case 'origin':
      return (
        'This page was not opened by Fullmoon. Open the address that Fullmoon printed' +
        ' when it was started.'
      );
    case 'version':
      return 'This page is older than the program. Reload it.';
    default:
      return assertNever(why);
  }
}
