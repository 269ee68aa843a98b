/** What a board can begin from: asked of the server, and said in a line. */
import type { TemplatesResponse, TemplateSummary } from '@chartroom/server/api';
import { format, m, term } from '#lib/messages/index.ts';
import { ask } from '#lib/session/http.ts';

/** Null where the server does not answer. */
export async function askTemplates(): Promise<readonly TemplateSummary[] | null> {
  const answer = await ask<TemplatesResponse>('/api/templates');
  return answer.ok ? answer.value.templates : null;
}

export const isBlank = ({ id }: TemplateSummary): boolean => id === 'blank';

export const nameOfTemplate = (template: TemplateSummary): string =>
  isBlank(template) ? m.home.create.blank : template.title;

/** "US FDA, drugs and EU GMP, 7 steps, 5 systems". */
export const factsOf = (template: TemplateSummary): string =>
  isBlank(template)
    ? m.home.create.blankLead
    : m.home.create.facts(
        format.list(template.regimes.map((regime) => term('regime', regime))),
        m.home.stepCount(template.steps),
        m.home.systemCount(template.systems),
      );
