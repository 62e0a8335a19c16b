package config

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"kvartal/timeline/diag"
)

// Repository says where the site's files are kept, so that pages can lead to
// their source.
type Repository struct {
	URL     *url.URL // "https://github.com/os2display/docs", no slash at its end; nil without
	Branch  string   // default "main"
	Path    string   // folder of the site in the repository, "" for its root
	Edit    string   // pattern of the address where a file is edited; "": the host's
	History string   // pattern of the address with a file's history; "": the host's
}

func repositoryKeys(r *Repository) []key {
	return []key{
		{name: "url", setting: address(&r.URL, func(s string) (*url.URL, error) {
			u, err := ParseBaseURL(s)
			if err != nil {
				return nil, err
			}
			u.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, "/"), ".git")
			return u, nil
		})},
		{name: "branch", setting: text(&r.Branch)},
		{name: "path", setting: textOf(&r.Path, func(s string) error {
			if strings.Contains(s, "..") {
				return fmt.Errorf("%q leads out of the repository", s)
			}
			return nil
		})},
		{name: "edit", setting: pattern(&r.Edit)},
		{name: "history", setting: pattern(&r.History)},
	}
}

// placeholders of a pattern.
var placeholders = []string{"{url}", "{branch}", "{path}"}

// pattern reads an address with placeholders for what differs.
func pattern(to *string) setting {
	return textOf(to, func(s string) error {
		rest := s
		for _, p := range placeholders {
			rest = strings.ReplaceAll(rest, p, "")
		}
		_, unknown, found := strings.Cut(rest, "{")
		switch {
		case found:
			word, _, _ := strings.Cut(unknown, "}")
			return fmt.Errorf("%q is not one of %s", "{"+word+"}", strings.Join(placeholders, ", "))
		case !strings.Contains(s, "{path}"):
			return fmt.Errorf("%q has no {path}, so it would be the same for every page", s)
		case !strings.HasPrefix(s, "{url}") && !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://"):
			return fmt.Errorf("%q is not the beginning of an address: write {url} or https:// first", s)
		}
		return nil
	})
}

// hosts are the addresses that common hosts have for a file.
var hosts = []struct{ name, edit, history string }{
	{"github", "{url}/edit/{branch}/{path}", "{url}/commits/{branch}/{path}"},
	{"gitlab", "{url}/-/edit/{branch}/{path}", "{url}/-/commits/{branch}/{path}"},
	{"codeberg", "{url}/_edit/{branch}/{path}", "{url}/commits/branch/{branch}/{path}"},
	{"gitea", "{url}/_edit/{branch}/{path}", "{url}/commits/branch/{branch}/{path}"},
	{"forgejo", "{url}/_edit/{branch}/{path}", "{url}/commits/branch/{branch}/{path}"},
	{"bitbucket", "{url}/src/{branch}/{path}?mode=edit", "{url}/history-node/{branch}/{path}"},
}

// patterns returns the patterns of the repository's host, where they are known
// by its name: github.com, gitlab.com, gitlab.example.org ...
func (r Repository) patterns() (edit, history string) {
	for _, label := range strings.Split(r.URL.Hostname(), ".") {
		for _, h := range hosts {
			if strings.EqualFold(label, h.name) {
				return h.edit, h.history
			}
		}
	}
	return "", ""
}

// checkRepository fills in the host's patterns and reports what is missing.
func (c *Config) checkRepository() (diag.Diag, bool) {
	r := &c.Repository
	r.Path = strings.Trim(path.Clean("/"+r.Path), "/")
	if r.URL == nil {
		if at, ok := c.places["repository"]; ok {
			return c.src.Error(at, "config-value", `"repository" says nothing without its address`).
				Hint(`add url = "https://github.com/NAME/REPOSITORY" below it`), false
		}
		return diag.Diag{}, true
	}
	if r.Branch == "" {
		r.Branch = "main"
	}
	edit, history := r.patterns()
	if r.Edit == "" {
		r.Edit = edit
	}
	if r.History == "" {
		r.History = history
	}
	if r.Edit == "" && r.History == "" {
		gitlab := hosts[1]
		return c.Error("repository.url", "config-value", fmt.Sprintf("how %s spells the address of a file is not known", r.URL.Hostname())).
			Hint(fmt.Sprintf("say it below: edit = %q and history = %q are right for GitLab", gitlab.edit, gitlab.history)), false
	}
	return diag.Diag{}, true
}

// EditURL is where a file of the site's folder ("content/plan.md") is edited;
// "" where that is not known.
func (r Repository) EditURL(file string) string { return r.fill(r.Edit, file) }

// HistoryURL is where the changes of a file are listed; "" where that is not
// known.
func (r Repository) HistoryURL(file string) string { return r.fill(r.History, file) }

func (r Repository) fill(pattern, file string) string {
	if r.URL == nil || pattern == "" {
		return ""
	}
	escape := func(p string) string { return (&url.URL{Path: p}).EscapedPath() }
	return strings.NewReplacer("{url}", r.URL.String(), "{branch}", escape(r.Branch), "{path}", escape(path.Join(r.Path, file))).Replace(pattern)
}
