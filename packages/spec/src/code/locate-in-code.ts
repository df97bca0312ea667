import type { ParseResult } from '@babel/parser';
import type { Path } from '@goldenpath/extension';

/** A span of a text. */
export interface CodeSpan {
  readonly offset: number;
  readonly length: number;
}

type Program = ParseResult['program'];
type Statement = Program['body'][number];
type Variables = Extract<Statement, { type: 'VariableDeclaration' }>;
type Expression = NonNullable<Variables['declarations'][number]['init']>;
type ObjectLiteral = Extract<Expression, { type: 'ObjectExpression' }>;
type Node = { readonly start?: number | null; readonly end?: number | null };

/** The exported expression, and the constants that it may refer to. */
interface Exported {
  readonly expression: Expression;
  readonly constants: ReadonlyMap<string, Expression>;
}

/**
 * Returns what finds the position of a path in the default export of a TypeScript source: the object literal of `export default {…}`,
 * `defineApp({…})` or `definePlatform({…})`, including constants of the same file and spreads of them. The source is parsed once, on first use.
 *
 * For a path into computed or imported values, the position is the last known one. `key` is the key of the last step, `value` its value; for
 * an object or a list, the position of the value is that of its key.
 */
export function codeLocator(source: string): (path: Path, at: 'key' | 'value') => CodeSpan {
  let exported: Exported | undefined | 'unread' = 'unread';
  return (path, at) => {
    if (exported === 'unread') exported = findExport(source);
    return exported === undefined ? { offset: 0, length: 1 } : walk(exported, path, at);
  };
}

function findExport(source: string): Exported | undefined {
  const program = tryParse(source);
  if (program === undefined) return undefined;
  const constants = new Map<string, Expression>();
  let expression: Expression | undefined;
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'VariableDeclaration') addConstants(declaration, constants);
    if (statement.type === 'ExportDefaultDeclaration' && isExpression(statement.declaration))
      expression = statement.declaration;
  }
  return expression === undefined ? undefined : { expression, constants };
}

function tryParse(source: string): Program | undefined {
  // Loaded only when an error needs a position.
  const { parse } = require('@babel/parser') as typeof import('@babel/parser');
  try {
    return parse(source, { sourceType: 'module', plugins: ['typescript'], errorRecovery: true }).program;
  } catch {
    // If this parser cannot read code that ran, errors are placed at its start.
    return undefined;
  }
}

function addConstants(declaration: Variables, constants: Map<string, Expression>): void {
  if (declaration.kind !== 'const') return;
  for (const { id, init } of declaration.declarations)
    if (id.type === 'Identifier' && init) constants.set(id.name, init);
}

function isExpression(
  declaration: Extract<Statement, { type: 'ExportDefaultDeclaration' }>['declaration'],
): declaration is Expression {
  return (
    declaration.type !== 'FunctionDeclaration' &&
    declaration.type !== 'ClassDeclaration' &&
    declaration.type !== 'TSDeclareFunction'
  );
}

function walk({ expression, constants }: Exported, path: Path, at: 'key' | 'value'): CodeSpan {
  let value = expression;
  let key: Node | undefined;
  for (const step of path) {
    const next = child(literalOf(value, constants), step, constants);
    if (next === undefined) return spanOf(key ?? headOf(value));
    key = next.key;
    value = next.value;
  }
  if (key === undefined) return spanOf(headOf(value));
  const literal = literalOf(value, constants);
  const isCollection = literal.type === 'ObjectExpression' || literal.type === 'ArrayExpression';
  return spanOf(at === 'key' || isCollection ? key : value);
}

/** Looks through parentheses, `as`, `satisfies`, `defineApp(…)` and names of constants. */
function literalOf(expression: Expression, constants: ReadonlyMap<string, Expression>): Expression {
  let current = expression;
  // Bounded, because `const a = b, b = a` never ends.
  for (let steps = 0; steps < 20; steps += 1) {
    const inner = innerOf(current, constants);
    if (inner === undefined) return current;
    current = inner;
  }
  return current;
}

function innerOf(expression: Expression, constants: ReadonlyMap<string, Expression>): Expression | undefined {
  switch (expression.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      return expression.expression;
    case 'Identifier':
      return constants.get(expression.name);
    case 'CallExpression': {
      const [argument] = expression.arguments;
      if (!isDefine(expression.callee) || argument === undefined) return undefined;
      return argument.type === 'SpreadElement' || argument.type === 'ArgumentPlaceholder' ? undefined : argument;
    }
    default:
      return undefined;
  }
}

function isDefine(callee: Extract<Expression, { type: 'CallExpression' }>['callee']): boolean {
  const name = callee.type === 'MemberExpression' ? callee.property : callee;
  return name.type === 'Identifier' && /^define(App|Platform)$/.test(name.name);
}

interface Child {
  readonly key: Node;
  readonly value: Expression;
}

function child(
  literal: Expression,
  step: string | number,
  constants: ReadonlyMap<string, Expression>,
): Child | undefined {
  if (literal.type === 'ObjectExpression') return property(literal, String(step), constants, 0);
  if (literal.type !== 'ArrayExpression' || typeof step !== 'number') return undefined;
  // After a spread, the position in the literal differs from the position in the list.
  const before = literal.elements.slice(0, step + 1);
  const item = before[step];
  if (!item || item.type === 'SpreadElement' || before.some((element) => element?.type === 'SpreadElement'))
    return undefined;
  return { key: item, value: item };
}

/** The last property wins, as at run time. */
function property(
  object: ObjectLiteral,
  name: string,
  constants: ReadonlyMap<string, Expression>,
  depth: number,
): Child | undefined {
  for (const member of object.properties.toReversed()) {
    if (member.type === 'SpreadElement') {
      const spread = literalOf(member.argument, constants);
      const found =
        spread.type === 'ObjectExpression' && depth < 20 ? property(spread, name, constants, depth + 1) : undefined;
      if (found !== undefined) return found;
    } else if (keyOf(member) === name) {
      return {
        key: member.key,
        value: member.type === 'ObjectProperty' ? (member.value as Expression) : (member.key as Expression),
      };
    }
  }
  return undefined;
}

function keyOf({
  key,
  computed,
}: Exclude<ObjectLiteral['properties'][number], { type: 'SpreadElement' }>): string | undefined {
  if (key.type === 'StringLiteral') return key.value;
  if (key.type === 'NumericLiteral') return String(key.value);
  return key.type === 'Identifier' && !computed ? key.name : undefined;
}

/** Returns the part of an expression that represents it: `defineApp` of a call, the brace of a literal. */
function headOf(expression: Expression): Node {
  return expression.type === 'CallExpression' ? expression.callee : expression;
}

function spanOf({ start, end }: Node): CodeSpan {
  const offset = start ?? 0;
  return { offset, length: Math.max(1, (end ?? offset) - offset) };
}
