package theme

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"kvartal/site/trace"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// source is one template file, parsed once.
type source struct {
	name    string // "page.html"
	shown   string // where it was found
	src     *diag.Source
	trees   map[string]*parse.Tree // by template name: the file's own and those it defines
	uses    []string               // names of templates it calls, sorted
	digest  trace.Digest
	invalid bool

	text     string    // of the file
	problems diag.List // that it has alone
}

// builtins are the functions of text/template itself.
var builtins = []string{"and", "or", "not", "len", "index", "slice", "print", "printf", "println", "html", "js",
	"urlquery", "call", "eq", "ne", "lt", "le", "gt", "ge"}

// functions are ours. All are pure; whatever depends on the page or the site
// is a method of a view.
func functions(l *locale.Locale) template.FuncMap {
	return template.FuncMap{
		"t": func(key string, args ...any) string {
			if word := l.Must(key); len(args) > 0 {
				return fmt.Sprintf(word, args...)
			} else {
				return word
			}
		},
		"dict": func(pairs ...any) (map[string]any, error) {
			if len(pairs)%2 != 0 {
				return nil, fmt.Errorf("dict wants pairs of a key and a value")
			}
			m := make(map[string]any, len(pairs)/2)
			for i := 0; i < len(pairs); i += 2 {
				key, ok := pairs[i].(string)
				if !ok {
					return nil, fmt.Errorf("dict wants a text as key, got %v", pairs[i])
				}
				m[key] = pairs[i+1]
			}
			return m, nil
		},
	}
}

// Functions returns the names of the functions that templates have besides
// those of Go's text/template.
func Functions() []string {
	var names []string
	for name := range functions(locale.Danish()) {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// parseFile reads a template file and checks what can be checked without a page:
// its functions and the words it asks for.
func parseFile(name, shown, text string) (*source, diag.List) {
	s := &source{name: name, shown: shown, text: text, src: diag.NewSource(shown, text), trees: map[string]*parse.Tree{}}
	s.digest = trace.NewSum().Add(shown, text).Digest()
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	if _, err := tree.Parse(text, "", "", s.trees); err != nil {
		s.invalid, s.problems = true, diag.List{templateError(s, err)}
		return s, s.problems
	}
	var list diag.List
	uses := map[string]bool{}
	for _, t := range s.trees {
		inspect(t.Root, func(n parse.Node) {
			switch n := n.(type) {
			case *parse.TemplateNode:
				uses[n.Name] = true
			case *parse.CommandNode:
				list = append(list, s.checkCommand(n)...)
			}
		})
	}
	for name := range uses {
		s.uses = append(s.uses, name)
	}
	slices.Sort(s.uses)
	s.invalid, s.problems = list.HasErrors(), list
	return s, list
}

// checkCommand reports functions that are not there, and a t whose word is not
// there.
func (s *source) checkCommand(n *parse.CommandNode) diag.List {
	var list diag.List
	known := append(Functions(), builtins...)
	for i, arg := range n.Args {
		id, ok := arg.(*parse.IdentifierNode)
		switch {
		case !ok:
		case !slices.Contains(known, id.Ident):
			list = append(list, s.src.Error(spanOf(id, id.Ident), "template-function", fmt.Sprintf("unknown function %q", id.Ident)).
				Hint(diag.DidYouMean(id.Ident, known)))
		case id.Ident == "t":
			list = append(list, s.checkWord(id, n.Args[i+1:])...)
		}
	}
	return list
}

func spanOf(n parse.Node, text string) diag.Span {
	return diag.Span{Start: int(n.Position()), End: int(n.Position()) + len(text)}
}

// checkWord checks the key that t is given: a text in quotes, so that it can
// be looked up here, in every language.
func (s *source) checkWord(t *parse.IdentifierNode, args []parse.Node) diag.List {
	var key *parse.StringNode
	if len(args) > 0 {
		key, _ = args[0].(*parse.StringNode)
	}
	if key == nil {
		return diag.List{s.src.Error(spanOf(t, t.Ident), "template-word", "t wants the key of a word in quotes")}
	}
	var without, all []string
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		if _, ok := l.Word(key.Text); !ok {
			without = append(without, strconv.Quote(tag))
		}
		all = append(all, l.Keys()...)
	}
	if without == nil {
		return nil
	}
	message := fmt.Sprintf("there is no word %q", key.Text)
	if len(without) < len(locale.Tags()) {
		message += " in the language " + strings.Join(without, ", ")
	}
	return diag.List{s.src.Error(spanOf(key, key.Quoted), "template-word", message).Hint(diag.DidYouMean(key.Text, all))}
}

// inspect calls f for a node and all below it.
func inspect(n parse.Node, f func(parse.Node)) {
	f(n)
	branch := func(b *parse.BranchNode) {
		inspect(b.Pipe, f)
		inspect(b.List, f)
		if b.ElseList != nil {
			inspect(b.ElseList, f)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			inspect(c, f)
		}
	case *parse.ActionNode:
		inspect(n.Pipe, f)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			inspect(c, f)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			inspect(a, f)
		}
	case *parse.ChainNode: // (index .Children 0).Title
		inspect(n.Node, f)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			inspect(n.Pipe, f)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}
