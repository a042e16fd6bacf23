import { errorDiagnostic } from '../model/diagnostic';
import { failure, success, type Result } from '../model/result';

/** The text of a file that people edit, as hpvmctl writes text: line feeds, no byte order mark. */
export interface EditedText {
  readonly text: string;
  /** Gives a text the marks and line ends of the file. */
  readonly as: (text: string) => string;
}

/** Takes the text of a file apart; what is no UTF-8 could not be written back as it was. */
export function editedText(raw: string, path: string): Result<EditedText> {
  if (raw.includes('\ufffd')) {
    const next = `What is written there in another encoding would be lost. Convert it first, for example: iconv -f ISO-8859-1 -t UTF-8 ${path}`;
    return failure(errorDiagnostic('not-utf8', `${path} is not text in UTF-8`, next));
  }
  const mark = raw.startsWith('\ufeff') ? '\ufeff' : '';
  const lines = raw.slice(mark.length).split('\n');
  const isWindows = lines.length > 1 && lines.slice(0, -1).every((line) => line.endsWith('\r'));
  return success({
    text: isWindows ? raw.slice(mark.length).replaceAll('\r\n', '\n') : raw.slice(mark.length),
    as: (text) => mark + (isWindows ? text.replaceAll('\n', '\r\n') : text),
  });
}
