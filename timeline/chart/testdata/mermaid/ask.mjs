// Asks Mermaid what it makes of roadmaps: reads lines {"file", "text"} and writes
// lines {"file", "text", "ok", "error", "model"}, as package chart's
// mermaid_test.go wants them. To run it, in a folder outside of the repository:
//
//	npm install mermaid@12 jsdom js-yaml
//	cp .../timeline/chart/testdata/mermaid/ask.mjs .
//	go test ./timeline/chart -run NewRoadmaps -v -mermaid "cd $PWD && TZ=UTC node ask.mjs"
//
// Mermaid keeps the ids of earlier charts (its taskDb is never emptied); so that each
// chart stands alone, add "taskDb = {};" to the function "clear" of
// node_modules/mermaid/dist/chunks/mermaid.core/ganttDiagram-*.mjs.
import { JSDOM } from 'jsdom';
import readline from 'node:readline';
import yaml from 'js-yaml';

// The clock stands still at the start of 2026.
const RealDate = Date;
const now = RealDate.UTC(2026, 0, 1);
globalThis.Date = class extends RealDate {
	constructor(...args) { if (args.length === 0) super(now); else super(...args); }
	static now() { return now; }
};

const dom = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = dom.window;
globalThis.document = dom.window.document;
for (const name of ['Element', 'HTMLElement', 'SVGElement', 'Node', 'DOMParser', 'XMLSerializer', 'MutationObserver']) globalThis[name] = dom.window[name];
for (const name of ['warn', 'error', 'debug', 'info', 'log']) console[name] = () => {};
const mermaid = (await import('mermaid')).default;
mermaid.initialize({ startOnLoad: false, maxTextSize: 10_000_000 });

// As Mermaid's own encodeEntities, which render calls, and a browser's reading of the result.
const encode = text => text.replace(/style.*:\S*#.*;/g, s => s.slice(0, -1)).replace(/classDef.*:\S*#.*;/g, s => s.slice(0, -1))
	.replace(/#\w+;/g, s => (/^#\+?\d+;$/.test(s) ? 'ﬂ°°' : 'ﬂ°') + s.slice(1, -1) + '¶ß');
const area = document.createElement('textarea');
const decode = text => {
	if (typeof text !== 'string' || !/ﬂ°|&/.test(text)) return text;
	area.innerHTML = text.replace(/ﬂ°°/g, '&#').replace(/ﬂ°/g, '&').replace(/¶ß/g, ';');
	return area.value;
};
const time = d => !(d instanceof RealDate) ? undefined : isNaN(d) ? 'invalid' : d.toISOString().replace(/(\.000)?Z$/, '');
const yes = value => value ? true : undefined; // what is false is not written

function frontTitle(text) {
	const found = text.match(/^([^\S\n]*)---[^\S\n]*\n([\s\S]*?)\n\1---[^\S\n]*\n/);
	try { return yaml.load(found[2], { schema: yaml.JSON_SCHEMA }).title?.toString() ?? ''; } catch { return ''; }
}

async function ask(text) {
	mermaid.mermaidAPI.reset();
	await mermaid.parse(text);
	const config = mermaid.mermaidAPI.getConfig().gantt ?? {};
	const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(encode(text));
	if (type !== 'gantt') throw new Error(type);
	const tasks = db.getTasks().map(t => ({
		id: decode(t.id), name: decode(t.task).trim(), section: decode(t.section).trim(),
		active: yes(t.active), done: yes(t.done), crit: yes(t.crit), milestone: yes(t.milestone), vert: yes(t.vert),
		startTime: time(t.startTime), endTime: time(t.endTime), renderEndTime: time(t.renderEndTime), order: t.order,
	}));
	return {
		title: decode(db.getDiagramTitle()) || frontTitle(text), accTitle: decode(db.getAccTitle()), accDescr: decode(db.getAccDescription()),
		axisFormat: db.getAxisFormat() || (config.axisFormat === '%Y-%m-%d' ? '' : config.axisFormat),
		weekday: db.getWeekday(), displayMode: db.getDisplayMode() || config.displayMode || '', sections: db.getSections().map(decode),
		links: Object.fromEntries(db.getLinks()), tasks,
	};
}

for await (const line of readline.createInterface({ input: process.stdin })) {
	const { file, text } = JSON.parse(line);
	const answer = { file, text };
	try {
		answer.model = await ask(text);
		answer.ok = true;
	} catch (error) {
		answer.ok = false;
		answer.error = String(error?.message ?? error).slice(0, 300);
	}
	process.stdout.write(JSON.stringify(answer) + '\n');
}
process.exit(0);
