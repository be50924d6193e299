/** Work for the screen, gathered so that everything which belongs together is shown together. */
const ticks = new Set<(now: number) => void>();
const jobs = new Set<() => void>();
let asked = 0;
let isRunning = false;

function ask(): void {
  if (asked === 0 && !isRunning) asked = requestAnimationFrame(run);
}

function run(now: number): void {
  asked = 0;
  isRunning = true;
  const due = [...ticks];
  ticks.clear();
  try {
    for (const tick of due) tick(now);
    // A set hands out what is added meanwhile as well: a job's consequences are part of the same frame.
    for (const job of jobs) {
      jobs.delete(job);
      job();
    }
  } finally {
    isRunning = false;
    if (ticks.size + jobs.size > 0) ask();
  }
}

/** Does `job` before the next picture of the screen, once however often it was asked for; within a frame, before it ends. */
export function inFrame(job: () => void): void {
  jobs.add(job);
  ask();
}

/** Drops a job that is due. */
export const notInFrame = (job: () => void): void => {
  jobs.delete(job);
};

/** Calls back at the beginning of the next frame; returns the undoing. */
export function nextTick(tick: (now: number) => void): () => void {
  ticks.add(tick);
  ask();
  return () => {
    ticks.delete(tick);
  };
}
