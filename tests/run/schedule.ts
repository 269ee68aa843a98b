/**
 * Runs steps two at a time (the machine that this is meant for has two cores), in the order given, each after what
 * it waits for.
 */
import { type Outcome, runStep, type Step } from './step.ts';

const AT_ONCE = 2;

export const runAll = (
  steps: readonly Step[],
  onEnd: (outcome: Outcome) => void,
  run: (step: Step) => Promise<Outcome> = runStep,
): Promise<readonly Outcome[]> =>
  new Promise((resolve) => {
    const names = new Set(steps.map((step) => step.name));
    const waiting = [...steps];
    const active = new Set<Step>();
    const outcomes: Outcome[] = [];

    const mayStart = (step: Step): boolean => {
      const busy = [...active].filter((other) => other.idle !== true);
      if (step.idle !== true && (step.alone === true ? busy.length > 0 : busy.length >= AT_ONCE)) return false;
      if (step.idle !== true && busy.some((other) => other.alone === true)) return false;
      const over = new Set(outcomes.map((outcome) => outcome.step.name));
      return (step.after ?? []).every((name) => !names.has(name) || over.has(name));
    };
    const startWhatCan = (): void => {
      for (let step = waiting.find(mayStart); step !== undefined; step = waiting.find(mayStart)) {
        waiting.splice(waiting.indexOf(step), 1);
        void execute(step);
      }
    };
    const execute = async (step: Step): Promise<void> => {
      active.add(step);
      const outcome = await run(step);
      active.delete(step);
      outcomes.push(outcome);
      onEnd(outcome);
      if (outcomes.length === steps.length) resolve(outcomes);
      else startWhatCan();
    };
    if (steps.length === 0) resolve([]);
    startWhatCan();
  });
