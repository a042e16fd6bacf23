import type { DesiredHost } from '../model/desired-host';
import { desiredHostSchema } from './desired-schema';
import { normaliseDesiredHost } from './normalise-desired-host';
import { z } from 'zod';

/**
 * The text of a document: properties in the order of the format, two blanks of indentation, a newline at the end.
 * Equal documents give equal bytes, whatever order their lists and properties had.
 */
export function encodeDesiredHost(host: DesiredHost): string {
  return `${JSON.stringify(inFormatOrder(desiredHostSchema, normaliseDesiredHost(host)), undefined, 2)}\n`;
}

function inFormatOrder(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return inFormatOrder(schema.unwrap(), value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((element) => inFormatOrder(schema.element, element));
  }
  if (!(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(schema.shape as Record<string, unknown>).flatMap(([key, property]) => {
      const entry = (value as Record<string, unknown>)[key];
      return entry === undefined ? [] : [[key, inFormatOrder(property, entry)]];
    }),
  );
}
