package graph

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/collate"

	"kvartal/site/config"
	"kvartal/site/history"
	"kvartal/site/markdown"
	"kvartal/site/source"
	"kvartal/timeline/calendar"
	"kvartal/timeline/diag"
	"kvartal/timeline/locale"
)

// Input is everything that a site is made of.
type Input struct {
	Config   *config.Config
	Content  string  // name of the content folder in the project, for messages and dates
	Pages    []Entry // every Markdown file, by path
	Files    []string
	Roadmaps map[string][]Roadmap // page path -> the charts of its Doc.Roadmaps, in order
	Dates    history.Dates        // of the project's files
	Today    calendar.Instant
	Drafts   bool // publish drafts
	Future   bool // publish pages before their publish_date

	// DatesLost says that files were changed on days that nobody can tell: a
	// page's date then does not stand in for the day of its last change.
	DatesLost bool
}

// Entry is one Markdown file with its rendered body.
type Entry struct {
	File   *source.File
	Doc    *markdown.Doc
	Locale *locale.Locale // the page's language, defaults of its sections applied
}

// New makes the site. It reports parents that are not there and two index
// files in one folder; links are checked by CheckLinks.
//
// A folder's page is its index.md or _index.md; else the page beside the folder
// that has its name (plan.md for plan/); else one without a text is made.
func New(in Input) (*Site, diag.List) {
	b := builder{in: in, site: &Site{in: in, bodies: in.bodies(), byPath: map[string]*Page{}, byAddr: map[string]*Page{}, files: map[string]string{}},
		folders: map[string]*Page{}, defaults: map[string]*source.Front{}, collators: map[*locale.Locale]*collate.Collator{}}
	b.pages()
	b.sections()
	b.attach()
	b.parents()
	b.dropEmptyFolders()
	b.taxonomies()
	b.kinds()
	b.sortChildren()
	b.addresses()
	b.aliases()
	b.roadmapFiles()
	b.readingOrder()
	b.site.list = b.list
	b.site.dateRoadmaps()
	return b.site, b.list
}

type builder struct {
	in        Input
	site      *Site
	folders   map[string]*Page         // content folder ("" for the root) -> the page that stands for it
	withPages map[string]bool          // content folders with a page somewhere below them
	defaults  map[string]*source.Front // content folder -> what its index sets for the pages below it
	dirs      map[string]string        // content folder -> its address
	collators map[*locale.Locale]*collate.Collator
	list      diag.List
}

func folder(file string) string {
	if d := path.Dir(file); d != "." {
		return d
	}
	return ""
}

// pages makes a page of every file that is published now.
func (b *builder) pages() {
	held := map[string]string{} // folder -> why its section is held back
	for _, e := range b.in.Pages {
		if !source.IsIndex(e.File.Path) {
			continue
		}
		if d := e.File.Front.Defaults; d != nil {
			b.defaults[folder(e.File.Path)] = d
		}
		if why := b.heldBack(e.File.Front); why != "" {
			held[folder(e.File.Path)] = why
		}
	}
	for i, e := range b.in.Pages {
		why := b.heldBack(e.File.Front)
		for dir := folder(e.File.Path); why == "" && b.in.Config.Tree == config.FolderTree; dir = folder(dir) {
			if w := held[dir]; w != "" && dir != "" {
				why = w + " (its section)"
			}
			if dir == "" {
				break
			}
		}
		if why != "" {
			b.site.Held = append(b.site.Held, Held{e.File.Path, why, b.page(i).Title})
			continue
		}
		if p := b.page(i); p.Path == notFoundFile {
			b.site.NotFound = p
		} else {
			b.add(p)
		}
	}
	b.notFound()
}

const notFoundFile = "404.md"

// notFound makes the page for addresses that are not there. It stands in no
// section and in no menu.
func (b *builder) notFound() {
	p := b.site.NotFound
	if p == nil {
		l := b.in.Config.Language
		p = &Page{Path: notFoundFile, Title: l.Must("not_found"), Locale: l}
		p.MenuTitle = p.Title
	}
	p.Kind, p.Address, p.Output = Missing, "/404.html", "404.html"
	b.site.NotFound = p
	b.site.byPath[p.Path] = p
}

