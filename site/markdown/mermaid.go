package markdown

import "github.com/alecthomas/chroma/v2"

// mermaidLexer colours the source of Mermaid diagrams, which chroma does not
// know: the kind of diagram, its keywords, comments, texts and arrows. It need
// not understand them. Every pattern looks a bounded way ahead, so that the time
// grows with the length of the source.
var mermaidLexer = chroma.MustNewLexer(
	&chroma.Config{Name: "Mermaid", Aliases: []string{"mermaid", "gantt"}},
	func() chroma.Rules {
		return chroma.Rules{"root": {
			{Pattern: `%%[^\n]*`, Type: chroma.CommentSingle},
			{Pattern: `^([ \t]*)(flowchart|graph|sequenceDiagram|classDiagram|stateDiagram(?:-v2)?|erDiagram|journey|gantt|pie|` +
				`quadrantChart|requirementDiagram|gitGraph|mindmap|timeline|kanban|(?:sankey|xychart|block|packet|architecture|radar|treemap)(?:-beta)?|C4\w+)\b`,
				Type: chroma.ByGroups(chroma.Text, chroma.KeywordDeclaration)},
			{Pattern: `^([ \t]*)(title|section|dateFormat|axisFormat|tickInterval|excludes|includes|todayMarker|weekday|weekend|` +
				`inclusiveEndDates|topAxis|accTitle|accDescr|subgraph|end|direction|participant|actor|loop|alt|else|opt|par|and|critical|` +
				`break|rect|note|activate|deactivate|autonumber|class|classDef|style|linkStyle|click|state|namespace|commit|branch|checkout|merge)\b`,
				Type: chroma.ByGroups(chroma.Text, chroma.Keyword)},
			{Pattern: `\b(TB|TD|BT|RL|LR)\b`, Type: chroma.KeywordConstant},
			{Pattern: `(?<=[:,][ \t]{0,9})(done|active|crit|milestone|vert|after|until)\b`, Type: chroma.NameDecorator},
			{Pattern: `"[^"\n]{0,300}"`, Type: chroma.LiteralString},
			{Pattern: `(?<=\w)(\[[^\]\n]{0,300}\]|\{[^}\n]{0,300}\}|\([^)\n]{0,300}\))`, Type: chroma.LiteralString},
			{Pattern: `\|[^|\n]{0,300}\|`, Type: chroma.LiteralString},
			{Pattern: `[<ox]?(--+|==+|-\.+-|~~~+)[>ox]*|-+>+|<\|--`, Type: chroma.Operator},
			{Pattern: `\b\d[\d.:-]*\w*`, Type: chroma.LiteralNumber},
			{Pattern: `[\p{L}_][\p{L}\d_]*`, Type: chroma.Text},
			{Pattern: `\s+|.`, Type: chroma.Text},
		}}
	},
)
