import type { ErrorObject } from 'ajv/dist/2020';

/**
 * The errors a person should read. Where a value may have several forms (`anyOf`, `oneOf`), ajv reports why it is none
 * of them: kept is the form that the value was meant to be, or one error for all forms when none is near.
 */
export function relevantErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const dropped = new Set<ErrorObject>(errors.filter(({ keyword }) => keyword === 'if'));
  errors.forEach((choice, index) => {
    if (choice.keyword !== 'anyOf' && choice.keyword !== 'oneOf') return;
    const inside = errorsOfForms(errors, choice, index);
    const meant = meantForm(inside, choice);
    for (const error of inside) if (!meant.includes(error)) dropped.add(error);
    if (meant.length > 0) dropped.add(choice);
  });
  return errors.filter((error) => !dropped.has(error));
}

/** ajv reports the errors of the forms right before the error of the choice itself. */
function errorsOfForms(errors: readonly ErrorObject[], choice: ErrorObject, index: number): readonly ErrorObject[] {
  let from = index;
  while (from > 0 && errors[from - 1]?.instancePath.startsWith(choice.instancePath) === true) from--;
  return errors.slice(from, index);
}

function meantForm(inside: readonly ErrorObject[], choice: ErrorObject): readonly ErrorObject[] {
  const forms = new Map<string, ErrorObject[]>();
  for (const error of inside) {
    const form = formOf(error, choice);
    forms.set(form, [...(forms.get(form) ?? []), error]);
  }
  const near = [...forms.values()].filter((form) => !form.some((error) => isAnotherForm(error, choice)));
  return near.sort((a, b) => a.length - b.length)[0] ?? [];
}

/** Its place in the list of forms; behind a `$ref` the path names the definition instead. */
function formOf({ schemaPath }: ErrorObject, choice: ErrorObject): string {
  if (schemaPath.startsWith(choice.schemaPath)) return schemaPath.slice(choice.schemaPath.length).split('/')[1] ?? '';
  return /^.*?\/\$defs\/[^/]+/.exec(schemaPath)?.[0] ?? schemaPath;
}

/** A value of another type, or one whose distinguishing key (`kind: ...`) says that it is another form. */
function isAnotherForm({ keyword, instancePath }: ErrorObject, choice: ErrorObject): boolean {
  if (instancePath === choice.instancePath) return keyword === 'type' || keyword === 'const';
  const depth = instancePath.slice(choice.instancePath.length).split('/').length - 1;
  return keyword === 'const' && depth === 1;
}