func (b *builder) add(p *Page) {
	b.impossibleName(p)
	b.site.Pages = append(b.site.Pages, p)
	b.site.byPath[p.Path] = p
	if !source.IsIndex(p.Path) {
		return
	}
	dir := folder(p.Path)
	if other, twice := b.folders[dir]; twice {
		b.list = append(b.list, diag.Diag{Severity: diag.Error, Code: "index-twice",
			Place: p.whole(b.in.Content, fmt.Sprintf("the folder has two index files, %q and %q", path.Base(other.Path), path.Base(p.Path)))}.
			Hint("keep one of them"))
		return
	}
	b.folders[dir] = p
}

func (b *builder) heldBack(f source.Front) string {
	switch {
	case f.Draft && !b.in.Drafts:
		return "draft"
	case f.PublishDate != nil && f.PublishDate.StartOfDay() > b.in.Today && !b.in.Future:
		return "publish_date " + f.PublishDate.ISODate()
	case f.Expires != nil && f.Expires.StartOfDay() <= b.in.Today:
		return "expired " + f.Expires.ISODate()
	}
	return ""
}

// page makes the page of a file, by its number in Input.Pages.
func (b *builder) page(i int) *Page {
	e := b.in.Pages[i]
	f, dir := e.File.Front, folder(e.File.Path)
	p := &Page{
		Path: e.File.Path, Kind: Leaf, Title: f.Title, MenuTitle: f.MenuTitle, Description: f.Description,
		Status: f.Status, Draft: f.Draft, Authors: f.Authors, Date: f.Date, Updated: f.Updated,
		Locale: e.Locale, Template: f.Template, Weight: f.Weight, OutOfMenu: f.OutOfMenu, Extra: f.Extra,
		Milestones: f.Milestones == nil || *f.Milestones, RedirectTo: f.RedirectTo, templateAt: f.Places.Template, front: f, unread: e.File.Unread, file: i + 1,
	}
	b.applyDefaults(p, dir)
	if p.Title == "" {
		p.Title = e.heading()
	}
	if p.Title == "" {
		p.Title = b.nameOf(e.File.Path)
		if e.File.Path == notFoundFile {
			p.Title = e.Locale.Must("not_found")
		}
	}
	if p.MenuTitle == "" {
		p.MenuTitle = p.Title
	}
	if p.Date == nil {
		p.Date, _ = dateInName(e.File.Path)
	}
	if p.Updated == nil {
		if day, ok := b.in.Dates[path.Join(b.in.Content, e.File.Path)]; ok {
			p.Updated = &day
		} else if !b.in.DatesLost {
			p.Updated = p.Date
		}
	}
	return p
}

// applyDefaults gives a page in a folder what it does not say itself and the
// sections above set for their pages, the nearest first. (A section's default
// language is its own too; that was needed before its body could be read.)
func (b *builder) applyDefaults(p *Page, dir string) {
	if source.IsIndex(p.Path) {
		if dir == "" {
			return
		}
		dir = folder(dir)
	}
	for ; ; dir = folder(dir) {
		if d := b.defaults[dir]; d != nil {
			if p.Template == "" && d.Template != "" {
				p.Template, p.templateAt = d.Template, d.Places.Template
			}
			if !p.front.StatusGiven {
				p.Status, p.front.StatusGiven = d.Status, d.StatusGiven
			}
			if p.Authors == nil {
				p.Authors = d.Authors
			}
			if p.front.SortBy == "" {
				p.front.SortBy, p.front.SortReverse = d.SortBy, p.front.SortReverse || d.SortReverse
			}
			if p.front.Milestones == nil && d.Milestones != nil {
				p.Milestones, p.front.Milestones = *d.Milestones, d.Milestones
			}
			p.Extra = p.Extra.Or(d.Extra)
		}
		if dir == "" {
			return
		}
	}
}

// defaultLocale returns the language of a page that has no file.
func (b *builder) defaultLocale(dir string) *locale.Locale {
	for ; ; dir = folder(dir) {
		if d := b.defaults[dir]; d != nil && d.Language != nil {
			return d.Language
		}
		if dir == "" {
			return b.in.Config.Language
		}
	}
}

