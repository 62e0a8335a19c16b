package explain

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"kvartal/site"
	"kvartal/site/trace"
)

// Reasons tells of every output that was made in the build of a snapshot why it
// was, a line each, by path.
func Reasons(s *site.Snapshot) string {
	var b strings.Builder
	for _, out := range s.Plan.Outputs {
		if made := s.Outputs[out.Path]; made != nil && made.Reason != "" {
			fmt.Fprintf(&b, "    %s: %s\n", out.Path, Reason(made.Reason))
		}
	}
	return b.String()
}

// Reason says in words why an output was made: see render.Output.
func Reason(reason string) string {
	kind, name, _ := strings.Cut(reason, " ")
	for _, k := range trace.Kinds() {
		if k.String() == kind {
			return words(trace.Key{Kind: k, Name: name}) + " changed"
		}
	}
	if reason == "new" {
		return "there was none before"
	}
	return reason
}

// words says what a key of a trace stands for.
func words(k trace.Key) string {
	name, arg, _ := strings.Cut(k.Name, "\x00")
	page := ofPage(name)
	switch k.Kind {
	case trace.Meta:
		return "title, address or status of " + page
	case trace.Dates:
		return "the dates of " + page
	case trace.Summary:
		return "the summary of " + page
	case trace.Body:
		return "the text of " + page
	case trace.Address:
		return fmt.Sprintf("where the link %q of %s leads", arg, page)
	case trace.Extra:
		return fmt.Sprintf("the value %q of [extra] in %s", arg, page)
	case trace.Children:
		return "which pages stand under " + page
	case trace.Ancestors:
		return "the sections above " + page
	case trace.Neighbours:
		return "the pages before and after " + page
	case trace.Menu:
		return "the menu as " + page + " shows it"
	case trace.Terms:
		return fmt.Sprintf("the %s of %s", arg, page)
	case trace.Filed:
		return "which pages are filed under " + page
	case trace.Taxonomies:
		return "the taxonomies of the site"
	case trace.Redirect:
		return "where " + page + " leads"
	case trace.Chart:
		n, _ := strconv.Atoi(arg)
		return fmt.Sprintf("roadmap %d of %s", n+1, page)
	case trace.Milestones:
		return "the milestones of the site's roadmaps"
	case trace.Config:
		return fmt.Sprintf("%q in kvartal.toml", name)
	case trace.Layout:
		return "the template " + name + " with what it includes"
	case trace.File:
		return "the file " + name
	}
	return k.String()
}

// ofPage says which page a content path names.
func ofPage(name string) string {
	if strings.HasSuffix(name, "/") || name == "" {
		return "the folder " + path.Join(site.Content, name) + "/"
	}
	return path.Join(site.Content, name)
}

// isOfPage tells whether the keys of a kind name a page.
func isOfPage(k trace.Kind) bool {
	return !slices.Contains([]trace.Kind{trace.Config, trace.Layout, trace.File, trace.Taxonomies}, k)
}
