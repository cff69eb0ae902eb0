import type { Random } from './random';

export interface Process {
  readonly folder: string;
  readonly file: string;
  readonly commandLine: string;
}

/** Programs that run all the time; `#` is a number of few values, `@` one that hardly comes again. */
const USUAL: readonly (readonly [folder: string, file: string, args: string])[] = [
  ['C:\\Windows\\System32', 'svchost.exe', '-k netsvcs -p -s Schedule'],
  ['C:\\Windows\\System32', 'svchost.exe', '-k LocalServiceNetworkRestricted -p'],
  ['C:\\Windows\\System32', 'conhost.exe', '0xffffffff -ForceV1'],
  ['C:\\Windows\\System32', 'backgroundTaskHost.exe', '-ServerName:App.AppX#.mca'],
  ['C:\\Windows\\System32', 'taskhostw.exe', 'Install $(Arg0)'],
  ['C:\\Windows\\System32', 'SearchProtocolHost.exe', 'Global\\UsGthrFltPipeMssGthrPipe_S-1-5-21-@ 1 -2147483646'],
  ['C:\\Windows\\System32', 'RuntimeBroker.exe', '-Embedding'],
  ['C:\\Windows\\System32', 'cmd.exe', '/c "C:\\ProgramData\\Agent\\scripts\\inventory#.bat"'],
  ['C:\\Windows\\System32', 'cmd.exe', '/d /c net use \\\\fs#\\share /persistent:no'],
  ['C:\\Windows\\System32', 'rundll32.exe', 'C:\\Windows\\system32\\PcaSvc.dll,PcaPatchSdbTask'],
  [
    'C:\\Windows\\System32\\WindowsPowerShell\\v1.0',
    'powershell.exe',
    '-NoProfile -File C:\\ops\\collect-#.ps1 -Run @',
  ],
  ['C:\\Windows\\System32\\wbem', 'WmiPrvSE.exe', '-secured -Embedding'],
  ['C:\\Program Files\\Google\\Chrome\\Application', 'chrome.exe', '--type=renderer --lang=en-US --client-id=@'],
  ['C:\\Program Files\\Google\\Chrome\\Application', 'chrome.exe', '--type=utility --field-trial-handle=#'],
  ['C:\\Program Files\\Microsoft Office\\root\\Office16', 'OUTLOOK.EXE', '/recycle'],
  [
    'C:\\Program Files\\Microsoft Office\\root\\Office16',
    'WINWORD.EXE',
    '/n "C:\\Users\\user#\\Documents\\report#.docx"',
  ],
  ['C:\\Program Files (x86)\\Microsoft\\EdgeUpdate', 'MicrosoftEdgeUpdate.exe', '/ua /installsource scheduler'],
  [
    'C:\\Users\\user#\\AppData\\Local\\Temp',
    'setup#.exe',
    '/quiet /log "C:\\Users\\user#\\AppData\\Local\\Temp\\setup.log"',
  ],
];

/** What rules look for: seldom. */
const SELDOM: readonly (readonly [folder: string, file: string, args: string])[] = [
  ['C:\\Windows\\System32', 'rundll32.exe', 'C:\\windows\\system32\\comsvcs.dll, MiniDump # C:\\temp\\l.dmp full'],
  ['C:\\Windows\\System32', 'vssadmin.exe', 'delete shadows /all /quiet'],
  ['C:\\Users\\Public', 'm#.exe', '"privilege::debug" "sekurlsa::logonpasswords" exit'],
  ['C:\\Tools', 'procdump64.exe', '-accepteula -ma lsass.exe out#.dmp'],
];
const ENCODED = 'SQBFAFgAKABOAGUAdwAtAE8AYgBqAGUAYwB0ACAATgBlAHQALgBXAGUAYgBDAGwAaQBlAG4AdAApAC4ARABvAHcAbgBsAG8AYQBk';

type Template = (typeof USUAL)[number];

function usual(random: Random): Template {
  const template = USUAL[random.skewed(USUAL.length)];
  return template ?? random.pick(USUAL);
}

export function drawProcess(random: Random): Process {
  const draw = random.next();
  if (draw < 0.01) {
    const payload = `${ENCODED.slice(random.below(40), 60 + random.below(40))}${random.below(300)}==`;
    const folder = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0';
    const commandLine = `powershell.exe -nop -w hidden ${random.pick(['-enc', '-e', '-EncodedCommand'])} ${payload}`;
    return { folder, file: 'powershell.exe', commandLine };
  }
  const [folder, file, args] = draw < 0.015 ? random.pick(SELDOM) : usual(random);
  const few = String(random.skewed(400));
  const filled = (text: string): string => text.replaceAll('#', few).replace('@', () => random.hex(12));
  const path = filled(`${folder}\\${file}`);
  return {
    folder: path,
    file: filled(file),
    commandLine: filled(random.next() < 0.5 ? `"${path}" ${args}` : `${file} ${args}`),
  };
}
