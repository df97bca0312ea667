import type { FleetForms, FormField } from '@goldenpath/fleet';

/** A property of a form, as Backstage takes it: JSON Schema with `ui:` keys. */
export type Property = Readonly<Record<string, unknown>>;

/** Returns the property of a form for a field: constraints and help from the schema, errors in the words of the command line. */
export function propertyOf(field: FormField, forms: FleetForms): Property {
  const { label, schema, example, mistakes } = field;
  const { description, enumDescriptions: _shownByEditors, ...constraints } = schema;
  const property = {
    title: label,
    // Help that only repeats the title is left out.
    ...(typeof description === 'string' && description.replace(/\.$/, '') !== label && { description }),
    ...constraints,
    ...(example !== undefined && { 'ui:placeholder': `such as ${example}` }),
    ...(Object.keys(mistakes).length > 0 && { errorMessage: mistakes }),
  };
  return { ...property, ...chosen(field, property, forms) };
}

/** Returns what differs for a field whose choices are not in the schema. */
function chosen({ choices, none, schema }: FormField, property: Property, forms: FleetForms): Property {
  switch (choices) {
    case 'teams':
      return ownerPicker(property, forms);
    case 'environments':
      return {
        items: { type: 'string', enum: forms.environments },
        default: forms.environments,
        'ui:widget': 'checkboxes',
      };
    case 'applications':
      return applicationPicker(forms);
    default: {
      const values = schema['enum'];
      return none === undefined || !Array.isArray(values) ? {} : { enum: [...(values as unknown[]), none.value] };
    }
  }
}

/** The groups of the catalog that are teams of the platform. */
function ownerPicker({ errorMessage }: Property, { teams }: FleetForms): Property {
  return {
    pattern: `^(group:)?(default/)?(${teams.join('|')})$`,
    errorMessage: {
      ...(errorMessage as object | undefined),
      pattern: `\${0} is not a team of the platform. Use one of: ${teams.join(', ')}.`,
    },
    'ui:field': 'OwnerPicker',
    'ui:options': {
      allowArbitraryValues: false,
      catalogFilter: { kind: 'Group', 'metadata.name': teams },
    },
  };
}

/** The components of the catalog that belong to the fleet. */
function applicationPicker({ organisation }: FleetForms): Property {
  return {
    'ui:field': 'MultiEntityPicker',
    'ui:options': {
      allowArbitraryValues: false,
      catalogFilter: { kind: 'Component', 'spec.system': organisation },
    },
  };
}
