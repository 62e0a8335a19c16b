// Package site takes a folder with Markdown, configuration and templates and
// gives a website. Build is all of it; everything else (preview, publishing,
// checks) starts from the Snapshot that it returns.
//
// This page is the reference of what authors write. The handbook in content/
// says the same at more length.
//
// # A site's folder
//
//	kvartal.toml   configuration; may be missing
//	content/       pages (*.md), and all other files as they are
//	templates/     files that take the place of the theme's
//	themes/NAME/   themes of the site's own
//	public/        the output
//
// A folder in content/ is a section. Its own page is its index.md or _index.md,
// else the page beside it that has its name (plan.md for plan/), else one is
// made. A section without pages below it, but with pictures and other files, is
// a page with files of its own. Names that begin with a dot are left out, and
// files that programs leave beside what you edit (plan.md~, #plan.md#). 404.md is
// the page for addresses that are not there.
//
// A file's name makes its address: æ, ø and å become ae, oe and aa, capitals
// small, blanks hyphens. A date that it begins with (2026-02-03-minutes.md) is
// the page's date.
//
// # Front matter
//
// Facts about a page stand at its top, as TOML between two lines "+++" or YAML
// between two lines "---". A key that nobody knows is kept as a value of
// [extra], and told. Of dates, TOML's are read and texts like "2026-08-01",
// "19-08-2025" and "19. august 2025"; the day comes before the month.
//
//	title         name; default: the first heading, else the file's name
//	menu_title    shorter name for the menu (linkTitle)
//	description   one sentence, for search engines and lists
//	summary       what lists show; default: the text before <!--more-->, else the first paragraph
//	date          the day that the page is from
//	updated       the day of its last change; default: its last commit, else date (lastmod, last_modified_date)
//	publish_date  held back before this day (publishDate)
//	expires       held back from this day on (expiryDate)
//	authors       a name or a list of names (author)
//	status        a word on a badge; the page is published
//	draft         true holds it back (published: false)
//	weight        place in its section: numbers, then words, then pages without one (nav_order)
//	in_menu       false leaves it and all below it out of the menu (nav_exclude: true)
//	parent        title of the page to stand under, where that is not its folder's
//	grand_parent  title of the page above parent, where several have parent's title
//	ancestor      title of any page above, for the same purpose
//	sort_by       of a section: weight, date (latest first) or title
//	sort_reverse  of a section: true turns the order round (child_nav_order)
//	tags          terms that it is filed under; so are categories, and each taxonomy of the site
//	taxonomies    a table of the same
//	slug          last part of the address
//	url           whole address, from the site's root (path, permalink)
//	aliases       former addresses, which lead here (redirect_from)
//	redirect_to   where it leads instead of being shown
//	language      da or en: of dates, quotes and the words around the text (lang)
//	template      layout that makes it (layout)
//	milestones    false keeps those of the page's roadmaps out of the site's lists and calendars
//	defaults      of a section: language, template, status, authors, sort_by, sort_reverse, milestones and extra for all pages below
//	extra         a table of the site's own values for its templates (params)
//
// # Links
//
// A link to another page is a relative path to its file, as GitHub reads it:
// plan.md, ../plan.md#heading. Also read are @/plan.md and /plan.md from the
// content folder's root, plan.html, plan, and a published address. Images are
// read alike, and in an author's own HTML src, srcset and poster, href of <a>,
// <area>, <link>, <image> and <use>, data of <object>, action of <form> and
// formaction; no other attribute is. What leads nowhere is an error that names
// the nearest page, file or heading. Links come out relative, so that the output
// works below any address; 404.html alone uses base_url.
//
// # kvartal.toml
//
// A key that does not exist is an error.
//
//	title, description, language   of the site
//	base_url                       where it is published
//	url_style                      "pretty": /plan/; "html": /plan.html
//	slug                           "danish", or "keep" the file's name
//	date_prefix                    "keep" or "strip" a date that a file's name begins with
//	menu.tree                      "folders", or "parents": parent alone makes the tree
//	taxonomies                     a table for each taxonomy of the site's own, with title and slug
//	markdown.typographer           quotes and dashes of the page's language
//	markdown.attributes            {.class #id key="value"} behind blocks, images and links
//	markdown.html                  "keep", or "filter" elements such as <script>
//	theme.name                     a folder in themes/, or a built-in theme
//	theme.accent                   a colour; theme.logo, theme.favicon: pictures in content/; theme.footer: Markdown
//	repository.url                 where the files are kept; with repository.branch, path, edit and history
//	accessibility.statement        address or page of the accessibility statement
//	check.links                    "error" or "warn": a link that leads nowhere
//	check.roadmap                  the same of an error in a roadmap, whose faulty rows are marked
//	check.templates                the same of a template that is not there
//	roadmap.files                  the files that each roadmap has beside its page: "svg", "png", "ics", "csv"
//	extra                          the site's own values for its templates
//
// # Roadmaps
//
// A roadmap is shown in a form for each width of the page, or in the one that
// {profile=newsletter} names. Beside its page lie its files, roadmap-1.svg and
// roadmap-1.ics, or those of the id that {#plan} gives it, plan.svg, and at the site's root milestones.ics and milestones.json with
// every milestone once. The shortcode {{< milestones days=90 section="Name" page="plan.md" >}}, a
// paragraph of its own, lists those that lie ahead.
//
// # Templates
//
// A page is made by the layout of its kind: home.html, section.html, page.html,
// taxonomy.html, term.html, redirect.html, 404.html; or by its template. Each
// file is taken from templates/, else themes/NAME/, else the built-in theme of
// that name, else the default theme. The dot of a layout is a theme.View: see
// there for what it offers, and theme.SiteView for .Site. Functions are t, the
// word of a key in the page's language, and dict, a table of values.
//
// # How a build goes
//
// Each stage is a package below this one and a function from values to values
// (command, shortcode, figures, pool and trace serve several of them, as
// timeline/fields does):
//
//	config   kvartal.toml                    -> configuration
//	source   content/                        -> files, front matter read
//	history  the git repository              -> the day of each file's last commit
//	markdown a page's body                   -> HTML with holes, headings, links, roadmaps
//	charts   roadmaps of all pages           -> resolved charts
//	graph    pages and files                 -> the site: what stands where, what links mean
//	milestones the charts of all pages       -> every milestone once
//	theme    the theme's and site's files    -> layouts, and views for them
//	plan     site and theme                  -> every output, before any is made
//	render   the plan                        -> bytes, and a trace of what each output read
//	output   bytes                           -> the output folder, changed only at the end
//
// # Incremental builds
//
// A rebuild is Build with the snapshot of the build before. Files whose bytes
// are the same are not parsed again, and an output is kept when everything
// that it read is the same now (package trace). The result is the same, byte
// for byte, as that of a full build; a test holds this law under random edits.
//
// # Problems
//
// What is wrong with a site is a list of problems (package diag). Each has a
// place, a message for people and a code for everything else, "link-broken". A
// code is stable: it keeps its meaning while the words of the message become
// better, so programs compare codes and never messages. The handbook's page
// "Messages" explains every code with examples, which package messages reads for
// "kvartal explain" and a test builds.
package site