// nameOf makes a title of a file's or folder's name.
func (b *builder) nameOf(file string) string {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if source.IsIndex(file) {
		if dir := folder(file); dir != "" {
			name = path.Base(dir)
		} else if b.in.Config.Title != "" {
			return b.in.Config.Title
		} else {
			return b.in.Config.Language.Must("home")
		}
	}
	if _, rest := dateInName(file); rest != "" {
		name = rest
	}
	name = strings.TrimSpace(strings.NewReplacer("-", " ", "_", " ").Replace(name))
	for i, r := range name {
		return string(unicode.ToUpper(r)) + name[i+len(string(r)):]
	}
	return path.Base(file)
}

// sections gives every folder with a page somewhere below it a page of its
// own, so that no page is lost for want of an index file. Where parent alone
// makes the tree, folders mean nothing, and get none.
func (b *builder) sections() {
	b.withPages = map[string]bool{"": true}
	for _, p := range slices.Clone(b.site.Pages) {
		for dir := folder(p.Path); !b.withPages[dir]; dir = folder(dir) {
			b.withPages[dir] = true
			if _, ok := b.folders[dir]; !ok && b.in.Config.Tree == config.FolderTree {
				b.folder(dir)
			}
		}
	}
	if b.folders[""] == nil {
		b.folder("")
	}
	b.site.Home = b.folders[""]
	b.sortPages()
}

func (b *builder) sortPages() {
	slices.SortFunc(b.site.Pages, func(x, y *Page) int { return strings.Compare(x.Path, y.Path) })
}

// folder gives a folder without an index file its page.
func (b *builder) folder(dir string) *Page {
	if p, ok := b.site.byPath[dir+".md"]; ok && dir != "" && p.Kind == Leaf {
		b.folders[dir] = p
		return p
	}
	p := &Page{Path: dir + "/", Kind: Section, Title: b.nameOf(path.Join(dir, "index.md")), Locale: b.defaultLocale(dir)}
	b.applyDefaults(p, dir)
	p.MenuTitle = p.Title
	b.folders[dir] = p
	b.site.Pages = append(b.site.Pages, p)
	b.site.byPath[p.Path] = p
	return p
}

// attach puts each page under the page of its folder, or of the nearest folder
// above that has one; where parent alone makes the tree, that is the place of
// a page whose parent is not found, and one without a parent stands at the top.
func (b *builder) attach() {
	for _, p := range b.site.Pages {
		if p == b.site.Home {
			continue
		}
		if b.in.Config.Tree == config.ParentTree && p.front.Parent == "" {
			p.Parent = b.site.Home
			continue
		}
		dir := strings.TrimSuffix(folder(p.Path), "/")
		if b.folders[dir] == p {
			dir = folder(dir)
		}
		for b.folders[dir] == nil {
			dir = folder(dir)
		}
		p.Parent = b.folders[dir]
	}
}

// dropEmptyFolders removes the pages that were made for folders whose pages all
// stand elsewhere, by their parent: such a page would lead to nothing.
func (b *builder) dropEmptyFolders() {
	under := map[*Page]int{}
	for _, p := range b.site.Pages {
		under[p.Parent]++
	}
	for _, p := range slices.Backward(slices.Clone(b.site.Pages)) { // by path: a folder's folders come behind it
		if !p.isMade() || under[p] > 0 || p == b.site.Home {
			continue
		}
		under[p.Parent]--
		delete(b.site.byPath, p.Path)
		delete(b.folders, strings.TrimSuffix(p.Path, "/"))
		b.site.Pages = slices.DeleteFunc(b.site.Pages, func(q *Page) bool { return q == p })
	}
}

// kinds fills Children and tells what each page is.
func (b *builder) kinds() {
	for _, p := range b.site.Pages {
		if p.Parent != nil && !p.apart {
			p.Parent.Children = append(p.Parent.Children, p)
		}
	}
	for _, p := range b.site.Pages {
		switch {
		case p.RedirectTo != "":
			p.Kind = Redirect
		case p == b.site.Home:
			p.Kind = Home
		case p.Kind == Taxonomy, p.Kind == Term:
		case len(p.Children) > 0, strings.EqualFold(path.Base(p.Path), "_index.md"):
			p.Kind = Section
		}
	}
}
