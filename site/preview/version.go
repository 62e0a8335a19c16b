package preview

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	tokens "golang.org/x/net/html"

	"kvartal/site"
	"kvartal/site/trace"
)

// version stands for all that a browser shows at one address. The page itself
// knows the one that it was sent with; when the server has another one, what
// differs tells what to do about it. So a tab that was away, or a server that was
// started again, needs no history.
type version struct {
	Page   string            `json:"page"`   // the page's own bytes: another one means loading it again
	Rest   string            `json:"rest"`   // pictures, scripts, what style sheets refer to: likewise
	Styles map[string]string `json:"styles"` // address of each style sheet -> its bytes: swapped in place
}

// version returns the version of an address in a state.
func (s *shown) version(at string) version {
	if s.Site == nil { // what is shown instead
		return version{Page: "none " + hex(trace.Of([]byte(write("page", s.view(at)))))}
	}
	if v, ok := s.versions.Load(at); ok {
		return v.(version)
	}
	v := versionOf(s.Site, at)
	s.versions.Store(at, v)
	return v
}

func versionOf(s *site.Snapshot, at string) version {
	f := find(s, at)
	if f.to != "" {
		return version{Page: "to " + f.to}
	}
	if !isHTML(f.output) {
		return version{Page: hex(digest(s, f.output))}
	}
	data, problem := s.Open(f.output)
	if problem != nil {
		return version{Page: "none"}
	}
	defer data.Close()
	page, styles, others := references(data)
	v := version{Page: hex(page), Styles: map[string]string{}}
	rest := trace.NewSum()
	for _, ref := range styles {
		address, output := resolve(s, at, ref)
		if output == "" || v.Styles[address] != "" {
			continue
		}
		v.Styles[address] = hex(digest(s, output))
		for _, inner := range styleReferences(s, output) {
			_, output := resolve(s, address, inner)
			rest.Int(int(digestOf(s, output)))
		}
	}
	for _, ref := range others {
		_, output := resolve(s, at, ref)
		rest.Int(int(digestOf(s, output)))
	}
	v.Rest = hex(rest.Digest())
	return v
}

func hex(d trace.Digest) string { return fmt.Sprintf("%x", uint64(d)) }

// digestOf is the digest of an output that may be none of this site's.
func digestOf(s *site.Snapshot, output string) trace.Digest {
	if output == "" {
		return trace.Absent
	}
	return digest(s, output)
}

// resolve returns the path that a reference on the page at an address leads to,
// and the output there; "" for anything that is not of this site.
func resolve(s *site.Snapshot, at, ref string) (address, output string) {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return "", ""
	}
	address = (&url.URL{Path: at}).ResolveReference(u).Path
	f := find(s, address)
	if f.to != "" || f.output == notFound {
		return address, ""
	}
	return address, f.output
}

// references returns what a page shows besides itself: its style sheets, and all
// else. Pages in frames look after themselves. self stands for the page without
// what is behind the "?" of its style sheets' addresses, which changes with them.
func references(page io.Reader) (self trace.Digest, styles, others []string) {
	z := tokens.NewTokenizer(page)
	sum := trace.NewSum()
	for {
		kind := z.Next()
		raw := string(z.Raw()) // what z.Token reads is no longer there behind it
		switch kind {
		case tokens.ErrorToken:
			return sum.Add(raw).Digest(), styles, others
		case tokens.StartTagToken, tokens.SelfClosingTagToken:
			t := z.Token()
			style, more := shownBy(t)
			if style != "" {
				styles = append(styles, style)
				_, query, _ := strings.Cut(style, "?")
				raw = strings.Replace(raw, query, "", 1)
			}
			others = append(others, more...)
		}
		sum.Add(raw)
	}
}

// shownBy returns the style sheet that a tag asks for, or what else it shows.
func shownBy(t tokens.Token) (style string, others []string) {
	at := map[string]string{}
	for _, a := range t.Attr {
		at[a.Key] = a.Val
	}
	switch t.Data {
	case "link":
		rel := strings.Fields(strings.ToLower(at["rel"]))
		switch {
		case slices.Contains(rel, "stylesheet"):
			style = at["href"]
		case slices.Contains(rel, "icon"), slices.Contains(rel, "preload"), slices.Contains(rel, "modulepreload"):
			others = append(others, at["href"])
		}
	case "img", "source", "script", "video", "audio", "track", "embed", "input":
		others = append(append(others, at["src"], at["poster"]), sources(at["srcset"])...)
	case "image", "use":
		others = append(others, at["href"], at["xlink:href"])
	case "object":
		others = append(others, at["data"])
	}
	if strings.Contains(at["style"], "url(") {
		others = append(others, urls(at["style"])...)
	}
	return style, others
}

// sources returns the addresses in a srcset.
func sources(srcset string) []string {
	var all []string
	for part := range strings.SplitSeq(srcset, ",") {
		if f := strings.Fields(part); len(f) > 0 {
			all = append(all, f[0])
		}
	}
	return all
}

var (
	cssURL    = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)`)
	cssImport = regexp.MustCompile(`@import\s+(?:"([^"]*)"|'([^']*)')`)
)

// urls returns the addresses in a style sheet.
func urls(css string) []string {
	var all []string
	for _, re := range []*regexp.Regexp{cssURL, cssImport} {
		for _, m := range re.FindAllStringSubmatch(css, -1) {
			all = append(all, strings.Join(m[1:], ""))
		}
	}
	return all
}

// largestStyle is how many bytes of a style sheet are looked through.
const largestStyle = 1 << 20

func styleReferences(s *site.Snapshot, output string) []string {
	if path.Ext(output) != ".css" {
		return nil
	}
	data, problem := s.Open(output)
	if problem != nil {
		return nil
	}
	defer data.Close()
	css, err := io.ReadAll(io.LimitReader(data, largestStyle))
	if err != nil {
		return nil
	}
	return urls(string(css))
}

// quoted are the attributes of a tag.
const quoted = `(?:[^>"']|"[^"]*"|'[^']*')*`

// top is what a page begins with: the script stands behind it, before anything
// that a mistake in the page could hide it in.
var top = regexp.MustCompile(`(?is)^(?:\x{FEFF}|\s|<!--.*?-->)*(?:<!doctype` + quoted + `>)?(?:\s|<!--.*?-->)*(?:<html\b` + quoted + `>)?(?:\s|<!--.*?-->)*(?:<head(?:\s` + quoted + `)?>)?`)

// dress adds to a page the script that keeps it up to date.
func (s *shown) dress(page []byte, at string) []byte {
	known, err := json.Marshal(s.version(at))
	if err != nil { // texts only
		return page
	}
	n := len(top.Find(page))
	tag := fmt.Sprintf(`<script src="%spreview.js" data-at="%s" data-version="%s" data-offline="%s" defer></script>`,
		own, html.EscapeString(at), html.EscapeString(string(known)), html.EscapeString(s.words().Must("preview_offline")))
	return bytes.Join([][]byte{page[:n], page[n:]}, []byte(tag))
}
