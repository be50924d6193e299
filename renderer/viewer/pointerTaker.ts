/** How a drag is over for whoever began it. */
export interface DragEnds {
  /** The drag is over. */
  end?(): void;
  /** The drag did not end: what it did is taken back. */
  cancel?(): void;
}

/** Who may have the pointer of a picture. A drag is ended or cancelled by who began it, whoever has the pointer by then. */
export interface PointerTaker<Pointer extends DragEnds> {
  given(): Pointer | null;
  /** From who drags meanwhile the drag is taken. */
  give(next: Pointer | null): void;
  /** What the pointer that is given began; null where it began nothing. */
  begin<Move>(begun: (pointer: Pointer) => Move | null): Move | null;
  end(): void;
  cancel(): void;
}

/** The pointer of one picture; nobody has it yet. */
export function createPointerTaker<Pointer extends DragEnds>(): PointerTaker<Pointer> {
  let given: Pointer | null = null;
  let dragging: Pointer | null = null;
  const over = (how: keyof DragEnds): void => {
    const done = dragging;
    dragging = null;
    done?.[how]?.();
  };
  return {
    given: () => given,
    give(next) {
      if (next !== dragging) over('cancel');
      given = next;
    },
    begin(begun) {
      const by = given;
      const move = by === null ? null : begun(by);
      dragging = move === null ? null : by;
      return move;
    },
    end: () => over('end'),
    cancel: () => over('cancel'),
  };
}
