/** Gives out names that are not taken yet. */
export interface Names {
  /** A free name as near to the wanted one as can be. */
  take(wanted: string): string;
}

const LONGEST = 40;

/** Words that a variable of a module cannot be called, or that a reader would take for something else. */
const RESERVED =
  'abstract any arguments as async await boolean break case catch class const constructor continue debugger declare default delete do else enum eval export extends false finally for from function get globalThis if implements import in infer Infinity instanceof interface is keyof let module NaN namespace never new null number object of package private protected public readonly require return set static string super switch symbol this throw true try type typeof undefined unique unknown var void while with yield exports process console global Object Array String Number'.split(
    ' ',
  );

/** Variables in camel case, made from the names of a host: `my-lan.2` becomes `myLan2`, `9lan` becomes `_9lan`. */
export function variableNames(taken: readonly string[]): Names {
  const free = freeNames([...RESERVED, ...taken]);
  return { take: (wanted) => free.take(camelCase(wanted)) };
}

/** The children of a construct are properties of an object, which has these already (constructs 10, `Node.addChild`). */
const OF_EVERY_OBJECT = Object.getOwnPropertyNames(Object.prototype);

/** Names that are free as they stand; another one gets the next number: `web01`, `web01-2`. */
export function constructIds(taken: readonly string[]): Names {
  return freeNames([...OF_EVERY_OBJECT, ...taken], '-');
}

function freeNames(taken: readonly string[], separator = ''): Names {
  const used = new Set(taken);
  return {
    take(wanted) {
      let name = wanted;
      for (let count = 2; used.has(name); count += 1) {
        const between = separator === '' && /\d$/.test(wanted) ? '_' : separator;
        name = `${wanted}${between}${String(count)}`;
      }
      used.add(name);
      return name;
    },
  };
}

function camelCase(wanted: string): string {
  const words = wanted.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const [first = 'unnamed', ...others] = words;
  const isShouting = first === first.toUpperCase();
  const beginning = isShouting ? first.toLowerCase() : `${first.slice(0, 1).toLowerCase()}${first.slice(1)}`;
  const rest = others.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join('');
  const name = `${beginning}${rest}`.slice(0, LONGEST);
  return /^\d/.test(name) ? `_${name}` : name;
}
