/** A job that repeats: never twice at once, again `interval` milliseconds after it ended, at once when asked. */
export type Job = {
  /** Runs now, or once more right after the run that is under way. */
  readonly soon: () => void;
  /** Ends the job and waits for the run that is under way. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts a job at once. What `run` throws is a bug of ours: `onBug` decides.
 * @param interval milliseconds between the end of one run and the start of the next
 */
export function repeat(
  run: (signal: AbortSignal) => Promise<void>,
  interval: number,
  onBug: (error: unknown) => void
): Job {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let again = false;
  let running: Promise<void> | undefined;

  const start = (): void => {
    clearTimeout(timer);
    if (controller.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    running = run(controller.signal)
      .catch(onBug)
      .finally(() => {
        running = undefined;
        const soon = again;
        again = false;
        if (soon) start();
        else if (!controller.signal.aborted) timer = setTimeout(start, interval);
      });
  };

  start();
  return {
    soon: start,
    stop: async () => {
      controller.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
