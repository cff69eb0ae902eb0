import type { TestProject } from './project';

type Answer = Record<string, unknown>;

/** Somebody else at the workspace `lab` of a project. */
export interface Portal {
  request(method: string, path: string, body?: object): Promise<Answer>;
  /** Changes properties of a rule. */
  edit(id: string, properties: object): Promise<void>;
}

const PLACE =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.OperationalInsights/workspaces/lab/providers/Microsoft.SecurityInsights';

export function portal({ emulator }: TestProject): Portal {
  const request = async (method: string, path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${emulator.url}${PLACE}/${path}?api-version=2025-07-01-preview`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return text === '' ? {} : (JSON.parse(text) as Answer);
  };
  return {
    request,
    edit: async (id, properties) => {
      const { kind, properties: old } = await request('GET', `alertRules/${id}`);
      await request('PUT', `alertRules/${id}`, { kind, properties: { ...(old as object), ...properties } });
    },
  };
}
