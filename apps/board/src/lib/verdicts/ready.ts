/** Which functions have declared themselves ready, and until when that holds. Pure. */
import { OWNING_FUNCTIONS, type OwningFunction } from '@chartroom/domain';
import type { Payload, Said, Verdicts } from '@chartroom/record';

export interface Readiness {
  readonly function: OwningFunction;
  readonly said: Said<Payload<'ready'>> | null;
  /** `past`: the day until which it was said is over. */
  readonly state: 'ready' | 'past' | 'not';
}

/** The day at this screen, as days are written. */
export function today(now = new Date()): string {
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${part(now.getMonth() + 1)}-${part(now.getDate())}`;
}

export const readinessBy = ({ ready }: Pick<Verdicts, 'ready'>, day: string): readonly Readiness[] =>
  OWNING_FUNCTIONS.map((said) => {
    const word = ready.get(said) ?? null;
    const { until } = word?.payload ?? {};
    const isReady = word !== null && word.payload.ready;
    return {
      function: said,
      said: word,
      state: !isReady ? 'not' : until !== undefined && until < day ? 'past' : 'ready',
    };
  });
