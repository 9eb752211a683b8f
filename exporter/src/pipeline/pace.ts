type Step = { readonly done: number; readonly total: number };

/**
 * Says when a pull will be done, by the pace that it has had since its first step: a pull that goes on from a cursor
 * begins in the middle. In milliseconds since 1970; undefined while there is no pace yet.
 */
export function pace(): (step: Step, now: number) => number | undefined {
  let first: { readonly done: number; readonly at: number } | undefined;
  return ({ done, total }, now) => {
    first ??= { done, at: now };
    const gone = done - first.done;
    if (gone <= 0 || now <= first.at || done > total) return undefined;
    return now + ((now - first.at) * (total - done)) / gone;
  };
}
