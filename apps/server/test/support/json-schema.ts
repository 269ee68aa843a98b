/** Whether a value fits a JSON Schema among others that refer to each other. */
import Ajv from 'ajv/dist/2020.js';

/** What does not fit, in sentences; empty when all does. */
export const fits = (schemas: Readonly<Record<string, object>>, name: string, value: unknown): readonly string[] => {
  const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: 'https://api/', components: { schemas } });
  const validate = ajv.getSchema(`https://api/#/components/schemas/${name}`);
  if (validate === undefined) return [`There is no schema ${name}.`];
  return validate(value) === true
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
};
