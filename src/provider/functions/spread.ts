import type { ProviderFunction } from './provider-function';

/** `spread(["db01:0,4", "web01:0,4"], ["vmlan4", "vmlan900"])`: each thing with its place, in turn. */
export const spread: ProviderFunction = {
  summary: 'Deals things out over places, in turn',
  description:
    'Gives a map from each thing to a place: the first thing to the first place, and so on, beginning again behind the last place. Depends on the two lists alone, so that it gives the same in every plan; things at the end of the list move nobody when they are added or removed.',
  parameters: [
    { name: 'things', type: ['list', 'string'], description: 'What is dealt out, for example guest NICs. Each once.' },
    { name: 'places', type: ['list', 'string'], description: 'Where it goes, for example vswitches. At least one.' },
  ],
  returns: ['map', 'string'],
  call([things, places]) {
    if (!Array.isArray(things) || !Array.isArray(places))
      throw new Error('Terraform passed something other than lists');
    if (places.length === 0) return { argument: 1, problem: 'there must be at least one place' };
    const twice = things.find((thing, index) => things.indexOf(thing) !== index) as string | undefined;
    if (twice !== undefined) return { argument: 0, problem: `${JSON.stringify(twice)} stands there twice` };
    return {
      result: Object.fromEntries(
        things.map((thing, index) => [thing as string, places[index % places.length] as string]),
      ),
    };
  },
};
